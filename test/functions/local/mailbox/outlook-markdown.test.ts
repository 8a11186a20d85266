import { tidy } from '../../../../bot/domain/form/form';
import { plainInMarkdown } from '../../../../cards/markdown';
import { markdownHtml } from '../../../../functions/local/mailbox/outlook-markdown';
import { hostileStrings } from '../../../fakes/hostile-strings';

/** What a browser shows of it. */
function shown(html: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/^<p>|<\/p>$/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name] ?? '');
}

describe('Markdown in the mailbox', () => {
  it.each(Object.entries(hostileStrings))('should show letter by letter what the product has escaped: %s', (_, text) => {
    const html = markdownHtml(plainInMarkdown(text));
    expect(html.replace(/^<p>|<\/p>$/g, '')).not.toMatch(/[<>]/);
    expect(shown(html)).toBe(tidy(text, 4000));
  });

  it.each([
    ['**bold** and *italic*', '<p><strong>bold</strong> and <em>italic</em></p>'],
    ['__bold__ and _italic_', '<p><strong>bold</strong> and <em>italic</em></p>'],
    ['[here](https://evil.example/x)', '<p><a href="https://evil.example/x" target="_blank" rel="noopener">here</a></p>'],
    ['\\*\\*plain\\*\\*', '<p>**plain**</p>'],
    ['C:\\\\temp \\a', '<p>C:\\temp \\a</p>'],
    ['snake_case_name', '<p>snake_case_name</p>'],
  ])('should mean something where nobody escaped it: %s', (text, html) => {
    expect(markdownHtml(text)).toBe(html);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](https://evil.example/"onmouseover="alert(1))',
    '\\<script>',
    '\x000\x00',
  ])('should let no HTML through: %s', (text) => {
    expect(markdownHtml(text)).not.toMatch(/<(?!\/?p>|a href="[^"]*" target="_blank" rel="noopener">|\/a>)|javascript:[^)]*"/);
  });
});
