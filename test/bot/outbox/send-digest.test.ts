import { addToDigests } from '../../../bot/outbox/open-digests';
import { sendDigest } from '../../../bot/outbox/send-digest';
import { viewRows } from '../../../bot/outbox/sync-views';
import { channelOf, FakeMailer } from '../../fakes/fake-mailer';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeCommit, makeRequest, sponsorId } from '../../make';

const message = { kind: 'digest', person: sponsorId, digest: 'sponsor', date: '2027-08-01' } as const;
const key = { person: sponsorId, kind: 'sponsor', date: '2027-08-01' } as const;
const decision = { verb: 'approve', by: headId, at: '2027-01-20T10:00:00Z', channel: 'teams' } as const;
const active = (id: string) => makeRequest({ id, status: 'active', revision: 2, validTo: '2027-08-31', decision });

let ports: TestPorts;
beforeEach(async () => {
  ports = makePorts();
  await ports.knows(sponsorId);
  ports.clock.set('2027-08-01T08:03');
});

async function opens(...ids: string[]) {
  for (const id of ids) if (!(await ports.requests.read(id))) await ports.has(active(id));
  return await addToDigests(
    ids.map((request) => ({ person: sponsorId, kind: 'sponsor' as const, request })),
    key.date,
    ports,
  );
}

async function quiet(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    for (const one of ports.queue.take()) if (one.kind === 'digest') await sendDigest(one, ports);
    // A worker that failed holds its lease for a minute.
    ports.clock.pass({ seconds: 61 });
  }
}

it('should be posted once, however often its notes fail', async () => {
  await opens('VR-00000001');
  const noteCopies = ports.requests.noteCopies.bind(ports.requests);
  let failures = 3;
  ports.requests.noteCopies = async (...given) => {
    failures -= 1;
    if (failures >= 0) throw new Error('storage is away');
    await noteCopies(...given);
  };
  await quiet();
  expect(ports.chat.sent.map(({ what }) => what)).toEqual(['post']);
  expect((await ports.requests.readAll('VR-00000001'))?.copies).toMatchObject([
    { message: { kind: 'digest', of: 'sponsor', date: '2027-08-01' } },
  ]);
});

it('should leave for the next day what came in while it was being sent', async () => {
  await opens('VR-00000001');
  let late: Awaited<ReturnType<typeof opens>> | undefined;
  ports.chat.answers = () => undefined;
  const post = ports.chat.post.bind(ports.chat);
  ports.chat.post = async (...given) => {
    late ??= await opens('VR-00000002');
    return await post(...given);
  };
  await quiet();
  expect(ports.chat.sent.map(({ what }) => what)).toEqual(['post']);
  expect(late?.isAdded({ person: sponsorId, kind: 'sponsor', request: 'VR-00000002' })).toBe(false);
});

it('should hold no more than it can tell, and leave the rest for another day', async () => {
  const ids = Array.from({ length: 205 }, (_, place) => `VR-${String(place).padStart(8, '0')}`);
  const told = await opens(...ids);
  await quiet();
  const { items = [] } = (await ports.digests.read(key))?.value ?? {};
  expect(items).toHaveLength(200);
  const left = ids.filter((request) => !told.isAdded({ person: sponsorId, kind: 'sponsor', request }));
  expect(left).toEqual(ids.slice(200));
});

it('should go on from what a press has drawn at the same moment', async () => {
  await opens('VR-00000001');
  await quiet();
  const stored = await ports.digests.read(key);
  await ports.digests.save({ ...stored!.value, shown: 'older', isNoted: true }, stored!.etag);
  const update = ports.chat.update.bind(ports.chat);
  ports.chat.update = async (...given) => {
    const now = await ports.digests.read(key);
    await ports.digests.save({ ...now!.value, shown: 'as the press left it' }, now!.etag);
    return await update(...given);
  };
  await sendDigest(message, ports);
  expect((await ports.digests.read(key))?.value).toMatchObject({ shown: 'as the press left it', state: 'sent' });
  expect((await ports.digests.read(key))?.value.leasedUntil).toBeUndefined();
});

it('should have one message, however often Teams refuses its card and Exchange its mail', async () => {
  await opens('VR-00000001');
  const refused = { outcome: 'later', code: 'Throttled', isAmbiguous: false, isRefused: true } as const;
  const mailer = new FakeMailer();
  mailer.answers = () => refused;
  const busy = { ...ports, mail: channelOf(mailer), policy: { ...ports.policy, reapprovalMail: true } };
  const next = async () => {
    const [one, ...more] = ports.queue.take();
    expect(more).toEqual([]);
    if (one?.kind === 'digest') await sendDigest(one, busy);
    ports.clock.pass({ seconds: 61 });
  };
  await next();
  const { etag, value } = (await ports.requests.read('VR-00000001'))!;
  const later = { ...value, revision: value.revision + 1, events: value.events + 1 };
  await ports.requests.commit(makeCommit({ request: later, etag, todos: [] }));
  ports.chat.answers = () => refused;
  for (let round = 0; round < 6; round += 1) await next();
  expect(ports.chat.sent.filter(({ what }) => what === 'update').length).toBeGreaterThan(3);
  expect(mailer.tried.length).toBeGreaterThan(3);
});

describe('visitors who were asked about before', () => {
  const older = makeRequest({ id: 'VR-00000009', status: 'active', revision: 2, validTo: '2027-08-20', decision });
  const listed = async (request: typeof older) => {
    await ports.has(request);
    for (const row of viewRows(request)) await ports.views.put(row);
  };

  it('should stand behind the one that is newly due, though they end sooner', async () => {
    await listed(older);
    await opens('VR-00000001');
    await quiet();
    expect((await ports.digests.read(key))?.value).toMatchObject({ items: ['VR-00000001', older.id], due: 1, state: 'sent' });
  });

  it('should not be told of alone, once what was newly due is answered', async () => {
    await listed(older);
    const ending = { by: sponsorId, at: '2027-08-01T06:00:00Z', channel: 'teams' } as const;
    await ports.has({ ...active('VR-00000001'), account: { ending } });
    await opens('VR-00000001');
    await quiet();
    expect((await ports.digests.read(key))?.value).toMatchObject({ state: 'empty' });
    expect(ports.chat.sent).toEqual([]);
  });
});
