import { nextWake } from '../../bot/domain/request/request-dates';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { textOf } from '../journeys/steps';
import { headId, makeEvent, makeRequest, sponsorId } from '../make';
import { someOf, tried } from '../torture/tries';
import { atOnce, callsIn, deathsIn, processesThatDie } from './crash-run';
import { conversationOf, openProcess, type Place, policy } from './crash-story';

const dying = processesThatDie();

const decision = { verb: 'approve', by: headId, at: '2026-11-02T10:00:00Z', channel: 'teams' } as const;
const lived = { status: 'active', revision: 2, validFrom: '2026-11-03', decision } as const;
/** The processes start on Monday 18 January 2027 at a quarter past ten; each of these has something due by then. */
const due: { request: VisitorRequest; since: string; wakesAt: string }[] = [
  // Thirty days before its end.
  { request: makeRequest({ id: 'VR-00000001', ...lived, validTo: '2027-02-17' }), since: '2026-11-04T10:00', wakesAt: '2027-02-01T08' },
  // The day after its end.
  { request: makeRequest({ id: 'VR-00000002', ...lived, validTo: '2027-01-17' }), since: '2027-01-17T10:00', wakesAt: '' },
  // Asked two working days ago.
  {
    request: makeRequest({ id: 'VR-00000003', question: { askedAt: '2027-01-14T10:00:00Z' } }),
    since: '2027-01-14T10:00',
    wakesAt: '2027-01-20T08',
  },
];

async function run(diesBefore: number): Promise<{ place: Place; calls: string[] }> {
  const { place, running: before } = await dying.begin();
  for (const { request, since } of due) {
    await before.storage.requests.commit({ commitId: 'first', request, event: makeEvent(), detail: {}, todos: ['views'] });
    const then = before.ports.clock.now().withPlainTime().toPlainDate().toZonedDateTime(policy.zone);
    const wake = nextWake(request, then.with({ ...dateOf(since), hour: 10 }), policy);
    await before.storage.views.putWake(wake ?? '', request.id);
    await before.ports.queue.enqueue({ kind: 'request', id: request.id, commitId: 'first' }, 0);
  }
  await before.workUntilQuiet();
  return { place, calls: callsIn(await dying.play({ place, presses: ['sweep'], diesBefore, commitsFirst: false })) };
}

function dateOf(since: string) {
  const [year = 0, month = 0, day = 0] = since.slice(0, 10).split('-').map(Number);
  return { year, month, day };
}

/** What is wrong after the next sweep, an hour later; nothing where nothing was lost and nothing came too often. */
async function recovered(place: Place): Promise<string[]> {
  const running = openProcess(place, { startsAfter: 60 });
  await running.sweep();
  await running.workUntilQuiet();
  const wrong: string[] = [];
  for (const { request, wakesAt } of due) {
    const aggregate = await running.storage.requests.readAll(request.id);
    const status = request.id === 'VR-00000002' ? 'expired' : request.status;
    if (aggregate?.request.value.status !== status) wrong.push(`${request.id} is ${aggregate?.request.value.status}`);
    if (aggregate?.todos.length) wrong.push(`${request.id} has work left`);
    const verbs = aggregate?.events.map(({ verb }) => verb).join();
    if (verbs !== (status === 'expired' ? 'request,expire' : 'request')) wrong.push(`${request.id} has lived ${verbs}`);
    const wakes: string[] = [];
    for await (const wake of running.storage.views.wakesUntil('9999-12-31T23')) if (wake.request === request.id) wakes.push(wake.at);
    if (wakesAt !== '' && !wakes.includes(wakesAt)) wrong.push(`${request.id} wakes at ${wakes.join()}`);
    if (wakes.some((at) => at <= '2027-01-18T10')) wrong.push(`${request.id} was not put away`);
  }
  wrong.push(...digestsOutOfLine(place, sponsorId, ['in 30 days', 'Expired:']), ...digestsOutOfLine(place, headId, ['Resubmitted by']));
  return wrong;
}

/** Once; twice where a process died between sending and noting it. */
function digestsOutOfLine(place: Place, person: string, says: string[]): string[] {
  const messages = dying.connector.chats.get(conversationOf(place, person))?.messages ?? [];
  const isComplete = messages.every(({ card }) => says.every((words) => textOf(card ?? {}).includes(words)));
  return [
    ...(messages.length === 1 || messages.length === 2 ? [] : [`${messages.length} digests to ${person}`]),
    ...(isComplete ? [] : [`a digest of ${person} does not tell all`]),
  ];
}

it('should lose nothing of a sweep, and repeat a message at most once, wherever its process dies', async () => {
  const whole = await run(0);
  expect(await recovered(whole.place)).toEqual([]);
  const every = deathsIn(whole.calls);
  expect(every.length).toBeGreaterThan(10);
  const deaths = someOf(every, 5);
  const ends = await atOnce(
    deaths.map((death) => async () => [whole.calls[death - 1], await recovered((await run(death)).place)] as const),
  );
  expect(ends.filter(([, wrong]) => wrong.length > 0)).toEqual([]);
  tried('a killed sweep', { kills: deaths.length });
});
