import { randomBytes } from 'node:crypto';
import { TableClient, type TransactionAction } from '@azure/data-tables';
import { Temporal } from 'temporal-polyfill';
import { requestSchema } from '../../../bot/domain/request/visitor-request';
import { sweep } from '../../../bot/jobs/sweep';
import { inParallel } from '../../../bot/outbox/in-parallel';
import type { WorkPorts } from '../../../bot/outbox/work-ports';
import { sweepCallsOf } from '../../bench/sweep-calls';
import { countStorageCalls } from '../../fakes/counting-storage';
import { makePorts } from '../../fakes/ports';
import { headId, makeCommit, makePerson, makeRequest } from '../../make';
import { openTestStorage, testConnection } from '../../setup/azurite-storage';

const due = 300;
const wakesAt = '2027-08-01T08';
const decision = { verb: 'approve', by: headId, at: '2027-01-20T10:00:00Z', channel: 'teams' } as const;

/** Three visitors each of a hundred sponsors, in the last thirty days since this morning. */
const dueRequests = Array.from({ length: due }, (_, place) => {
  const sponsor = `00000000-0000-4000-8000-${String(place % 100).padStart(12, '0')}`;
  return makeRequest({ id: idOf(place), status: 'active', revision: 2, validTo: '2027-08-31', decision, sponsor, involved: [sponsor] });
});

/** Ports whose directory knows the sponsors as staff. */
async function portsOfSweep() {
  const ports = makePorts();
  ports.clock.set('2027-08-01T08:03');
  for (const { sponsor } of dueRequests) await ports.people.save(makePerson({ id: sponsor }));
  return ports;
}

function idOf(place: number): string {
  return `VR-${String(place).padStart(8, '0')}`;
}

/** Hours that have not come, a hundred wake-ups each. */
function laterHour(place: number): string {
  return Temporal.PlainDateTime.from('2027-09-01T00:00')
    .add({ hours: Math.floor(place / 100) })
    .toString()
    .slice(0, 13);
}

describe('the storage calls of a sweep with 300 due', () => {
  it('should be as many with 5,000 requests stored as with 1,000, in memory', async () => {
    const counts = async (stored: number): Promise<Record<string, number>> => {
      const ports = await portsOfSweep();
      for (const request of dueRequests) {
        await ports.has(request);
        await ports.views.putWake(wakesAt, request.id);
      }
      for (let place = due; place < stored; place += 1) await ports.views.putWake(laterHour(place), idOf(place));
      const calls: Record<string, number> = {};
      const counted = Object.fromEntries(
        Object.entries(ports).map(([name, store]) => [name, isStore(name) ? counting(name, store as object, calls) : store]),
      ) as unknown as WorkPorts;
      const report = await sweep(counted);
      expect(report).toEqual({ due, changed: 0, held: 0, failed: 0, digests: 100 });
      return calls;
    };
    const few = await counts(1_000);
    expect(few).toMatchObject({
      'views.wakesUntil': 1,
      'requests.read': due,
      'digests.save': 100,
      'views.putWakes': 1,
      'views.deleteWakes': 1,
    });
    expect(few).not.toHaveProperty('views.putWake');
    expect(few).not.toHaveProperty('digests.read');
    expect(await counts(5_000)).toEqual(few);
  });

  it('should be as many with 1,350 requests stored as with those alone, on the wire', async () => {
    const counts = async (stored: number): Promise<{ table: number; queue: number; listed: number }> => {
      const { storage, prefix } = await openTestStorage();
      const ports = {
        ...(await portsOfSweep()),
        requests: storage.requests,
        views: storage.views,
        digests: storage.digests,
        queue: storage.queue,
      };
      await inParallel(dueRequests, 16, (request) => storage.requests.commit(makeCommit({ request, todos: [] })));
      await inParallel(dueRequests, 16, ({ id }) => storage.views.putWake(wakesAt, id));
      await storeOthers(prefix, stored);
      const counter = countStorageCalls(testConnection());
      try {
        expect(await sweep(ports)).toMatchObject({ due, digests: 100, failed: 0 });
        const listed = counter.calls.table.filter((call) => /^GET .*Views\(\)/.test(call)).length;
        return { table: counter.calls.table.length, queue: counter.calls.queue.length, listed };
      } finally {
        counter.stop();
      }
    };
    const few = await counts(due);
    // One read each, one write of each digest, and a hundred wake-ups a call: 1.36 a due request.
    expect(few).toEqual({ table: due + 100 + 3 + 3 + 1, queue: 100, listed: 1 });
    // A page of a table is 1,000 rows, so that reading them all would be seen.
    const { table, listed, queue } = await counts(1_350);
    expect({ table, listed }).toEqual({ table: few.table, listed: few.listed });
    // A busy emulator may have some messages sent once more; 1,050 more requests are stored.
    expect(queue - few.queue).toBeLessThan(20);
  });
});

it('should make at most four table calls and a twentieth of two Graph calls for each that is due, where each has a sponsor of its own and ends', async () => {
  const prefix = `s${randomBytes(8).toString('hex')}`;
  const ended = 120;
  const { report, table, graph } = await sweepCallsOf(testConnection(), prefix, ended);
  expect(report).toEqual({ due: ended, changed: ended, held: 0, failed: 0, digests: ended });
  expect(table / ended).toBeLessThanOrEqual(4.05);
  expect(graph).toBe(Math.ceil((ended + ended / 15) / 20));
});

function isStore(name: string): boolean {
  return ['requests', 'views', 'digests', 'queue', 'drafts'].includes(name);
}

function counting<T extends object>(name: string, store: T, calls: Record<string, number>): T {
  return new Proxy(store, {
    get(target, key) {
      const method = Reflect.get(target, key) as (...given: unknown[]) => unknown;
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => {
        const call = `${name}.${String(key)}`;
        calls[call] = (calls[call] ?? 0) + 1;
        return method.apply(target, given);
      };
    },
  });
}

/** Requests that are not due, with their wake-ups. */
async function storeOthers(prefix: string, stored: number): Promise<void> {
  const table = (name: string) => TableClient.fromConnectionString(testConnection(), prefix + name, { allowInsecureConnection: true });
  const [requests, views] = [table('Requests'), table('Views')];
  const others = Array.from({ length: stored - due }, (_, place) => place + due);
  await inParallel(others, 32, (place) =>
    requests.createEntity({
      partitionKey: idOf(place),
      rowKey: 'request',
      schema: requestSchema,
      json: JSON.stringify(makeRequest({ id: idOf(place) })),
    }),
  );
  const hours = new Map<string, TransactionAction[]>();
  for (const place of others) {
    const partitionKey = `wake:${laterHour(place)}`;
    hours.set(partitionKey, [...(hours.get(partitionKey) ?? []), ['create', { partitionKey, rowKey: idOf(place) }]]);
  }
  await inParallel([...hours.values()], 8, (actions) => views.submitTransaction(actions));
}
