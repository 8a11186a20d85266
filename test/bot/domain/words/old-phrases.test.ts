import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const root = join(__dirname, '..', '..', '..', '..');

/** Where sentences for people stand: the tables of words, what each row of a table says of itself, the tab, cards and pages. */
const spoken = ['bot/domain', 'bot/tab', 'bot/channels', 'cards', 'functions/local'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => /\.(ts|tsx|html)$/.test(path)),
);

/** What the product once said, and says no more: private words, and words that read as translated. */
const old = [
  /\b[Tt]ick(ed|s)?\b/,
  /\bUntick/,
  /Keep (until|after all|these|those|all)\b/,
  /\b[Kk]ept (until|longer)\b/,
  /Let it end|[Ll]et end\b/,
  /\bAsk again\b/,
  /\b[Tt]ake back\b|[Tt]aken back|[Tt]ook .* back/,
  /Somebody waits|as its sponsor wants|whoever helps you/,
  /\bmoved on since\b/,
  /does not answer just now/,
  /[Pp]ress (once more|again)|Please press/,
  /no longer here: please name/,
  /There is nothing here for you to do/,
  /Worth (knowing|a look)/,
  /still to be settled/,
  /\bThis happened on\b/,
  /[Ii]nstead of asking|asked for twice|may be here already|just go on\b/,
  /\b[Rr]enewed\b/,
  /on another device meanwhile|did not let us|at present\./,
  /Is it well\?|\bto mend$/,
  /the most there can be|where each request stands|[Tt]rying twice|finds it there|comes by email|is over \(/,
];

/** Texts of a source that are no keys: with a capital letter, or of more than one word. */
function textsIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, single, template]) => single ?? template ?? '')
    .filter((text) => /[A-Z]|\s/.test(text));
}

describe('what people read', () => {
  it('should have none of the old phrases', () => {
    const found = spoken.flatMap((path) =>
      textsIn(readFileSync(join(root, path), 'utf8'))
        .filter((text) => old.some((phrase) => phrase.test(text)))
        .map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('should be looked through by a reader that finds one, and reads no comments', () => {
    const source = "const a = 'Let it end';\n// 'Ask again'\nconst b = `Kept until ${day}.`;";
    expect(textsIn(source).filter((text) => old.some((phrase) => phrase.test(text)))).toEqual(['Let it end', 'Kept until ${day}.']);
    expect(spoken.length).toBeGreaterThan(200);
  });
});
