import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';

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
  /** The whole clause: `import type { Log } from './ports'`. */
  clause: string;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** What a source imports: values and types, static and dynamic. */
function importsOf(path: string, source = sourceOf(path)): Import[] {
  const code = withoutComments(source);
  const statics = [...code.matchAll(/^[ \t]*(?:import|export)\b(?:[\w\s{},*$]+\bfrom)?\s*(['"])([^'"]+)\1/gm)];
  const calls = [...code.matchAll(/\b(?:import|require)\s*\(\s*(['"])([^'"]+)\1/g)];
  return [...statics, ...calls].map(([clause, , from = '']) => ({
    target: from.startsWith('.') ? resolved(path, from) : packageOf(from),
    clause,
  }));
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

/** `bot/domain/form.ts` is of `domain`, `bot/web.ts` of `web`, `cards/step.ts` of `cards`, `bot/digest-port.ts` of `ports`. */
function partOf(path: string): string {
  const [top = '', next = '', ...rest] = path.split('/');
  if (top !== 'bot') return top;
  return rest.length > 0 ? next : next.replace(/\.ts$/, '').replace(/^.+-port$/, 'ports');
}

/** Dependencies run one way. Whatever is not named here may not be imported; `*` stands for every package. */
const mayImport: Record<string, readonly string[]> = {
  domain: ['domain', 'temporal-polyfill'],
  'mail-ports': ['domain'],
  'log-fields': [],
  ports: ['domain', 'log-fields', 'mail-ports', 'ports', 'temporal-polyfill'],
  turn: ['ports', 'domain'],
  photo: ['photo', 'ports', 'domain', 'temporal-polyfill', 'node'],
  cards: ['cards', 'domain', 'adaptivecards-templating', 'zod', 'temporal-polyfill'],
  perform: ['domain', 'ports'],
  outlook: ['outlook', 'domain', 'temporal-polyfill', 'node'],
  // The one way to apply a verb, and how somebody stands to a request.
  verbs: ['verbs', 'domain', 'ports', 'perform'],
  // What a request or a list is shown from, loaded for whichever channel.
  shown: ['shown', 'verbs', 'domain', 'ports', 'temporal-polyfill'],
  admin: ['admin', 'actions', 'cards', 'shown', 'verbs', 'domain', 'ports', 'perform', 'zod', 'temporal-polyfill'],
  // Runs in a browser: of the API it sees the contract alone, which a test below keeps.
  tab: ['tab', 'admin', 'domain', 'react', 'react-dom', '@fluentui/react-components', '@fluentui/react-icons', '@microsoft/teams-js'],
  'body-text': [],
  'frame-hosts': [],
  'tab-pages': ['frame-hosts', 'hono', 'node'],
  'tab-routes': ['admin', 'body-text', 'domain', 'ports', 'turn', 'hono', 'zod', 'node'],
  actions: ['actions', 'cards', 'shown', 'verbs', 'domain', 'outlook', 'ports', 'turn', 'perform', 'photo', 'temporal-polyfill'],
  mail: ['mail', 'cards', 'domain', 'temporal-polyfill', 'hono'],
  jobs: [
    'jobs',
    'actions',
    'cards',
    'shown',
    'verbs',
    'mail',
    'domain',
    'log-fields',
    'photo',
    'ports',
    'perform',
    'zod',
    'temporal-polyfill',
  ],
  dispatch: ['actions', 'cards', 'domain', 'ports', 'turn'],
  'turn-deadline': ['domain', 'ports', 'turn'],
  data: ['domain', 'zod'],
  certificate: ['node'],
  'setting-table': ['zod'],
  'setting-kinds': ['zod'],
  settings: ['bot-settings', 'outlook-settings', 'tab-settings', 'setting-table', 'setting-kinds', 'zod'],
  'bot-settings': ['certificate', 'setting-table', 'setting-kinds', 'zod'],
  'outlook-settings': ['setting-table', 'setting-kinds', 'zod'],
  'tab-settings': ['setting-table', 'setting-kinds', 'zod'],
  pages: ['pages', 'photo', 'ports', '@microsoft/teams-js'],
  'upload-routes': ['actions', 'frame-hosts', 'pages', 'photo', 'domain', 'ports', 'turn', 'hono'],
  'outlook-routes': ['actions', 'body-text', 'domain', 'outlook', 'ports', 'turn', 'hono'],
  web: ['outlook-routes', 'tab-pages', 'tab-routes', 'upload-routes', 'domain', 'ports', 'hono'],
  adapters: ['adapters', 'log-fields', 'ports', 'domain', 'turn', 'photo', '*'],
  'flood-limit': ['ports', 'turn'],
  compose: [
    'actions',
    'adapters',
    'admin',
    'dispatch',
    'domain',
    'flood-limit',
    'jobs',
    'outlook',
    'ports',
    'tab-pages',
    'turn-deadline',
    'web',
    'node',
  ],
  functions: [
    'functions',
    'compose',
    'flood-limit',
    'settings',
    'adapters',
    'data',
    'domain',
    'ports',
    'jobs',
    'web',
    'tab-pages',
    'tab',
    'photo',
    'pages',
    'cards',
    '*',
  ],
};

const isOurs = (target: string) => /^(bot|cards|functions)\//.test(target);
const isCardResult = ({ target, clause }: Import) =>
  target === 'bot/ports.ts' && /^import type \{ OutgoingCard \} from /.test(clause.trim());

function breaches(path: string, imports: readonly Import[]): string[] {
  const part = partOf(path);
  const allowed = mayImport[part];
  if (!allowed) return [`${path}: no rule says what ${part} may import`];
  return imports
    .filter((one) => !(part === 'cards' && isCardResult(one)))
    .filter(({ target }) => !(isOurs(target) ? allowed.includes(partOf(target)) : allowed.includes(target) || allowed.includes('*')))
    .map(({ target }) => `${path} → ${target}`);
}

const sdk = /^(botbuilder.*|botframework-.*|@azure\/.*|sharp|@microsoft\/.*)$/;
/** A page that stands in Teams speaks with it in the browser, by Microsoft's own library. */
const maySdk = (path: string) => /^(bot\/adapters|functions)\/|^bot\/pages\/photo-dialog\.ts$|^bot\/tab\/teams-host\.ts$/.test(path);

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
      import one from "../ports";
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
      importsOf('bot/domain/x.ts', source)
        .map(({ target }) => target)
        .sort(),
    ).toEqual(
      [
        'bot/domain/side',
        'bot/ports.ts',
        '@azure/data-tables',
        'botbuilder',
        'node',
        'bot/domain/five',
        'sharp',
        '@microsoft/six',
        'seven',
        'eight',
      ].sort(),
    );
  });

  it('should find breaches where there are some', () => {
    const read = (path: string, source: string) => breaches(path, importsOf(path, source));
    expect(read('bot/domain/x.ts', "import type { Log } from '../ports';")).toEqual(['bot/domain/x.ts → bot/ports.ts']);
    expect(read('bot/domain/x.ts', "import { z } from 'zod';")).toEqual(['bot/domain/x.ts → zod']);
    expect(read('cards/x.ts', "import type { Log } from '../bot/ports';")).toEqual(['cards/x.ts → bot/ports.ts']);
    expect(read('cards/x.ts', "import type { OutgoingCard } from '../bot/ports';")).toEqual([]);
    expect(read('bot/adapters/x.ts', "import { find } from '../actions/find';")).toEqual(['bot/adapters/x.ts → bot/actions/find.ts']);
    expect(read('bot/actions/x.ts', "import { compose } from '../compose';")).toEqual(['bot/actions/x.ts → bot/compose.ts']);
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

  it('should keep the SDKs inside the adapters and the entry points', () => {
    const users = files.filter((path) => importsOf(path).some(({ target }) => sdk.test(target)));
    expect(users.filter((path) => !maySdk(path))).toEqual([]);
    expect(users).toEqual(expect.arrayContaining(['bot/adapters/photo-image.ts', 'bot/adapters/teams.ts']));
  });

  it('should show the tab nothing of the API but its contract', () => {
    const seen = files.filter((path) => path.startsWith('bot/tab/')).flatMap((path) => importsOf(path).map(({ target }) => target));
    expect(seen).toContain('bot/admin/contract.ts');
    expect(seen.filter((target) => target.startsWith('bot/admin/') && target !== 'bot/admin/contract.ts')).toEqual([]);
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
      expect.arrayContaining(['bot/compose.ts', 'bot/domain/lifecycle.ts', 'cards/request.ts', 'bot/adapters/teams.ts']),
    );
    const packages = reached.filter((path) => files.includes(path)).flatMap((path) => importsOf(path).map(({ target }) => target));
    expect(
      packages.filter((target) => ['azurite', '@hono/node-server', '@microsoft/m365agentsplayground', 'adaptivecards'].includes(target)),
    ).toEqual([]);
  });
});

describe('sources', () => {
  const impure =
    /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bTemporal\.Now\b|\bprocess\s*\.|\bawait\b|\basync\b|\bPromise\b|\bsetTimeout\b|\bfetch\(|\bconsole\b/;

  it('should keep the rules pure: no clock, no randomness, no settings, nothing to wait for', () => {
    for (const bad of ['Date.now()', 'new Date()', 'Math.random()', 'process.env', 'await x', 'async function'])
      expect(bad).toMatch(impure);
    expect(files.filter((path) => path.startsWith('bot/domain/') && impure.test(withoutComments(sourceOf(path))))).toEqual([]);
  });

  it('should read the environment in one place', () => {
    const readers = files.filter((path) => /\bprocess\s*(\.\s*env|\[)/.test(withoutComments(sourceOf(path))));
    // start.mjs is `npm start`: it chooses local mode, and reads nothing; build-tab.mjs tells the browser's code what it is.
    expect(readers.filter((path) => !/^functions\/(local\/|start\.mjs$|build-tab\.mjs$)/.test(path))).toEqual(['bot/settings.ts']);
  });

  it('should stay short enough to be read', () => {
    const limit = (path: string) => (path === 'bot/domain/lifecycle.ts' ? 400 : 300);
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

/**
 * Files without a test of their own name, with the test that covers them instead, or `types` where nothing runs. This
 * list may only become shorter: a file that has a test of its own has no place here.
 */
const coveredElsewhere: Record<string, string> = {
  'bot/domain/records.ts': 'types',
  'bot/domain/question.ts': 'types',
  'bot/domain/form-wording.ts': 'test/bot/domain/wording.test.ts',
  'bot/domain/text-rules.ts': 'test/bot/domain/form.test.ts',
  'bot/domain/digest-wording.ts': 'test/cards/every-card.test.ts',
  'bot/domain/steering-wording.ts': 'test/journeys/tab.test.ts',
  'bot/domain/tab-wording.ts': 'test/journeys/tab.test.ts',
  'bot/domain/card-wording.ts': 'test/cards/every-card.test.ts',
  'bot/domain/mail-wording.ts': 'test/bot/mail/request-mail.test.ts',
  'bot/actions/press.ts': 'test/journeys/deciding.test.ts',
  'bot/actions/answers.ts': 'test/journeys/wrong-answers.test.ts',
  'bot/actions/change-request.ts': 'test/journeys/deciding.test.ts',
  'bot/actions/discard-draft.ts': 'test/journeys/drafting.test.ts',
  'bot/actions/draft-card.ts': 'test/journeys/drafting.test.ts',
  'bot/actions/fill-draft.ts': 'test/journeys/drafting.test.ts',
  'bot/actions/make-request.ts': 'test/journeys/drafting.test.ts',
  'bot/actions/new-visitor.ts': 'test/journeys/drafting.test.ts',
  'bot/actions/approve-ticked.ts': 'test/journeys/many-at-once.test.ts',
  'bot/adapters/entra-token.ts': 'test/bot/adapters/outlook-token.test.ts',
  'bot/adapters/entra-application.ts': 'test/bot/adapters/graph-token.test.ts',
  'bot/actions/change-in-list.ts': 'test/journeys/reapproval.test.ts',
  'bot/actions/outlook-digest.ts': 'test/journeys/digest-mail.test.ts',
  'bot/actions/let-go.ts': 'test/journeys/reapproval.test.ts',
  'bot/actions/answer-in-list.ts': 'test/journeys/reapproval.test.ts',
  'bot/adapters/graph-answer.ts': 'test/bot/adapters/graph-client.test.ts',
  'bot/actions/digest-list.ts': 'test/journeys/reapproval.test.ts',
  'bot/adapters/storage-account.ts': 'types',
  'bot/adapters/storage-limits.ts': 'test/faults/storage.test.ts',
  'bot/adapters/teams-connector.ts': 'test/bot/adapters/teams-chat.test.ts',
  'bot/adapters/teams-request.ts': 'test/bot/adapters/teams.test.ts',
  'cards/asking.ts': 'test/cards/every-card.test.ts',
  'cards/digest.ts': 'test/cards/every-card.test.ts',
  'cards/drafts.ts': 'test/cards/every-card.test.ts',
  'cards/notice.ts': 'test/cards/every-card.test.ts',
  'cards/outlook-notice.ts': 'test/cards/outlook-request.test.ts',
  'cards/outlook-schema.ts': 'test/cards/outlook-request.test.ts',
  'cards/parts.ts': 'test/cards/every-card.test.ts',
  'cards/photo.ts': 'test/cards/every-card.test.ts',
  'cards/question.ts': 'test/cards/every-card.test.ts',
  'cards/render.ts': 'test/cards/every-card.test.ts',
  'cards/request-parts.ts': 'test/cards/every-card.test.ts',
  'cards/requests.ts': 'test/cards/every-card.test.ts',
  'cards/schema.ts': 'test/cards/every-card.test.ts',
  'cards/welcome.ts': 'test/cards/every-card.test.ts',
};

describe('tests', () => {
  it('should start no storage for those of the rules', () => {
    const { projects } = require('../jest.config.js') as { projects: { displayName: string; testRegex: string }[] };
    const rules = new RegExp(projects.find(({ displayName }) => displayName === 'rules')?.testRegex ?? '');
    const all = readdirSync('test', { recursive: true, encoding: 'utf8' }).map((name) => `test/${name}`);
    const tests = all.filter((path) => rules.test(`/${path}`));
    const using = tests.filter((path) => /setup\/azurite|fakes\/world/.test(sourceOf(path)));
    expect(tests.length).toBeGreaterThan(50);
    expect(using).toEqual([]);
  });

  // A verb or a view has no test of its own name: its rule has one, and offers and journeys run all of them.
  const mirrored = files.filter((path) => /^(bot\/(domain(?!\/(verbs|shown|statuses|messages)\/)|actions|adapters)|cards)\//.test(path));
  /** The questions are one table, which has one test. */
  const testOf = (path: string) =>
    path.startsWith('bot/domain/questions/')
      ? 'test/bot/domain/questions.test.ts'
      : posix.join('test', dirname(path), `${basename(path, '.ts')}.test.ts`);
  const isTested = (path: string) => existsSync(join(root, testOf(path)));

  it('should mirror the tree, but for the files that another test covers', () => {
    expect(mirrored.filter((path) => !isTested(path) && !coveredElsewhere[path])).toEqual([]);
  });

  it('should excuse no file that has a test of its own, or is gone', () => {
    expect(Object.keys(coveredElsewhere).filter((path) => isTested(path) || !files.includes(path))).toEqual([]);
  });

  it('should excuse files for a reason that still holds', () => {
    const isType = (path: string) => !/^(export )?(async |default )?(function|const|let|class|enum)\b/m.test(sourceOf(path));
    const wrong = Object.entries(coveredElsewhere).filter(([path, by]) => (by === 'types' ? !isType(path) : !existsSync(join(root, by))));
    expect(wrong).toEqual([]);
    expect(isType('bot/domain/form.ts')).toBe(false);
  });
});
