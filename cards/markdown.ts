import { tidy } from '../bot/domain/form/form';

/** Longer than any text that a card shows. */
const mostShown = 4000;

/**
 * Text for a TextBlock of Outlook's cards, which read Markdown and `{{DATE(…)}}` and have no RichTextBlock beside it: each
 * sign that could mean something gets a backslash, as CommonMark has it. One line, so that only its beginning can be a
 * heading, a list or a quotation. Addresses are kept from becoming links.
 */
export function plainInMarkdown(text: string): string {
  return tidy(text, mostShown)
    .replace(/[\\`*_{}[\]<>&~|]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/^(www)(?=\.)|(?<=[\s(/])(www)(?=\.)/gi, '$&\\')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d{1,9})(?=[.)])/, '$1\\');
}
