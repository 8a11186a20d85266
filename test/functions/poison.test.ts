import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { story } from '../journeys/story';
import { headId, sponsorId } from '../make';
import { loadFunctions } from './load';

const { world } = story();

const attention = () => (world.stores.views as InMemoryViewStore).attention;
const givenUp = async (message: unknown) =>
  await loadFunctions(world.product).queue('work-poison', { string: typeof message === 'string' ? message : JSON.stringify(message) });

describe('a message that the host gave up', () => {
  it.each([
    [{ kind: 'request', id: 'VR-7K3M9QXA', commitId: 'c0ffee' }, 'request'],
    [{ kind: 'draft', id: 'VR-7K3M9QXA', sponsor: sponsorId }, 'draft'],
    [{ kind: 'new-in-a-later-version', id: 'VR-7K3M9QXA' }, 'unknown'],
  ])('should put its request on the admins’ list: %j', async (message, code) => {
    await givenUp(message);
    expect(attention()).toEqual([{ kind: 'poison', request: 'VR-7K3M9QXA', code }]);
    expect(world.lines).toEqual([{ level: 'error', fields: { kind: code, request: 'VR-7K3M9QXA' }, what: 'a message was given up' }]);
  });

  it('should stand by the first visitor where it was a digest', async () => {
    await world.stores.digests.save({
      person: headId,
      kind: 'decider',
      date: '2027-01-18',
      items: ['VR-7K3M9QXA', 'VR-7K3M9QXB'],
      state: 'open',
    });
    await givenUp({ kind: 'digest', person: headId, digest: 'decider', date: '2027-01-18', attempt: 7 });
    expect(attention()).toEqual([{ kind: 'poison', request: 'VR-7K3M9QXA', code: 'digest' }]);
  });

  it.each([
    'Zoë Quill <zoe@home.example>',
    '',
    '7',
    '[]',
    '{"kind":"Zoë Quill","id":"Zoë Quill"}',
    '{"kind":"digest","person":"x","digest":"decider","date":"today"}',
    '{"kind":"digest","person":"3ceaaf30-8142-48ea-b1d9-3080f9b439fc","digest":"sponsor","date":"2027-01-18"}',
  ])('should be told in the log alone where it names no request, and nothing of it: %s', async (text) => {
    await givenUp(text);
    expect(attention()).toEqual([]);
    expect(world.lines).toMatchObject([{ level: 'error', what: 'a message was given up' }]);
    expect(JSON.stringify(world.lines)).not.toMatch(/Quill|home\.example/);
  });

  it('should come again where the list cannot be written', async () => {
    (world.stores.views as InMemoryViewStore).beforeCommit = async () => {
      throw new Error('storage is away');
    };
    await expect(givenUp({ kind: 'request', id: 'VR-7K3M9QXA', commitId: 'c' })).rejects.toThrow('storage is away');
  });
});
