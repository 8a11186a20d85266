import { Temporal } from 'temporal-polyfill';
import { UnknownSchema } from '../../../../bot/domain/request/visitor-request';
import { rebuild } from '../../../../bot/jobs/night/rebuild';
import { viewRows } from '../../../../bot/outbox/sync-views';
import { InMemoryDigestStore } from '../../../fakes/in-memory-digest-store';
import { InMemoryViewStore } from '../../../fakes/in-memory-view-store';
import { makePorts } from '../../../fakes/ports';
import { makeCommit, makeRequest, newRequestId, sponsorId } from '../../../make';

const nothing = { lists: 0, wakes: 0, messages: 0, unknown: 0 };
const wakesIn = async (views: InMemoryViewStore) => {
  const found: string[] = [];
  for await (const { at, request } of views.wakesUntil('2099-12-31T23')) found.push(`${at} ${request}`);
  return found;
};

/** Two requests without any list, wake-up or message. */
async function storyWithRequestsAlone() {
  const ports = makePorts();
  ports.clock.set('2027-01-20T10:15');
  const active = makeRequest({ id: newRequestId(), status: 'active', validFrom: '2027-01-11', validTo: '2027-02-12' });
  const pending = makeRequest({ id: newRequestId() });
  await ports.requests.commit(makeCommit({ request: active, todos: [] }));
  await ports.requests.commit(makeCommit({ request: pending, todos: ['cards'] }));
  return { ports, active, pending };
}

describe('rebuild', () => {
  it('should write lists, wake-ups and messages from the requests alone, and nothing the second time but the messages', async () => {
    const { ports, active, pending } = await storyWithRequestsAlone();
    const wanted = { ...nothing, requests: 2, lists: 2, wakes: 2, messages: 1 };
    expect(await rebuild(ports, { isDry: true })).toEqual(wanted);
    expect([await wakesIn(ports.views), ports.queue.waiting()]).toEqual([[], []]);

    expect(await rebuild(ports, { isDry: false })).toEqual(wanted);
    for (const row of [...viewRows(active), ...viewRows(pending)]) expect(await ports.views.read(row)).toMatchObject(row);
    expect(await wakesIn(ports.views)).toHaveLength(2);
    expect(ports.queue.waiting().map(({ message }) => message)).toEqual([{ kind: 'request', id: pending.id, commitId: '', attempt: 1 }]);
    expect(await rebuild(ports, { isDry: false })).toEqual({ ...nothing, requests: 2, messages: 1 });
  });

  it('should count as missed what was due since the day of a backup', async () => {
    const { ports, pending } = await storyWithRequestsAlone();
    const since = Temporal.ZonedDateTime.from('2027-01-01T03:13[Europe/London]');
    await rebuild(ports, { isDry: false, since });
    const [early] = await wakesIn(ports.views);
    ports.views = new InMemoryViewStore();
    await rebuild(ports, { isDry: false });
    const [late] = await wakesIn(ports.views);
    // The deciders were to be asked again this morning.
    expect(early).toBe(`2027-01-20T08 ${pending.id}`);
    expect(late! > '2027-01-20T10').toBe(true);
  });

  it('should have a digest sent whose message is lost, unless it is of long ago', async () => {
    const ports = makePorts();
    const digests = new InMemoryDigestStore();
    const key = { person: sponsorId, kind: 'sponsor', items: ['VR-7K3M9QXA'] } as const;
    await digests.save({ ...key, items: [...key.items], date: '2027-01-18', state: 'open' });
    await digests.save({ ...key, items: [...key.items], date: '2027-01-17', state: 'sent', mail: { state: 'open' } });
    await digests.save({ ...key, items: [...key.items], date: '2027-01-16', state: 'sent' });
    await digests.save({ ...key, items: [...key.items], date: '2026-12-01', state: 'open' });
    expect(await rebuild({ ...ports, digests }, { isDry: false })).toMatchObject({ messages: 2 });
    expect(ports.queue.waiting().map(({ message }) => message)).toEqual(
      ['2027-01-18', '2027-01-17'].map((date) => ({ kind: 'digest', person: sponsorId, digest: 'sponsor', date })),
    );
  });

  it('should leave a request of an unknown schema version alone, and go on', async () => {
    const { ports, active } = await storyWithRequestsAlone();
    const readAll = ports.requests.readAll.bind(ports.requests);
    ports.requests.readAll = async (id, newest) => {
      if (id === active.id) throw new UnknownSchema();
      return readAll(id, newest);
    };
    expect(await rebuild(ports, { isDry: false })).toMatchObject({ requests: 1, lists: 1, unknown: 1 });
  });
});
