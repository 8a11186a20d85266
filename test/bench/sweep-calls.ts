import { graphClient, graphLimits } from '../../bot/adapters/graph/graph-client';
import { graphPeople } from '../../bot/adapters/graph/graph-people';
import { sweep } from '../../bot/jobs/sweep';
import { inParallel } from '../../bot/outbox/in-parallel';
import { countStorageCalls } from '../fakes/counting-storage';
import { graphToken, makeGraphUser, startGraph } from '../fakes/graph';
import { makePorts } from '../fakes/ports';
import { headId, makeCommit, makeRequest } from '../make';
import { openPrefixed } from './storage-calls';

const decision = { verb: 'approve', by: headId, at: '2027-01-20T10:00:00Z', channel: 'teams' } as const;

/** Hundreds at once on a busy machine; what is counted are calls, not seconds. */
const patient = { retries: 3, perTry: 60_000, inAll: 120_000 };

export interface SweepCalls {
  /** What the sweep says that it did. */
  report: object;
  table: number;
  graph: number;
}

/** The calls of a sweep on the day after so many visitors have left, each of a sponsor of their own. */
export async function sweepCallsOf(connectionString: string, prefix: string, due: number): Promise<SweepCalls> {
  const ports = makePorts();
  ports.clock.set('2027-09-01T08:03');
  const storage = await openPrefixed(connectionString, prefix, ports.clock, patient);
  const graph = await startGraph();
  const groups = { staff: 'staff', admins: 'admins', cardOffice: 'cards' };
  for (const group of Object.values(groups)) graph.groups.set(group, new Set());
  const ended = Array.from({ length: due }, (_, place) => {
    const sponsor = `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
    graph.users.set(sponsor, makeGraphUser({ id: sponsor }));
    graph.groups.get('staff')?.add(sponsor);
    const id = `VR-${String(place).padStart(8, '0')}`;
    return makeRequest({ id, status: 'active', revision: 2, validTo: '2027-08-31', decision, sponsor, involved: [sponsor] });
  });
  const { clock, log } = ports;
  const client = graphClient({ tokens: async () => graphToken, limits: graphLimits.job, clock, baseUrl: graph.url });
  const people = graphPeople({ graph: client, table: storage.directory, groups, visitorTypes: [], clock, log });
  await inParallel(ended, 16, (request) => storage.requests.commit(makeCommit({ request, todos: [] })));
  await storage.views.putWakes(ended.map(({ id }) => ({ at: '2027-09-01T00', request: id })));
  const counter = countStorageCalls(connectionString, { withoutRetries: true });
  try {
    const { requests, views, digests, queue } = storage;
    const report = await sweep({ ...ports, requests, views, digests, queue, people });
    return { report, table: counter.calls.table.length, graph: graph.calls.length };
  } finally {
    counter.stop();
    await graph.stop();
  }
}
