// Makes V8's code cache of a bundle, once it has started, so that the functions of a start are in it:
//   node functions/make-code-cache.cjs FOLDER
// Reading and compiling the bundle is half of a cold start. Only functions/load-bundle.cjs reads the cache, in the same Node.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { join, resolve } = require('node:path');
const { Script } = require('node:vm');

/** Invented, and enough for a start, which calls nobody. */
const settings = {
  MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
  MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
  MicrosoftAppType: 'UserAssignedMSI',
  ALMS_PUBLIC_URL: 'https://alms.bantshire.example',
  ALMS_STAFF_GROUP: '00000000-0000-4000-8000-000000000003',
  ALMS_ADMIN_GROUP: '00000000-0000-4000-8000-000000000004',
  ALMS_CARD_OFFICE_GROUP: '00000000-0000-4000-8000-000000000005',
  ALMS_TABLES_URL: 'https://bantshire.table.core.windows.net',
  ALMS_BLOBS_URL: 'https://bantshire.blob.core.windows.net',
  ALMS_QUEUES_URL: 'https://bantshire.queue.core.windows.net',
};

const folder = resolve(process.argv[2]);
const filename = join(folder, 'bundle.js');
for (const name of Object.keys(process.env)) if (name.startsWith('ALMS_') || name.startsWith('Microsoft')) delete process.env[name];
Object.assign(process.env, settings);
// Without a host there is nobody to register with, of which the library warns.
console.log = console.warn = () => undefined;
const script = new Script(wrap(readFileSync(filename, 'utf8')), { filename });
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, createRequire(filename), bundle, filename, folder);
writeFileSync(join(folder, `bundle-${process.version}-${process.arch}.cache`), script.createCachedData());
process.exit();
