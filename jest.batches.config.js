const config = require('./jest.config.js');
const { inBatches } = require('./test/setup/batches.js');

/** More of them part the work more evenly, fewer load less often. */
const batches = { rules: 4, storage: 4, stories: 12, faults: 4 };

// Jest starts its workers with the options of this process: collecting short-lived objects took a fifth of their time.
process.execArgv.push('--max-semi-space-size=32');

/** All tests, with many files to a batch: what `npm test` runs. @type {import('jest').Config} */
module.exports = {
  ...config,
  testSequencer: '<rootDir>/test/setup/long-first.js',
  projects: config.projects.map((project) => inBatches(project, batches[project.displayName])),
};
