import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Template } from 'adaptivecards-templating';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import * as fc from 'fast-check';
import { type TemplateName, templates } from '../../cards/templates';
import { hostileStrings } from '../fakes/hostile-strings';
import { cardsForOutlook, cardsForTeams } from './drawing';

// A CommonJS module, as Node loads it when the product is built.
const { compiledTemplates } = require('../../functions/compile-templates.cjs') as { compiledTemplates: Plugin };

type Fills = Record<string, (data: object) => object>;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alms-templates-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

let count = 0;

/** The templates of a folder as they are in the product. */
async function built(cards: string, plugin = compiledTemplates): Promise<Fills> {
  count += 1;
  const outfile = join(folder, `built-${count}.cjs`);
  const options: BuildOptions = { plugins: [plugin], bundle: true, format: 'cjs', logLevel: 'silent' };
  await build({ ...options, entryPoints: [join(cards, 'templates.ts')], outfile });
  return (require(outfile) as { templates: Fills }).templates;
}

/** The same of one template that is made up. */
async function builtOf(template: object): Promise<Fills> {
  const cards = join(folder, String(count), 'cards');
  await mkdir(cards, { recursive: true });
  await writeFile(join(cards, 'templates.ts'), '');
  await writeFile(join(cards, 'made-up.json'), JSON.stringify(template));
  return await built(cards);
}

/** Whether two cards are the same, in the same order. */
function isSame(one: object, other: object): boolean {
  return isDeepStrictEqual(one, other) && JSON.stringify(one) === JSON.stringify(other);
}

/** What templates are filled with while cards are drawn. */
function filledBy(draw: () => void): [TemplateName, object][] {
  const spies = (Object.keys(templates) as TemplateName[]).map((name) => [name, jest.spyOn(templates, name)] as const);
  draw();
  const filled = spies.flatMap(([name, { mock }]) => mock.calls.map(([data]): [TemplateName, object] => [name, data]));
  jest.restoreAllMocks();
  return filled;
}

/** Every place in what a template is filled with: what has it, under which name. */
function placesIn(data: object): [Record<string, unknown>, string][] {
  const owner = data as Record<string, unknown>;
  return Object.keys(owner).flatMap((name) => {
    const value = owner[name];
    return [[owner, name], ...(typeof value === 'object' && value !== null ? placesIn(value) : [])];
  });
}

/** The same with this in the place of every text, but for what templates compare with a word. */
function withText(data: object, text: string): object {
  const put = (name: string, value: unknown) => (typeof value === 'string' && !/kind|style/i.test(name) ? text : value);
  return JSON.parse(JSON.stringify(data, put)) as object;
}

const odd: unknown[] = [
  ...Object.values(hostileStrings),
  ...['`', '\\', "'", '\u2028', '\u2029\0', '\ud800', 'constructor', 'x'.repeat(5_000), '', 'true', 'date'],
  ...[undefined, null, true, false, 0, 1, [], {}, [[]], [undefined, {}, null, 'text', [{}]], [{ a: 'first' }, undefined]],
  JSON.parse('{"__proto__":{"title":"inherited"},"constructor":"own"}'),
  Object.create({ title: 'inherited' }),
];

describe('the templates as they are built', () => {
  let compiled: Fills;
  let drawn: [TemplateName, object][];
  beforeAll(async () => {
    compiled = await built(resolve(__dirname, '../../cards'));
    drawn = filledBy(() => [cardsForTeams(), cardsForOutlook()]);
  });
  afterAll(() => {
    drawn = [];
  });

  /** The templates that are filled differently by the library. */
  const slipsOf = (filled: [TemplateName, object][]) =>
    filled.flatMap(([name, data]) => (isSame(compiled[name]!(data), templates[name](data)) ? [] : [name]));

  it('should make the same of every example as the library', () => {
    expect(Object.keys(compiled)).toEqual(Object.keys(templates));
    expect(new Set(drawn.map(([name]) => name))).toEqual(new Set(Object.keys(templates)));
    expect(slipsOf(drawn)).toEqual([]);
  });

  it.each(Object.entries(hostileStrings))('should make the same of every example with this as its texts: %s', (_name, text) => {
    expect(slipsOf(drawn.map(([name, data]) => [name, withText(data, text)]))).toEqual([]);
  });

  it('should make the same where something is missing or is what it never should be', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom('put', 'delete'), fc.constantFrom(...odd)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...drawn), changes, ([name, data], wishes) => {
        const changed = structuredClone(data);
        for (const [at, how, value] of wishes) {
          const places = placesIn(changed);
          const place = places[at % places.length];
          if (place && how === 'put') place[0][place[1]] = value;
          else if (place) delete place[0][place[1]];
        }
        return slipsOf([[name, changed]]).length === 0;
      }),
      { numRuns: 300 },
    );
  });
});

describe('the compiler of templates', () => {
  const template = {
    $schema: 'https://example.org/schema.json',
    type: 'A ` of \\ \u2028 "quotes" and </script> $ {{a}}',
    'name "quoted"': null,
    a: '${a}',
    deep: { deeper: ['text', { b: '${a.b.c}' }], is: '${a == "\u2028"}' },
    builtIn: ['${length}', '${constructor}', '${a.toString}', '${a.length}'].map((text) => ({ text })),
    rows: [
      { $data: '${rows}', a: '${a}', title: '${title}', rows: [{ $data: '${a}', $when: '${title}', b: '${b.length}' }, { text: '${b}' }] },
      { $when: '${a}', a: '${b}' },
      { $when: '${title == "date"}', $data: '${rows.a}', title: '${title}' },
    ],
    '3': 'comes first',
  };
  const names = fc.constantFrom('a', 'b', 'c', 'title', 'rows', 'length');
  const { data } = fc.letrec<{ data: Record<string, unknown>; value: unknown }>((tie) => ({
    data: fc.dictionary(names, tie('value'), { noNullPrototype: true }),
    value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, fc.constantFrom(...odd), tie('data'), fc.array(tie('value'), { maxLength: 3 })),
  }));

  it('should make the same of whatever it knows as the library', async () => {
    const compiled = (await builtOf(template))['made-up']!;
    const library = new Template(template);
    fc.assert(
      fc.property(data, (of) => isSame(compiled(of), library.expand({ $root: of }) as object)),
      { numRuns: 500 },
    );
  });

  // As by the bench, whose own program has it.
  it('should do so where it went through a bundler itself, which gave its functions other names', async () => {
    const outfile = join(folder, 'compiler.cjs');
    const entryPoints = [resolve(__dirname, '../../functions/compile-templates.cjs')];
    await build({ entryPoints, outfile, bundle: true, minify: true, platform: 'node', packages: 'external' });
    const bundled = require(outfile) as { compiledTemplates: Plugin };
    const compiled = await built(resolve(__dirname, '../../cards'), bundled.compiledTemplates);
    const examples = filledBy(() => cardsForTeams());
    expect(examples.filter(([name, data]) => !isSame(compiled[name]!(data), templates[name](data)))).toEqual([]);
  });

  it.each<[string, object]>([
    ['made-up.json: text', { text: 'Dear ${name}' }],
    ['made-up.json: a.b[1].text', { a: { b: [{}, { text: '${name[0]}' }] } }],
    ['made-up.json: text', { text: '${$root.name}' }],
    ['made-up.json: text', { text: '${$index}' }],
    ['made-up.json: text', { text: '${a == b}' }],
    ['made-up.json: text', { text: '${a == 1}' }],
    ['made-up.json: text', { text: '${!a}' }],
    ['made-up.json: text', { text: '${toUpper(a)}' }],
    ['made-up.json: text', { text: '${a b}' }],
    ['made-up.json: text', { text: '${a' }],
    ['made-up.json: $data', { $data: '${a}' }],
    ['made-up.json: a.$when', { a: { $when: '${b}' } }],
    ['made-up.json: a.$host', { a: { $host: 'b' } }],
    ['made-up.json: a[0].__proto__', JSON.parse('{"a":[{"__proto__":{"b":1}}]}') as object],
    ['made-up.json: a[0]', { a: ['${b}'] }],
    ['made-up.json: a[1]', { a: ['b', []] }],
    ['made-up.json: a[0]', { a: [null] }],
    ['made-up.json: a[0].$when', { a: [{ $when: true }] }],
    ['made-up.json: a[0].$when', { a: [{ $when: 'true' }] }],
    ['made-up.json: a[0].$data', { a: [{ $data: [{}] }] }],
    ['made-up.json: a[0].$data', { a: [{ $data: 'b' }] }],
  ])('should fail the build at what it does not know: %s of %j', async (place, unknown) => {
    await expect(builtOf(unknown)).rejects.toThrow(`cards/${place} is no known `);
  });
});
