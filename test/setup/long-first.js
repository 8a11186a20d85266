const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Projects by how long their longest batch takes; the last one must not leave a core idle. */
const order = ['faults', 'stories', 'storage', 'rules'];
/** The browser tests that take longest, of a config without projects. */
const files = ['tab', 'account', 'overview', 'one-page', 'attention', 'double-start', 'outlook', 'time', 'local-mode', 'right-people'];

function placeOf({ path, context }) {
  const { displayName } = context.config;
  const [all, name] = displayName ? [order, displayName.name] : [files, basename(path, '.e2e.ts')];
  return all.includes(name) ? all.indexOf(name) : all.length;
}

/** Jest's own order within a project; without it, the long batches of a first run come last, as they have few files. */
module.exports = class LongFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => placeOf(one) - placeOf(other));
  }
};
