const { projects, testTimeout } = require('./jest.config.js');

const {
  displayName: _name,
  testRegex: _unit,
  testPathIgnorePatterns: _others,
  ...stories
} = projects.find(({ displayName }) => displayName === 'stories');

/** Browser tests: the built product in Debian's Chromium. @type {import('jest').Config} */
module.exports = { ...stories, testTimeout, testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'] };
