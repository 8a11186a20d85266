// Jest evaluates the product and its packages anew for each test file, which takes longer than most of the tests.
// This lets one run of Jest's environment hold many files: each a `describe` of its own, over modules that are loaded once.
const { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../..');
const folder = join(root, 'node_modules/.cache/alms-for-teams/batches');

/** Test files of a project, by its own patterns. */
function filesOf({ testRegex, testPathIgnorePatterns = [] }) {
  const pattern = (text) => new RegExp(text.replace('<rootDir>', root));
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, 'test', name))
    .filter((path) => pattern(testRegex).test(path) && !testPathIgnorePatterns.some((text) => pattern(text).test(path)));
}

/** Divides the files into `count` batches of similar size. */
function batchesOf(files, count) {
  const bySize = files.map((path) => ({ path, size: statSync(path).size })).sort((one, other) => other.size - one.size);
  const batches = Array.from({ length: Math.min(count, files.length) }, () => ({ size: 0, paths: [] }));
  for (const { path, size } of bySize) {
    const smallest = batches.reduce((least, batch) => (batch.size < least.size ? batch : least));
    smallest.paths.push(path);
    smallest.size += size;
  }
  return batches.map(({ paths }) => paths.sort());
}

/** Returns the project with its files in `count` batches. */
function inBatches(project, count) {
  mkdirSync(folder, { recursive: true });
  const batch = JSON.stringify(join(__dirname, 'batch.ts'));
  const testMatch = batchesOf(filesOf(project), count).map((paths, index) => {
    const file = join(folder, `${project.displayName}-${index + 1}.test.js`);
    const loads = paths.map(
      (path) => `  [${JSON.stringify(path.slice(join(root, 'test').length + 1))}]: () => require(${JSON.stringify(path)}),\n`,
    );
    const text = `require(${batch}).batch({\n${loads.join('')}});\n`;
    // An unchanged file is not written, as another run may be reading it.
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
    return file;
  });
  const { testRegex: _regex, testPathIgnorePatterns: _ignored, ...rest } = project;
  return {
    ...rest,
    testMatch,
    testPathIgnorePatterns: [],
    roots: [...project.roots, folder],
    // The batches are in a folder that Jest ignores otherwise.
    haste: { retainAllFiles: true },
  };
}

module.exports = { inBatches };
