import { tidy } from '../../bot/domain/form/form';
import { plainInMarkdown } from '../../cards/markdown';
import { hostileStrings } from '../fakes/hostile-strings';

/** What CommonMark shows of a line in which every sign that means something is escaped. */
const shown = (markdown: string) => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** What still means something: no backslash before it. */
function stillMeant(markdown: string): string[] {
  const open = [...markdown.matchAll(/(?<!\\)(?:\\\\)*([*_`[\]<>&{}~|])/g)].map(([, sign]) => sign ?? '');
  const start = /^(?:[#>+=-]|\d+[.)])/.exec(markdown)?.[0];
  const links = /(?<!\\):\/\/|(?:^|[\s(/])www\./i.exec(markdown)?.[0];
  return [...open, start, links].filter((one) => one !== undefined);
}

const more: Record<string, string> = {
  'a heading': '# Approved',
  'a list': '- one',
  'a list with plus': '+ one',
  'a rule': '=====',
  'a numbered list': '12. one',
  'a numbered list with a bracket': '3) one',
  'a quotation': '> said',
  'a line break': 'one\n# two\n- three',
  'indented code': '    code',
  'a backslash before a sign': '\\*not this\\*',
  'a trailing backslash': 'end\\',
  'a bare address': 'see https://evil.example/x and www.evil.example (www.evil.example)',
  'a reference': '[x]: https://evil.example',
  'an entity': '&lt;at&gt;Everyone&lt;/at&gt;',
  'a table': '| a | b |',
};

describe.each(Object.entries({ ...hostileStrings, ...more }))('text in Markdown: %s', (_name, text) => {
  it('should be shown letter by letter', () => {
    expect(shown(plainInMarkdown(text))).toBe(tidy(text, 4000));
  });

  it('should mean nothing', () => {
    expect(stillMeant(plainInMarkdown(text))).toEqual([]);
  });

  it('should be no date to the renderer, and turn no direction', () => {
    expect(plainInMarkdown(text)).not.toMatch(/\{\{|\p{Bidi_Control}|\n/u);
  });
});

it('should leave ordinary text alone', () => {
  for (const text of [
    'Dr Ada O’Brien-Smith (née Jones), 2nd floor',
    'Wed 3 Feb 2027 at 14:05',
    'Contractor/Consultant',
    '山田太郎',
    '3 months',
  ])
    expect(plainInMarkdown(text)).toBe(text);
});

it('should see what was not escaped (negative control)', () => {
  expect(stillMeant('**bold** [x](https://evil.example)')).toEqual(['*', '*', '*', '*', '[', ']', '://']);
  expect(stillMeant('# x')).toEqual(['#']);
});
