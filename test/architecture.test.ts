import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';

const root = join(__dirname, '..');

/** Every source file of the product, with `/` on every system. */
const files = ['bot', 'cards', 'functions']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => posix.join(folder, name.replaceAll('\\', '/'))),
  )
  .filter((path) => /\.(ts|tsx|mjs|cjs|js)$/.test(path))
  .sort();

const sourceOf = (path: string) => readFileSync(join(root, path), 'utf8');

interface Import {
  /** The package, or the path of a file of the product. */
  target: string;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** What a source imports: values and types, static and dynamic. */
function importsOf(path: string, source = sourceOf(path)): Import[] {
  const code = withoutComments(source);
  const statics = [...code.matchAll(/^[ \t]*(?:import|export)\b(?:[\w\s{},*$]+\bfrom)?\s*(['"])([^'"]+)\1/gm)];
  const calls = [...code.matchAll(/\b(?:import|require)\s*\(\s*(['"])([^'"]+)\1/g)];
  return [...statics, ...calls].map(([, , from = '']) => ({ target: from.startsWith('.') ? resolved(path, from) : packageOf(from) }));
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('node:') ? 'node' : parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function resolved(path: string, specifier: string): string {
  const target = posix.join(posix.dirname(path), specifier);
  const found = [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find(
    (one) => /\.\w+$/.test(one) && existsSync(join(root, one)),
  );
  return found ?? target;
}

/** `bot/domain/form/form.ts` is of `domain`, `bot/compose.ts` of `compose`, `cards/step.ts` of `cards`. */
function partOf(path: string): string {
  const [top = '', next = ''] = path.split('/');
  return top === 'bot' ? next.replace(/\.ts$/, '') : top;
}

/** Dependencies run one way. Whatever is not named here may not be imported; `*` stands for every package. */
const mayImport: Record<string, readonly string[]> = {
  // The rules, and all that people read: pure.
  domain: ['domain', 'temporal-polyfill'],
  ports: ['ports', 'domain', 'temporal-polyfill'],
  cards: ['cards', 'domain', 'adaptivecards-templating', 'zod', 'temporal-polyfill'],
  settings: ['settings', 'zod', 'node'],
  data: ['domain', 'zod'],
  adapters: ['adapters', 'ports', 'domain', '*'],
  // The one way to apply a verb, and how somebody stands to a request.
  verbs: ['verbs', 'ports', 'domain'],
  // What a request or a list is shown from, loaded and drawn for whichever channel.
  shown: ['shown', 'verbs', 'cards', 'ports', 'domain', 'node', 'temporal-polyfill'],
  asking: ['asking', 'shown', 'verbs', 'cards', 'ports', 'domain', 'node', 'temporal-polyfill'],
  outbox: ['outbox', 'asking', 'shown', 'verbs', 'cards', 'ports', 'domain', 'hono', 'zod', 'temporal-polyfill'],
  jobs: ['jobs', 'outbox', 'asking', 'shown', 'verbs', 'cards', 'ports', 'domain', 'zod', 'temporal-polyfill'],
  channels: [
    'channels',
    'asking',
    'shown',
    'verbs',
    'cards',
    'ports',
    'domain',
    'fflate',
    'hono',
    'zod',
    'node',
    'temporal-polyfill',
    '@microsoft/teams-js',
  ],
  // Runs in a browser: of the API it sees the contract alone, which a test below keeps.
  tab: ['tab', 'channels', 'domain', 'react', 'react-dom', '@fluentui/react-components', '@fluentui/react-icons', '@microsoft/teams-js'],
  compose: ['channels', 'jobs', 'outbox', 'asking', 'shown', 'adapters', 'ports', 'domain', 'node'],
  functions: [
    'functions',
    'compose',
    'channels',
    'jobs',
    'outbox',
    'shown',
    'tab',
    'adapters',
    'settings',
    'data',
    'cards',
    'ports',
    'domain',
    '*',
  ],
};

/** Every folder of the product, the lowest first: a file imports its own folder and those before it, never one after it. */
const floors = [
  'bot/domain/dates/',
  'bot/domain/organisation/',
  'bot/domain/form/',
  'bot/domain/statuses/',
  'bot/domain/request/',
  'bot/domain/account/',
  'bot/domain/photo/',
  'bot/domain/notices/',
  'bot/domain/words/',
  'bot/domain/verbs/',
  'bot/domain/shown/',
  'bot/domain/messages/',
  'bot/domain/health/',
  'bot/ports/',
  'cards/',
  'bot/settings/',
  'bot/data/',
  'bot/adapters/azure/',
  'bot/adapters/entra/',
  'bot/adapters/graph/',
  'bot/adapters/photo/',
  'bot/adapters/teams/',
  'bot/adapters/',
  'bot/verbs/',
  'bot/shown/',
  'bot/asking/photo/',
  'bot/asking/',
  'bot/outbox/mail/',
  'bot/outbox/',
  'bot/jobs/',
  'bot/jobs/night/',
  'bot/jobs/product.ts',
  'bot/channels/http/',
  'bot/channels/accessibility/',
  'bot/channels/chat/',
  'bot/channels/outlook/',
  'bot/channels/tab/',
  'bot/channels/upload/',
  'bot/channels/',
  'bot/tab/',
  'bot/compose.ts',
  'functions/',
];

/** The floor of the longest name that a path begins with; -1 for a folder that has none. */
function floorOf(path: string): number {
  const [longest] = floors.filter((folder) => path.startsWith(folder)).sort((a, b) => b.length - a.length);
  return longest === undefined ? -1 : floors.indexOf(longest);
}

/** The first imports that lead from a file back to itself, types included; undefined where there are none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const over = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (over.has(file)) return undefined;
    path.push(file);
    for (const target of graph.get(file) ?? []) {
      const circle = visit(target);
      if (circle) return circle;
    }
    path.pop();
    over.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = visit(file);
    if (circle) return circle;
  }
  return undefined;
}

const isOurs = (target: string) => /^(bot|cards|functions)\//.test(target);
function breaches(path: string, imports: readonly Import[]): string[] {
  const part = partOf(path);
  const allowed = mayImport[part];
  if (!allowed) return [`${path}: no rule says what ${part} may import`];
  return imports
    .filter(({ target }) => !(isOurs(target) ? allowed.includes(partOf(target)) : allowed.includes(target) || allowed.includes('*')))
    .map(({ target }) => `${path} → ${target}`);
}

const sdk = /^(botbuilder.*|botframework-.*|@azure\/.*|sharp|@microsoft\/.*)$/;
/** A page that stands in Teams speaks with it in the browser, by Microsoft's own library. */
const maySdk = (path: string) =>
  /^(bot\/adapters|functions)\/|^bot\/channels\/upload\/page\/photo-dialog\.ts$|^bot\/tab\/teams-host\.ts$/.test(path);

/** Every file that a file pulls in, itself included. */
function reachedFrom(start: string): Set<string> {
  const reached = new Set([start]);
  for (const path of reached) {
    if (!/\.(ts|tsx|mjs|cjs)$/.test(path)) continue;
    for (const { target } of importsOf(path)) if (isOurs(target)) reached.add(target);
  }
  return reached;
}

describe('the reader of imports', () => {
  it('should see every way of importing, and nothing in comments', () => {
    const source = `
      import './side';
      import one from "../../ports/ports";
      import type { Two } from '@azure/data-tables/types';
      import {
        type Three,
      } from 'botbuilder';
      import * as four from 'node:fs/promises';
      export { five } from './five';
      export * from 'sharp';
      const six = await import('@microsoft/six');
      const seven = require('seven/deep');
      type Eight = import('eight').Eight;
      // import nine from 'nine';
      /* import ten from 'ten'; */
      const text = "there is no import from 'eleven' here";
    `;
    expect(
      importsOf('bot/domain/form/x.ts', source)
        .map(({ target }) => target)
        .sort(),
    ).toEqual(
      [
        'bot/domain/form/side',
        'bot/ports/ports.ts',
        '@azure/data-tables',
        'botbuilder',
        'node',
        'bot/domain/form/five',
        'sharp',
        '@microsoft/six',
        'seven',
        'eight',
      ].sort(),
    );
  });

  it('should find breaches where there are some', () => {
    const read = (path: string, source: string) => breaches(path, importsOf(path, source));
    expect(read('bot/domain/form/x.ts', "import type { Ports } from '../../ports/ports';")).toEqual([
      'bot/domain/form/x.ts → bot/ports/ports.ts',
    ]);
    expect(read('bot/domain/form/x.ts', "import { z } from 'zod';")).toEqual(['bot/domain/form/x.ts → zod']);
    expect(read('cards/x.ts', "import type { Ports } from '../bot/ports/ports';")).toEqual(['cards/x.ts → bot/ports/ports.ts']);
    expect(read('bot/adapters/graph/x.ts', "import { act } from '../../verbs/act';")).toEqual([
      'bot/adapters/graph/x.ts → bot/verbs/act.ts',
    ]);
    expect(read('bot/shown/x.ts', "import { compose } from '../compose';")).toEqual(['bot/shown/x.ts → bot/compose.ts']);
    expect(read('bot/nowhere/x.ts', '')).toHaveLength(1);
  });

  it('should read the whole product', () => {
    expect(files.length).toBeGreaterThan(60);
    const unresolved = files.flatMap((path) => importsOf(path).filter(({ target }) => isOurs(target) && !existsSync(join(root, target))));
    expect(unresolved).toEqual([]);
    for (const path of files.filter((one) => /^\s*import /m.test(sourceOf(one)))) expect(importsOf(path)).not.toEqual([]);
  });
});

describe('dependencies', () => {
  it('should run one way only', () => {
    expect(files.flatMap((path) => breaches(path, importsOf(path)))).toEqual([]);
  });

  it('should run downwards between folders', () => {
    expect(files.filter((path) => floorOf(path) < 0)).toEqual([]);
    expect(floors.filter((_folder, floor) => !files.some((path) => floorOf(path) === floor))).toEqual([]);
    const up = files.flatMap((path) =>
      importsOf(path)
        .filter(({ target }) => isOurs(target) && floorOf(target) > floorOf(path))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(up).toEqual([]);
    expect(floorOf('bot/domain/form/questions/title.ts')).toBeLessThan(floorOf('bot/domain/request/lifecycle.ts'));
    expect(floorOf('bot/nowhere/x.ts')).toBe(-1);
  });

  it('should go round in no circle, types included', () => {
    const targetsOf = (path: string) => importsOf(path).map(({ target }) => target);
    const graph = new Map(files.map((path) => [path, targetsOf(path)]));
    expect(circleIn(graph)).toBeUndefined();
    // The negative control: one import back closes a circle.
    graph.set('bot/domain/dates/dates.ts', ['bot/domain/request/lifecycle.ts']);
    expect(circleIn(graph)).toEqual(expect.arrayContaining(['bot/domain/dates/dates.ts', 'bot/domain/request/lifecycle.ts']));
  });

  it('should lead to nothing of the tests', () => {
    const targets = files.flatMap((path) => importsOf(path).map(({ target }) => target));
    expect(targets.filter((target) => /^(test\/|jest$|@jest\/|@swc\/jest$|fast-check$)/.test(target))).toEqual([]);
  });

  it('should keep the SDKs inside the adapters and the entry points', () => {
    const users = files.filter((path) => importsOf(path).some(({ target }) => sdk.test(target)));
    expect(users.filter((path) => !maySdk(path))).toEqual([]);
    expect(users).toEqual(expect.arrayContaining(['bot/adapters/photo/photo-image.ts', 'bot/adapters/teams/teams.ts']));
  });

  const contract = [
    'contract',
    'list-contract',
    'card-contract',
    'draft-contract',
    'it-contract',
    'health-contract',
    'policy-contract',
    'department-contract',
    'attention-contract',
    'overview-contract',
  ].map((name) => `bot/channels/tab/${name}.ts`);

  it('should show the tab nothing of the API but its contract', () => {
    const seen = files.filter((path) => path.startsWith('bot/tab/')).flatMap((path) => importsOf(path).map(({ target }) => target));
    expect(seen).toEqual(expect.arrayContaining(contract));
    // What crops a photo and sends it is the upload page's, and runs in a browser too.
    const isShown = (target: string) => contract.includes(target) || target.startsWith('bot/channels/upload/page/');
    expect(seen.filter((target) => target.startsWith('bot/channels/') && !isShown(target))).toEqual([]);
  });

  it('should lead from what runs in a browser to nothing of the server', () => {
    const pages = files.filter((path) => /^bot\/(tab|channels\/upload\/page)\//.test(path));
    const allowed = (path: string) => pages.includes(path) || path.startsWith('bot/domain/') || contract.includes(path);
    const ours = new Set(pages.flatMap((path) => [...reachedFrom(path)]));
    expect([...ours].filter((path) => !allowed(path))).toEqual([]);
    expect([...ours]).toEqual(expect.arrayContaining(['bot/domain/photo/portrait.ts', 'bot/channels/tab/contract.ts']));
  });

  it('should let nobody but the entry points put the product together', () => {
    const users = files.filter((path) => importsOf(path).some(({ target }) => target === 'bot/compose.ts'));
    expect(users.filter((path) => !path.startsWith('functions/'))).toEqual([]);
    expect(users).not.toEqual([]);
  });

  it('should leave local mode out of what is deployed', () => {
    const reached = [...reachedFrom('functions/main.ts')];
    expect(reached.filter((path) => /^functions\/local(\.ts$|\/)|local-organisation/.test(path))).toEqual([]);
    expect(reached).toEqual(
      expect.arrayContaining(['bot/compose.ts', 'bot/domain/request/lifecycle.ts', 'cards/request.ts', 'bot/adapters/teams/teams.ts']),
    );
    const packages = reached.filter((path) => files.includes(path)).flatMap((path) => importsOf(path).map(({ target }) => target));
    expect(
      packages.filter((target) => ['azurite', '@hono/node-server', '@microsoft/m365agentsplayground', 'adaptivecards'].includes(target)),
    ).toEqual([]);
  });
});

describe('sources', () => {
  it('should stand in a folder that says what they do, but for the one that puts them together', () => {
    const loose = (folder: string) => files.filter((path) => posix.dirname(path) === folder);
    expect(loose('bot')).toEqual(['bot/compose.ts']);
    expect(loose('bot/domain')).toEqual([]);
  });

  const impure =
    /\bDate\.now\b|\bnew Date\b(?!\([^)])|\bMath\.random\b|\bTemporal\.Now\b|\bprocess\s*\.|\bawait\b|\basync\b|\bPromise\b|\bsetTimeout\b|\bfetch\(|\bconsole\b/;

  it('should keep the rules pure: no clock, no randomness, no settings, nothing to wait for', () => {
    for (const bad of ['Date.now()', 'new Date()', 'Math.random()', 'process.env', 'await x', 'async function'])
      expect(bad).toMatch(impure);
    // Of a number it says a day, not the present one.
    expect('new Date(days * millisecondsADay)').not.toMatch(impure);
    expect(files.filter((path) => path.startsWith('bot/domain/') && impure.test(withoutComments(sourceOf(path))))).toEqual([]);
  });

  it('should read the environment in one place', () => {
    const readers = files.filter((path) => /\bprocess\s*(\.\s*env|\[)/.test(withoutComments(sourceOf(path))));
    // start.mjs is `npm start`: it chooses local mode, and reads nothing; build-tab.mjs tells the browser's code what it is,
    // and make-code-cache.cjs gives a start of the bundle what it reads.
    expect(readers.filter((path) => !/^functions\/(local\/|start\.mjs$|build-tab\.mjs$|make-code-cache\.cjs$)/.test(path))).toEqual([
      'bot/settings/settings.ts',
    ]);
  });

  it('should stay short enough to be read', () => {
    const limit = (path: string) => (path === 'bot/domain/request/lifecycle.ts' ? 400 : 300);
    const long = files
      .map((path) => ({ path, lines: sourceOf(path).trimEnd().split('\n').length }))
      .filter(({ path, lines }) => lines > limit(path));
    expect(long).toEqual([]);
  });

  it('should be named in kebab-case, and after what they hold', () => {
    const names = files.map((path) => basename(path).replace(/\.\w+$/, ''));
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    const words = files.flatMap((path) => path.replace(/\.\w+$/, '').split(/[/-]/));
    expect(words.filter((word) => /^(utils?|helpers?|common|managers?|services?)$/.test(word))).toEqual([]);
  });
});

describe('tests', () => {
  const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /^(bot|cards|functions)\/.+\.test\.ts$/.test(name));

  it('should stand in the folder of what they test', () => {
    const folders = new Set(files.map((path) => posix.dirname(path)));
    expect(tests.length).toBeGreaterThan(100);
    expect(tests.filter((name) => !folders.has(posix.dirname(name)) && name.split('/').length > 2)).toEqual([]);
  });

  it('should start no storage for those of the rules', () => {
    const { projects } = require('../jest.config.js') as { projects: { displayName: string; testRegex: string }[] };
    const rules = new RegExp(projects.find(({ displayName }) => displayName === 'rules')?.testRegex ?? '');
    const all = readdirSync('test', { recursive: true, encoding: 'utf8' }).map((name) => `test/${name}`);
    const tests = all.filter((path) => rules.test(`/${path}`));
    const using = tests.filter((path) => /setup\/azurite|fakes\/world/.test(sourceOf(path)));
    expect(tests.length).toBeGreaterThan(50);
    expect(using).toEqual([]);
  });
});
