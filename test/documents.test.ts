import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const root = join(__dirname, '..');
const folders = ['bot', 'cards', 'functions', 'infra', 'manifest', 'test'];

/** Every file of the project, with `/` on every system. */
const files = [
  ...readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => posix.join(folder, name.replaceAll('\\', '/'))),
  ),
];
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const documents = files.filter((path) => path.endsWith('.md'));
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

const withoutCode = (text: string) => text.replace(/^ *```[\s\S]*?^ *```$/gm, '').replace(/`[^`\n]*`/g, '``');

/** The anchor that GitHub gives a heading: `Add a setting` is `add-a-setting`. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');

function anchorsIn(text: string): string[] {
  return [...text.replace(/^ *```[\s\S]*?^ *```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading.trim()));
}

/** Links that lead nowhere, as they stand in the text. */
function brokenLinks(path: string, text: string): string[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^https?:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const found = file === '' ? path : posix.join(posix.dirname(path), file);
    if (!existsSync(join(root, found))) return true;
    if (anchor === undefined) return false;
    return !anchorsIn(found === path ? text : read(found)).includes(anchor);
  });
}

/** Files, folders, npm scripts and tests that a text names and that are not there. Placeholders such as `<verb>` are passed over. */
function missingNames(text: string): string[] {
  const codes = [...text.replace(/^ *```[\s\S]*?^ *```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const paths = codes.filter((code) => /^(?:bot|cards|functions|infra|manifest|test)\/[\w./-]*$/.test(code));
  const names = codes.filter((code) => /^[\w/-]+\.(?:ts|tsx|mjs|bicep)$/.test(code) && !paths.includes(code));
  const commands = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, script = '']) => script);
  const tests = [...text.matchAll(/npx jest (?:--[\w=]+ )*([\w./-]+)/g)].map(([, path = '']) => path);
  return [
    ...paths.filter((path) => !existsSync(join(root, path))),
    ...names.filter((name) => !files.some((path) => path === name || path.endsWith(`/${name}`))),
    ...commands.filter((script) => !scripts.includes(script)),
    ...tests.filter((path) => !existsSync(join(root, path))),
  ];
}

describe('the documents', () => {
  it.each(documents)('should lead somewhere by every link: %s', (path) => {
    expect(brokenLinks(path, read(path))).toEqual([]);
  });

  it.each(documents)('should name files, scripts and tests that are there: %s', (path) => {
    expect(missingNames(read(path))).toEqual([]);
  });

  it('should be reached from the front door, each by one link', () => {
    const links = [...withoutCode(read('README.md')).matchAll(/\]\(([^)\s#]+\.md)/g)].map(([, target = '']) => target);
    expect([...new Set(links)].sort()).toEqual(documents.filter((path) => path !== 'README.md').sort());
  });

  it('should have one for each reader', () => {
    expect(documents.filter((path) => statSync(join(root, path)).size > 0)).toEqual(
      expect.arrayContaining([
        'README.md',
        'bot/README.md',
        'bot/DECISIONS.md',
        'bot/data/README.md',
        'cards/README.md',
        'functions/README.md',
        'infra/README.md',
        'manifest/README.md',
        'test/README.md',
      ]),
    );
  });

  it('should begin with one that is read in ten minutes', () => {
    const front = read('README.md');
    expect(front.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
    expect(front.split(/\s+/).filter((word) => word !== '').length).toBeLessThanOrEqual(1_500);
  });
});

describe('the checks of documents', () => {
  it('should find links that lead nowhere', () => {
    const text = '# Two words\n[a](bot/gone.md) [b](#two-words) [c](#three) [d](bot/README.md#no-such-heading) `[e](gone.md)`\n';
    expect(brokenLinks('README.md', text)).toEqual(['bot/gone.md', '#three', 'bot/README.md#no-such-heading']);
  });

  it('should find names of what is not there', () => {
    const text = '`bot/gone.ts` `gone.ts` `compose.ts` `bot/<verb>.ts` `npm run gone` and npx jest --maxWorkers=1 test/gone.test.ts';
    expect(missingNames(text)).toEqual(['bot/gone.ts', 'gone.ts', 'gone', 'test/gone.test.ts']);
  });
});
