const { projects, testTimeout } = require('./jest.config.js');

const {
  displayName: _name,
  testRegex: _unit,
  testPathIgnorePatterns: _others,
  globalTeardown: _noStorage,
  ...stories
} = projects.find(({ displayName }) => displayName === 'stories');

/** Browser tests: the built product in Debian's Chromium. @type {import('jest').Config} */
module.exports = {
  ...stories,
  globalSetup: '<rootDir>/test/setup/global-rules.ts',
  testSequencer: '<rootDir>/test/setup/long-first.js',
  testTimeout,
  testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
  // Each file waits for a browser and a product of its own most of the time.
  maxWorkers: 3,
};
