// Builds everything that runs: the upload page, the bundle for Azure Functions, and local mode.
//   node functions/build.mjs [--out FOLDER] [--deployed]
// --deployed leaves out local mode and source maps, which have no business in the cloud, and adds V8's code cache of the bundle. FOLDER is emptied first; dist unless said.
import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { buildTab } from './build-tab.mjs';
import { compiledTemplates } from './compile-templates.cjs';

const { values: wishes } = parseArgs({
  options: { out: { type: 'string', default: 'dist' }, deployed: { type: 'boolean', default: false } },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(root, wishes.out);
const out = (path) => resolve(folder, path);
const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: !wishes.deployed,
  absWorkingDir: root,
  logLevel: 'warning',
};

// A part of the storage client looks for itself by import.meta.url, which a CommonJS bundle has not, and fails on being loaded.
const importMeta = {
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};

await rm(folder, { recursive: true, force: true });
await mkdir(out('pages'), { recursive: true });
const [bundle, tab] = await Promise.all([
  // The host itself provides functions-core. Everything else starts faster from one file; sharp is native, and decode-photo's.
  build({
    ...node,
    ...importMeta,
    entryPoints: ['functions/main.ts'],
    outfile: out('functions/bundle.js'),
    external: ['@azure/functions-core'],
    plugins: [compiledTemplates],
    // Names stay: libraries know classes by them, and stacks tell them. To put them back (keepNames) costs a call for each function.
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
  }),
  buildTab(root, out('tab')),
  // A file of its own, which the bundle reads only where there is somewhere to send telemetry to.
  build({
    ...node,
    ...importMeta,
    entryPoints: ['bot/adapters/telemetry/azure-monitor.ts'],
    outfile: out('functions/telemetry.js'),
    minify: true,
  }),
  // The bundle starts it as a process of its own.
  build({
    ...node,
    entryPoints: ['functions/decode-photo.ts'],
    outfile: out('functions/decode-photo.js'),
    external: ['sharp'],
    minify: true,
  }),
  // Two files: teams-js is larger than all the rest of the page, and of use in a dialog alone.
  build({
    entryPoints: ['bot/channels/upload/page/upload.ts', 'bot/channels/upload/page/photo-dialog.ts'],
    outdir: out('pages'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    absWorkingDir: root,
    logLevel: 'warning',
  }),
  cp(`${root}functions/load-bundle.cjs`, out('functions/main.js')),
  cp(`${root}bot/channels/upload/page/upload.html`, out('pages/upload.html')),
  cp(`${root}bot/channels/upload/page/upload.css`, out('pages/upload.css')),
  ...(wishes.deployed
    ? []
    : [
        build({
          ...node,
          entryPoints: ['functions/local.ts'],
          outfile: out('functions/local.js'),
          packages: 'external',
          plugins: [compiledTemplates],
        }),
        build({
          entryPoints: { mailbox: 'functions/local/mailbox/mailbox-script.ts', 'tab-host': 'functions/local/tab/tab-host.ts' },
          outdir: out('functions/local'),
          bundle: true,
          minify: true,
          format: 'iife',
          target: 'es2022',
          absWorkingDir: root,
          logLevel: 'warning',
        }),
        cp(`${root}functions/local/tab/tab-bar.css`, out('functions/local/tab-bar.css')),
        cp(`${root}functions/local/mailbox/mailbox.css`, out('functions/local/mailbox.css')),
        cp(`${root}functions/local/process/loopback-preload.cjs`, out('functions/local/loopback-preload.cjs')),
      ]),
]);
if (wishes.deployed) await promisify(execFile)(process.execPath, [`${root}functions/make-code-cache.cjs`, out('functions')], { cwd: root });
// What the bundle is made of; https://esbuild.github.io/analyze/ draws it.
await writeFile(out('bundle.json'), JSON.stringify(bundle.metafile));
const [{ bytes }] = Object.entries(bundle.metafile.outputs).flatMap(([name, output]) => (name.endsWith('.js') ? [output] : []));
console.log(`built: bundle for Azure Functions ${(bytes / 1024 / 1024).toFixed(1)} MB; ${tab}`);
