const { default: Sequencer } = require('@jest/test-sequencer');

/** Projects by how long their longest batch takes; the last one must not leave a core idle. */
const order = ['faults', 'stories', 'storage', 'rules'];
const placeOf = ({ context }) => order.indexOf(context.config.displayName?.name);

/** Jest's own order within a project; without it, the long batches of a first run come last, as they have few files. */
module.exports = class LongFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => placeOf(one) - placeOf(other));
  }
};
