// Builds the tab's pages with Vite and reports the size of the first load's JavaScript.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** What the first load may weigh, in bytes of gzipped JavaScript. */
const firstLoadAtMost = 194 * 1024;

/** Throws if the first load is too large. */
export async function buildTab(root, out) {
  const { output } = await build({
    root: resolve(root, 'bot/tab'),
    base: '/tab/',
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // A test run sets NODE_ENV to test, which would bundle React's slow and large development build.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      sourcemap: false,
      // The content security policy allows neither inline scripts nor data URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      // Fluent's files say `use client`, which means something to servers that draw React, and there is none here.
      rolldownOptions: {
        onLog: (level, log, tell) => void (log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log)),
        output: {
          codeSplitting: {
            groups: [
              // One chunk of what nearly all pages share; a lower count draws parts of a few pages into the first load.
              // Dialogs are of no use before the first rows.
              { name: 'shared', minShareCount: 8, test: (id) => !/react-dialog|ask-dialog/.test(id) },
            ],
          },
        },
      },
    },
  });
  const chunks = new Map(output.filter((one) => one.type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const first = [...chunks.values()].find(({ isEntry }) => isEntry);
  // The Teams client library is loaded on demand, which in Teams is at once.
  const host = [...chunks.values()].find(({ name }) => name === 'teams-host');
  // Named in the page, so that it comes beside the page's script and not after it.
  const page = join(out, 'index.html');
  await writeFile(
    page,
    (await readFile(page, 'utf8')).replace('</head>', `  <link rel="modulepreload" crossorigin href="/tab/${host.fileName}">\n</head>`),
  );
  const needed = new Set([first.fileName, host.fileName]);
  for (const name of needed) for (const other of chunks.get(name).imports) needed.add(other);
  const sizes = await Promise.all([...chunks.keys()].map(async (name) => [name, await compressed(join(out, name))]));
  for (const { fileName } of output) if (/\.(css|svg)$/.test(fileName)) await compressed(join(out, fileName));
  const firstLoad = sizes.filter(([name]) => needed.has(name)).reduce((sum, [, size]) => sum + size, 0);
  if (firstLoad > firstLoadAtMost) {
    throw new Error(`the tab's first load has ${kilobytes(firstLoad)} of gzipped JavaScript; ${kilobytes(firstLoadAtMost)} are allowed`);
  }
  return `the tab's first load ${kilobytes(firstLoad)} of gzipped JavaScript, of ${kilobytes(firstLoadAtMost)} allowed`;
}

/** Once, at the build: a host that compresses at every request would do it for nothing. */
async function compressed(path) {
  const gzipped = gzipSync(await readFile(path), { level: 9 });
  await writeFile(`${path}.gz`, gzipped);
  return gzipped.byteLength;
}

function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1024)} KB`;
}
