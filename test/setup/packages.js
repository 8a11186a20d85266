// Jest evaluates every package anew for each test file, hundreds of small files each time. This bundles the large ones once
// and resolves what the product and its tests import of them to the bundle.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { basename, join, sep } = require('node:path');

const root = join(__dirname, '../..');

/** As they are imported, subpaths included: together in one bundle, so that a class is the same for all of them. */
const names = [
  '@azure/data-tables',
  '@azure/identity',
  '@azure/msal-node',
  '@azure/storage-blob',
  '@azure/storage-queue',
  '@hono/node-server',
  '@microsoft/microsoft-graph-client',
  'adaptive-expressions',
  'adaptivecards-templating',
  'any-ascii',
  'botbuilder',
  'botframework-connector',
  'fast-check',
  'hono',
  'hono/html',
  'hono/secure-headers',
  'jose',
  'temporal-polyfill',
  'zod',
];
const packages = new Set(names.map(packageOf));

/** Another bundle for other packages, another list or another Node. */
const key = createHash('sha256')
  .update(readFileSync(join(root, 'node_modules/.package-lock.json')))
  .update(readFileSync(__filename))
  .update(process.version)
  .digest('hex')
  .slice(0, 16);
const folder = join(root, 'node_modules/.cache/alms-for-teams', key);

function packageOf(name) {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

function fileOf(name) {
  return name.replaceAll('/', '+');
}

/** Jest's resolver. A package’s own imports are left alone. */
function sync(request, options) {
  const isOurs = !options.basedir.includes(`${sep}node_modules${sep}`);
  if (!isOurs || !packages.has(packageOf(request))) return options.defaultResolver(request, options);
  // Loaded past the bundle, it would be a second copy with other classes.
  if (!names.includes(request)) throw new Error(`${request} is to be named in test/setup/packages.js`);
  return join(folder, `${fileOf(request)}.js`);
}

/** Writes the bundle where there is none yet. */
async function bundlePackages() {
  if (existsSync(folder)) return;
  // Required here: each test process loads this file, and one bundles.
  const { build, transform } = require('esbuild');
  const shared = { platform: 'node', target: 'node20', minifyWhitespace: true, legalComments: 'none', logLevel: 'error' };
  const { outputFiles } = await build({
    ...shared,
    entryPoints: names.map((name) => ({ in: `package:${name}`, out: `of/${fileOf(name)}` })),
    plugins: [{ name: 'packages', setup: entries }],
    bundle: true,
    // Parts that several need are files of their own; esbuild splits ES modules alone.
    splitting: true,
    format: 'esm',
    chunkNames: 'of/[hash]',
    outdir: folder,
    absWorkingDir: root,
    define: { 'import.meta.url': 'importMetaUrl' },
    write: false,
  });
  const making = `${folder}.${process.pid}`;
  mkdirSync(join(making, 'of'), { recursive: true });
  const banner = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, { ...shared, format: 'cjs', banner: text.includes('importMetaUrl') ? banner : '' });
    writeFileSync(join(making, 'of', basename(path)), code);
  }
  for (const name of names)
    writeFileSync(join(making, `${fileOf(name)}.js`), `module.exports = require('./of/${fileOf(name)}.js').default;\n`);
  try {
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true });
    // Another run was faster.
    if (!existsSync(folder)) throw error;
  }
}

/** Each package as `require` gives it, as the product is loaded in tests. */
function entries({ onResolve, onLoad }) {
  onResolve({ filter: /^package:/ }, ({ path }) => ({ path: path.slice('package:'.length), namespace: 'package' }));
  onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => ({
    contents: `module.exports = require(${JSON.stringify(path)});`,
    resolveDir: root,
  }));
}

module.exports = { sync, bundlePackages };
