/** @type {import('jest').Config} */
const shared = {
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } }, module: { type: 'commonjs' } },
    ],
  },
  // It ships only ES modules; jest has to transform it.
  transformIgnorePatterns: ['/node_modules/(?!strip-bom/)'],
  resolver: '<rootDir>/test/setup/packages.js',
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/setup/properties.ts'],
  globalSetup: '<rootDir>/test/setup/global.ts',
  globalTeardown: '<rootDir>/test/setup/azurite-stop.ts',
};

module.exports = {
  ...shared,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  // Several times what the longest test takes on a busy machine: only a hang may come to it.
  testTimeout: 180_000,
  // Jest would leave one core idle; the storage that all share needs little of its own.
  maxWorkers: '100%',
};
