import { fillsIn, seenBy } from '../journeys/steps';
import { story } from '../journeys/story';
import { loadFunctions, productOf } from './load';

describe('a message of the queue', () => {
  const message = { kind: 'request', id: 'VR-7K3M9QXA', commitId: 'c0ffee' };

  it.each([
    ['text', { string: JSON.stringify(message) }],
    ['JSON', { json: JSON.stringify(message) }],
  ])('should reach the worker parsed when the host hands it over as %s', async (_form, data) => {
    const seen: unknown[] = [];
    await loadFunctions(productOf({ work: async (one) => void seen.push(one) })).queue('work', data);
    expect(seen).toEqual([message]);
  });

  it('should fail where the worker fails, so that the host delivers it again', async () => {
    const host = loadFunctions(
      productOf({
        work: async () => {
          throw new Error('storage is away');
        },
      }),
    );
    await expect(host.queue('work', { string: JSON.stringify(message) })).rejects.toThrow('storage is away');
  });
});

describe('the worker behind the host', () => {
  const { world } = story();

  it('should bring a new request to the head of the department', async () => {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    await fillsIn(world, sponsor);
    await sponsor.presses('Make request');
    world.clock.pass({ seconds: 2 });
    await loadFunctions(world.product).queue('work', { string: JSON.stringify(world.queue.next()) });
    expect(seenBy(head)).toContain('Ottoline');
    expect(head.buttons()).toContain('Approve');
  });

  it.each([
    '',
    'not JSON',
    '7',
    'null',
    '[]',
    '{}',
    '{"kind":"request"}',
    '{"kind":"request","id":"../x","commitId":"c"}',
    'eyJraW5kIjoicmVxdWVzdCJ9',
  ])('should drop %p with a line in the log, as it would never succeed', async (text) => {
    await loadFunctions(world.product).queue('work', { string: text });
    expect(world.lines).toEqual([{ level: 'error', fields: {}, what: 'a message that is none of ours was dropped' }]);
    expect(world.queue.messages).toEqual([]);
  });
});
