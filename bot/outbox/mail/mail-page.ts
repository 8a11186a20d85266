import { html } from 'hono/html';
import { tones } from '../../domain/statuses/tones';
import type { MailContent, MailGroup } from './mail-content';

/** Written by a tagged template that escapes whatever is put in; nothing else may make HTML. */
type Html = ReturnType<typeof html>;

/**
 * The mail as a document. Styles stand in the elements, as Outlook on Windows drops most of a style sheet; only dark
 * colours and telephones need one. Tables carry the layout, because it draws them alone as they are meant. Exchange makes
 * the plain text of it, so labels end in a colon and nothing is said by its place alone.
 */
export function renderMail(content: MailContent): { subject: string; html: string } {
  const { preview, organisation, title, status, sentences, words, groups, notes, link, how, footer } = content;
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
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="around" align="center" style="padding:24px 12px">
<table class="sheet" role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background-color:#ffffff;border:1px solid #d1d1d1;border-top:4px solid #5b5fc7;border-radius:6px"><tr><td class="inner" style="padding:20px 24px 24px;${font}">
<p class="soft line" style="margin:0 0 16px;padding:0 0 12px;border-bottom:1px solid #e0e0e0;font-size:14px;line-height:20px;font-weight:600;color:#616161">${organisation}</p>
<h1 style="margin:0 0 8px;font-size:20px;line-height:28px;font-weight:600">${title}</h1>
${status ? html`<p style="margin:0 0 8px">${badge(status)}</p>` : ''}
${status?.line === undefined ? '' : html`<p style="margin:0 0 4px;${wrap}"><bdi>${status.line}</bdi></p>`}
${sentences.map((sentence) => html`<p style="margin:0 0 4px;${wrap}"><bdi>${sentence}</bdi></p>`)}
${words ? wordsHtml(words) : ''}
${groups.map(groupHtml)}
${notes ? notesHtml(notes) : ''}
${link ? linkOf(link) : ''}
${how === undefined ? '' : html`<p class="soft" style="margin:12px 0 0;font-size:12px;line-height:18px;color:#616161">${how}</p>`}
<p class="soft line" style="margin:20px 0 0;padding:12px 0 0;border-top:1px solid #e0e0e0;font-size:12px;line-height:18px;color:#616161">${footer}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>`;
  return { subject: oneLine(content.subject), html: String(page) };
}

function linkOf({ title, url }: NonNullable<MailContent['link']>): Html {
  return html`<p style="margin:20px 0 0"><a class="button" href="${url}" target="_blank" rel="noopener" style="display:inline-block;padding:10px 18px;background-color:#5b5fc7;color:#ffffff;font-weight:600;text-decoration:none;border-radius:4px">${title}</a></p>`;
}

function badge({ label, tone }: NonNullable<MailContent['status']>): Html {
  const { ink, ground } = tones[tone].light;
  return html`<strong class="badge-${tone}" style="display:inline-block;padding:2px 10px;border-radius:10px;background-color:${ground};color:${ink};font-size:12px;line-height:18px">${label}</strong>`;
}

const font = "font-family:'Segoe UI',Helvetica,Arial,sans-serif;font-size:14px;line-height:20px";
/** Outlook on Windows supports only the second. */
const wrap = 'overflow-wrap:anywhere;word-break:break-word';
/** On a telephone a label stands above its text, and the button is as wide as the mail. */
const smallScreen =
  '@media (max-width:480px){.around{padding:8px!important}.inner{padding:16px!important}' +
  '.label,.value{display:block!important;width:auto!important}.label{padding:8px 0 0!important}.value{padding:0!important}' +
  '.button{display:block!important;text-align:center!important}}';
/** By class: the text, what lies behind it, its lines, and its upper edge. */
const dark: Readonly<Record<string, { text?: string; back?: string; line?: string; edge?: string }>> = {
  paper: { text: '#ffffff', back: '#1f1f1f' },
  sheet: { back: '#292929', line: '#525252', edge: '#9ea2ff' },
  soft: { text: '#c4c4c4' },
  label: { text: '#c4c4c4' },
  line: { line: '#525252' },
  box: { back: '#333333' },
  ...Object.fromEntries(
    Object.entries(tones).map(
      ([
        tone,
        {
          dark: { ink, ground },
        },
      ]) => [`badge-${tone}`, { text: ink, back: ground }],
    ),
  ),
  button: { text: '#1f1f1f', back: '#9ea2ff' },
};
/** Outlook's web and mobile apps read no media query: they recolour a mail and mark what they did with these attributes. */
const darkColours = `@media (prefers-color-scheme:dark){${darkRules('', '')}}${darkRules('[data-ogsc] ', '[data-ogsb] ')}`;

/** @param changedText before the selectors of texts and lines; `changedBack` before those of what lies behind. */
function darkRules(changedText: string, changedBack: string): string {
  return Object.entries(dark)
    .flatMap(([name, { text, back, line, edge }]) => [
      ...(text === undefined ? [] : [`${changedText}.${name}{color:${text}!important}`]),
      ...(back === undefined ? [] : [`${changedBack}.${name}{background-color:${back}!important}`]),
      ...(line === undefined ? [] : [`${changedText}.${name}{border-color:${line}!important}`]),
      ...(edge === undefined ? [] : [`${changedText}.${name}{border-top-color:${edge}!important}`]),
    ])
    .join('');
}

function wordsHtml({ title, parts }: NonNullable<MailContent['words']>): Html {
  return boxed(html`<h2 style="${heading}">${title}</h2>
${parts.map(wordsPartHtml)}`);
}

function wordsPartHtml({ label, text }: NonNullable<MailContent['words']>['parts'][number], place: number): Html {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return html`<p style="margin:${place > 0 ? '4px' : '0'} 0 0;${wrap}">${label === undefined ? '' : html`<strong>${label}:</strong> `}${lines.map((line, at) => html`${at > 0 ? html`<br>` : ''}<bdi>${line}</bdi>`)}</p>
`;
}

/** On grey, as on a card: what somebody wrote, and what is to be checked. */
function boxed(content: Html): Html {
  return html`<table class="box" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0 0;background-color:#f5f5f5;border-radius:4px"><tr><td style="padding:10px 14px 12px;${font}">${content}</td></tr></table>`;
}

function groupHtml({ title, top, rows }: MailGroup): Html {
  return html`${title === undefined ? '' : html`<h2 style="margin:20px 0 4px;font-size:16px;line-height:22px;font-weight:600;${wrap}"><bdi>${title}</bdi></h2>`}
${top === undefined ? '' : html`<p style="margin:0 0 8px;${wrap}"><bdi>${top}</bdi></p>`}
<table class="line" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:${title === undefined ? '16px' : '0'} 0 0;border-top:1px solid #e0e0e0;table-layout:fixed">${rows.map(rowHtml)}</table>`;
}

function rowHtml({ label, text }: MailGroup['rows'][number]): Html {
  return html`<tr><th class="label" scope="row" align="left" valign="top" width="34%" style="width:34%;padding:6px 12px 0 0;font-weight:400;color:#616161;${font}">${label}:</th><td class="value" valign="top" style="padding:6px 0 0;${font};${wrap}"><bdi>${text}</bdi></td></tr>`;
}

function notesHtml({ title, sentences }: NonNullable<MailContent['notes']>): Html {
  return boxed(html`<h2 style="${heading}">${title}</h2>
<ul style="margin:0;padding:0 0 0 20px">${sentences.map((sentence) => html`<li style="${wrap}"><bdi>${sentence}</bdi></li>`)}</ul>`);
}

const heading = 'margin:0 0 4px;font-size:14px;line-height:20px;font-weight:600';

/** A line break in a subject could begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
