import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const root = join(__dirname, '..');
const files = ['bot', 'cards', 'functions', 'manifest']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => posix.join(folder, name.replaceAll('\\', '/'))),
  )
  .filter((path) => /\.(ts|tsx|mjs|cjs|js)$/.test(path));

/** The functions that a source declares at its top level, as they stand after the formatter. */
function functionsIn(source: string): string[] {
  const declared = source.matchAll(/^(?:export )?(?:default )?(?:async )?function\*? (\w+)/gm);
  const arrows = source.matchAll(
    /^(?:export )?const (\w+)(?:: [^=\n]+)? =\s+(?:async )?(?:<[^=\n]+>)?(?:\((?:[^()]|\([^()]*\))*\)(?:: [^=;]+)?|\w+) =>/gm,
  );
  return [...declared, ...arrows].map(([, name = '']) => name);
}

/** Names of functions that more than one source declares, each with those sources. */
function sharedNames(sources: ReadonlyMap<string, string>): Record<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [path, source] of sources) {
    for (const name of new Set(functionsIn(source))) users.set(name, [...(users.get(name) ?? []), path]);
  }
  return Object.fromEntries([...users].filter(([, paths]) => paths.length > 1));
}

describe('names of functions', () => {
  const sources = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));

  // Whoever searches for a name finds one meaning. Members of records, such as `apply` of a verb, are not declared so.
  it('should each be declared in one file of the product', () => {
    expect(sharedNames(sources)).toEqual({});
    expect([...sources.values()].flatMap(functionsIn).length).toBeGreaterThan(1_500);
  });

  it('should be seen in every way of declaring one, and not within another', () => {
    const source = [
      'export async function one(a: string): Promise<void> {',
      '  const inner = () => 1;',
      '}',
      'function* two() {}',
      'export const three = (a: (b: number) => string): string => a(1);',
      'const four = async (',
      '  a: string,',
      ') => a;',
      'const five: Make = one => one;',
      'const six = (one as string[]).map((a) => a);',
      'const seven = <T extends object>(value: T): T => value;',
      'const eight = { nine: () => 1 };',
    ].join('\n');
    expect(functionsIn(source)).toEqual(['one', 'two', 'three', 'four', 'five', 'seven']);
    expect(sharedNames(new Map([...sources, ['bot/x.ts', 'function decidersOf() {}']]))).toEqual({
      decidersOf: ['bot/domain/request/deciders.ts', 'bot/x.ts'],
    });
  });
});

/** Words that only this product's authors would understand, each with the trade's word for it. */
const privateWords: Record<string, RegExp> = {
  'timeout or retry': /\bpatience\b/i,
  search: /\bsought/i,
  'release, discard or let expire': /\blet go\b|\bletGo/,
  postpone: /\bput off\b|\bputOff/,
  'reconcile run': /\bnight ?round\b|\bdry round\b/i,
  sync: /\bbring\w*InLine\b/,
  'reapprove or cache': /\bkeepable|\bkeptStore\b|\bkeepAll\b/,
  'notified or recipients': /\b(const|let) told\b|\.told\b|\b(is|note)Told\b|\btoldOf|\bUntold\b/,
};

/** What a source says in these words, without its strings: those are stored, sent or read by people. */
function privateWordsIn(source: string): string[] {
  const code = source.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '');
  return Object.entries(privateWords).flatMap(([better, word]) => (word.test(code) ? [better] : []));
}

describe('words of the code', () => {
  it('should be the trade’s', () => {
    const found = files.flatMap((path) => privateWordsIn(readFileSync(join(root, path), 'utf8')).map((better) => `${path}: ${better}`));
    expect(found).toEqual([]);
  });

  it('should be looked for in names and comments, and not in what is stored', () => {
    expect(privateWordsIn("const patience = 3;\n// Puts nothing: put off.\nconst told = 'letGo';")).toEqual([
      'timeout or retry',
      'postpone',
      'notified or recipients',
    ]);
    expect(privateWordsIn("const row = 'told:x';\n/** As it was told. */")).toEqual([]);
  });
});
