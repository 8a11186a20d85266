import { html } from 'hono/html';
import type { MailContent, MailGroup } from './mail-content';

/** Written by a tagged template that escapes whatever is put in; nothing else may make HTML. */
type Html = ReturnType<typeof html>;

/**
 * The mail as a document. Styles stand in the elements, as Outlook on Windows drops most of a style sheet; only dark
 * colours and telephones need one. Tables carry the layout, because it draws them alone as they are meant. Exchange makes
 * the plain text of it, so labels end in a colon and nothing is said by its place alone.
 */
export function renderMail(content: MailContent): { subject: string; html: string } {
  const { preview, organisation, title, status, sentences, words, groups, notes, link, footer } = content;
  const page = html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>${smallScreen}${darkColours}</style>
</head>
<body class="paper" style="margin:0;padding:0;background-color:#f5f5f5;color:#242424;${font}">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table class="sheet" role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background-color:#ffffff;border:1px solid #d1d1d1"><tr><td class="inner" style="padding:24px;${font}">
<p class="soft line" style="margin:0 0 16px;padding:0 0 12px;border-bottom:1px solid #e0e0e0;font-size:12px;line-height:18px;font-weight:600;color:#616161">${organisation}</p>
<h1 style="margin:0 0 12px;font-size:20px;line-height:28px;font-weight:600">${title}</h1>
${status ? html`<p style="margin:0 0 4px"><strong>${status.label}</strong></p>` : ''}
${status?.line === undefined ? '' : html`<p style="margin:0 0 4px;${wrap}"><bdi>${status.line}</bdi></p>`}
${sentences.map((sentence) => html`<p style="margin:0 0 4px;${wrap}"><bdi>${sentence}</bdi></p>`)}
${words ? wordsHtml(words) : ''}
${groups.map(groupHtml)}
${notes ? notesHtml(notes) : ''}
${link ? linkOf(link) : ''}
<p class="soft" style="margin:24px 0 0;font-size:12px;line-height:18px;color:#616161">${footer}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>`;
  return { subject: oneLine(content.subject), html: String(page) };
}

function linkOf({ title, url }: NonNullable<MailContent['link']>): Html {
  return html`<p style="margin:24px 0 0"><a class="button" href="${url}" target="_blank" rel="noopener" style="display:inline-block;padding:10px 18px;background-color:#5b5fc7;color:#ffffff;font-weight:600;text-decoration:none;border-radius:4px">${title}</a></p>`;
}

const font = "font-family:'Segoe UI',Helvetica,Arial,sans-serif;font-size:14px;line-height:20px";
/** Outlook on Windows supports only the second. */
const wrap = 'overflow-wrap:anywhere;word-break:break-word';
const smallScreen = '@media (max-width:480px){.inner{padding:16px!important}}';
/** By class: the text, what lies behind it, and its lines. */
const dark: Readonly<Record<string, { text?: string; back?: string; line?: string }>> = {
  paper: { text: '#ffffff', back: '#1f1f1f' },
  sheet: { back: '#292929', line: '#525252' },
  soft: { text: '#c4c4c4' },
  label: { text: '#c4c4c4' },
  line: { line: '#525252' },
  button: { text: '#1f1f1f', back: '#9ea2ff' },
};
/** Outlook's web and mobile apps read no media query: they recolour a mail and mark what they did with these attributes. */
const darkColours = `@media (prefers-color-scheme:dark){${darkRules('', '')}}${darkRules('[data-ogsc] ', '[data-ogsb] ')}`;

/** @param changedText before the selectors of texts and lines; `changedBack` before those of what lies behind. */
function darkRules(changedText: string, changedBack: string): string {
  return Object.entries(dark)
    .flatMap(([name, { text, back, line }]) => [
      ...(text === undefined ? [] : [`${changedText}.${name}{color:${text}!important}`]),
      ...(back === undefined ? [] : [`${changedBack}.${name}{background-color:${back}!important}`]),
      ...(line === undefined ? [] : [`${changedText}.${name}{border-color:${line}!important}`]),
    ])
    .join('');
}

function wordsHtml({ title, parts }: NonNullable<MailContent['words']>): Html {
  return html`<h2 style="${heading}">${title}</h2>
${parts.map(wordsPartHtml)}`;
}

function wordsPartHtml({ label, text }: NonNullable<MailContent['words']>['parts'][number], place: number): Html {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return html`<p class="line" style="margin:${place > 0 ? '4px' : '0'} 0 0;padding:0 0 0 12px;border-left:3px solid #d1d1d1;${wrap}">${label === undefined ? '' : html`<strong>${label}:</strong> `}${lines.map((line, at) => html`${at > 0 ? html`<br>` : ''}<bdi>${line}</bdi>`)}</p>
`;
}

function groupHtml({ title, rows }: MailGroup): Html {
  return html`${title === undefined ? '' : html`<h2 style="${heading}"><bdi>${title}</bdi></h2>`}
<table class="line" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:${title === undefined ? '16px' : '0'} 0 0;border-top:1px solid #e0e0e0;table-layout:fixed">${rows.map(rowHtml)}</table>`;
}

function rowHtml({ label, text }: MailGroup['rows'][number]): Html {
  return html`<tr><th class="label" scope="row" align="left" valign="top" width="34%" style="width:34%;padding:6px 12px 0 0;font-weight:400;color:#616161;${font}">${label}:</th><td valign="top" style="padding:6px 0 0;${font};${wrap}"><bdi>${text}</bdi></td></tr>`;
}

function notesHtml({ title, sentences }: NonNullable<MailContent['notes']>): Html {
  return html`<h2 style="${heading}">${title}</h2>
<ul style="margin:0;padding:0 0 0 20px">${sentences.map((sentence) => html`<li style="${wrap}"><bdi>${sentence}</bdi></li>`)}</ul>`;
}

const heading = 'margin:16px 0 4px;font-size:14px;line-height:20px;font-weight:600';

/** A line break in a subject could begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
