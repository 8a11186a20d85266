// Where the host begins, as dist/functions/main.js: runs the bundle beside it, from V8's code cache where there is one of this very
// Node. V8 refuses a cache that does not fit, and then reads the bundle itself, as without one.
'use strict';
const { readFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** As functions/make-code-cache.cjs names it. */
const cacheFile = join(__dirname, `bundle-${process.version}-${process.arch}.cache`);

function codeCache() {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

const filename = join(__dirname, 'bundle.js');
const script = new Script(wrap(readFileSync(filename, 'utf8')), { filename, cachedData: codeCache() });
script.runInThisContext()(exports, require, module, filename, __dirname);
