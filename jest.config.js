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
  // Past node_modules, which Jest would crawl for each project.
  roots: ['bot', 'cards', 'functions', 'infra', 'manifest', 'test'].map((folder) => `<rootDir>/${folder}`),
  setupFiles: ['<rootDir>/test/setup/properties.ts'],
};
const withStorage = {
  ...shared,
  globalSetup: '<rootDir>/test/setup/global.ts',
  globalTeardown: '<rootDir>/test/setup/azurite-stop.ts',
};

/** Paths below `test` as regular expressions, by the project that runs them; `stories` has all that no other has. */
const rules = [
  'bot/(data|domain|outbox/mail|settings|tab)/',
  'bot/(asking/photo/upload-token|shown/(outlook-link|scan|time-limit))\\.',
  'cards/',
  'infra/',
  'manifest/',
  'setup/batches\\.',
  'torture/',
  '(architecture|documents|names)\\.test\\.ts',
];
const storage = ['bot/adapters/', 'functions/cli/'];
const faults = ['faults/'];
const below = (paths) => paths.map((path) => `<rootDir>/test/${path}`);
const only = (paths) => ({ testRegex: `/test/(${paths.join('|')}).*(?<=\\.test\\.ts)$` });

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    { ...shared, displayName: 'rules', globalSetup: '<rootDir>/test/setup/global-rules.ts', ...only(rules) },
    { ...withStorage, displayName: 'storage', ...only(storage) },
    {
      ...withStorage,
      displayName: 'stories',
      testRegex: '\\.test\\.ts$',
      testPathIgnorePatterns: ['/node_modules/', ...below(['e2e/', ...rules, ...storage, ...faults])],
    },
    { ...withStorage, displayName: 'faults', ...only(faults) },
  ],
  // Jest would leave one core idle; the storage that all share needs little of its own.
  maxWorkers: '100%',
  // Several times what the longest test takes on a busy machine: only a hang may come to it.
  testTimeout: 180_000,
};
