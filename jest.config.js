// These packages ship only ES modules; jest has to transform them.
const esm = [
  'jose',
  'hono',
  '@hono',
  'zod',
  'temporal-polyfill',
  'temporal-utils',
  'temporal-spec',
  'fast-check',
  'pure-rand',
  'strip-bom',
];

/** @type {import('jest').Config} */
const shared = {
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/setup/azurite.ts',
  globalTeardown: '<rootDir>/test/setup/azurite-stop.ts',
};

module.exports = {
  ...shared,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  testTimeout: 20_000,
};
