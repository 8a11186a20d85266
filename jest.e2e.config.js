const unit = require('./jest.config.js');

/** Browser tests: the built product in Debian's Chromium. @type {import('jest').Config} */
module.exports = {
  ...unit,
  testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
