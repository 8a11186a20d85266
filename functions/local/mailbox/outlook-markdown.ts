import { escapedHtml } from '../../../bot/channels/http/escaped-html';

/**
 * The part of Markdown that Outlook’s cards draw, as HTML: bold, italics, links, and the backslash that takes a sign’s
 * meaning away (CommonMark, “Backslash escapes”). So a text that the product failed to escape is seen to be one here.
 * Everything else is text: no HTML gets through.
 */
export function markdownHtml(text: string): string {
  const escaped: string[] = [];
  const open = text.replaceAll('\0', '\uFFFD').replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => `\0${escaped.push(sign) - 1}\0`);
  const html = escapedHtml(open)
    .replace(/\[([^[\]]+)\]\((https?:\/\/[^\s()]+)\)/g, '<a href="$2" target="_blank" rel="noopener">$1</a>')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '<strong>$2</strong>')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '<em>$2</em>');
  return `<p>${html.replace(/\0(\d+)\0/g, (_, place: string) => escapedHtml(escaped[Number(place)] ?? ''))}</p>`;
}
