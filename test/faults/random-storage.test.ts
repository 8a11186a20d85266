import { randomBytes } from 'node:crypto';
import { openStorage, type Storage } from '../../bot/adapters/azure/storage';
import type { StorageLimits } from '../../bot/adapters/azure/storage-limits';
import { inParallel } from '../../bot/outbox/in-parallel';
import { type FaultProxy, startFaultProxy, type Trouble } from '../fakes/fault-proxy';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import { appId } from '../fakes/teams-bot';
import type { TeamsPerson } from '../fakes/teams-client';
import { StoryQueue, startWorld, type World } from '../fakes/world';
import { forges, textOf } from '../journeys/steps';
import { headId, makeDraft, makeRequest, newRequestId, sponsorId } from '../make';
import { testConnection } from '../setup/azurite-storage';
import { dice } from '../setup/dice';
import { tried, tries } from '../torture/tries';
import { anyOutOfLine, requestsOf } from './crash-check';

/** Of all calls: 15 in a hundred, each way of failing that a service has. */
const troubles: [number, Trouble][] = [
  [0.05, { what: 'status', status: 503 }],
  [0.03, { what: 'status', status: 500, code: 'InternalError' }],
  [0.03, { what: 'drop' }],
  [0.03, { what: 'drop-after' }],
  [0.01, { what: 'hang' }],
];
/** Of the product’s own proportions. */
const limits: StorageLimits = { retries: 1, perTry: 1_500, inAll: 3_000 };

let world: World;
let proxy: FaultProxy;
let direct: Storage;
let prefix: string;
let failed: number;
beforeEach(async () => {
  [proxy, prefix, failed] = [await startFaultProxy(testConnection()), `t${randomBytes(8).toString('hex')}`, 0];
  const clock = new StoryClock();
  const options = { clock, prefix, botId: appId };
  direct = openStorage({ connectionString: testConnection() }, options);
  await direct.ensure();
  for (const one of sampleDepartments.filter(({ id }) => id === 'computer-science')) await direct.departments.save(one);
  for (const one of samplePeople.filter(({ id }) => [sponsorId, headId].includes(id))) await direct.people.save(one);
  const stores = openStorage({ connectionString: proxy.connection }, { ...options, limits });
  const queue = new StoryQueue(clock);
  queue.beforeEnqueue = (message) => stores.queue.enqueue(message, 1);
  world = await startWorld({ stores, clock, queue, callers: 'none' });
});
afterEach(async () => {
  await world.stop();
  await proxy.stop();
});

function fails(): void {
  // One look of the dice for each call: the ways are asked in turn, so each share is of those that are left.
  let left = 1;
  for (const [share, trouble] of troubles) {
    const chance = share / left;
    left -= share;
    const hits = () => {
      const isHit = dice.chance(chance);
      failed += Number(isHit);
      return isHit;
    };
    proxy.fail({ hits, trouble });
  }
}

/** As the host does: a message whose work failed comes again. */
async function works(minutes: number): Promise<void> {
  const end = world.clock.now().add({ minutes });
  while (world.queue.messages.length > 0 && world.clock.now().until(end).sign >= 0) {
    for (let message = world.queue.next(); message; message = world.queue.next()) {
      const taken = message;
      await world.product.work(taken).catch(() => {
        world.queue.messages.push({ message: taken, due: world.clock.now().toInstant().add({ seconds: 30 }) });
      });
    }
    world.clock.pass({ seconds: 15 });
  }
}

/** Presses as somebody does who reads the answer: once more where it says that nothing was done. */
async function pressed(person: TeamsPerson, verb: string, data: object): Promise<number> {
  for (let tried = 1; tried <= 25; tried += 1) {
    const { card, text } = await forges(world, person, verb, data);
    if (card) return tried;
    // Each says what became of the press; none names what failed.
    expect(text).toMatch(/\w{3}/);
    expect(text).not.toMatch(/HTTP 5|Error|undefined|\bat \w+ \(/);
  }
  throw new Error(`${verb} was never answered`);
}

it('should lose nothing and tell nobody something else, whichever calls fail', async () => {
  const requests = tries(3, 60, 200);
  const ids = Array.from({ length: requests }, newRequestId);
  const { photo: _none, ...rest } = makeRequest().answers;
  const answers = { ...rest, itAccess: 'staff-like', idCard: false, validFrom: '2027-02-03', validTo: '2027-08-31' } as const;
  for (const id of ids) await direct.drafts.save(makeDraft({ id, revision: 5, step: 'review', answers }));
  const sponsor = world.teams.person({ id: sponsorId, name: 'Marisol Okafor' });
  const head = world.teams.person({ id: headId, name: 'Eleanor Brightwater' });
  for (const person of [sponsor, head]) await person.installs();
  fails();
  const presses: number[] = [];
  presses.push(...(await inParallel(ids, 3, (id) => pressed(sponsor, 'make-request', { draft: id, revision: 5 }))));
  await works(30);
  presses.push(...(await inParallel(ids, 3, (id) => pressed(head, 'approve', { request: id, revision: 1 }))));
  await works(30);
  const [calls, hits] = [proxy.calls.length, failed];
  proxy.reset();
  await works(48 * 60);

  const place = { connection: testConnection(), prefix };
  expect((await requestsOf(place)).sort()).toEqual([...ids].sort());
  expect(await anyOutOfLine(place, { storage: direct, ports: { clock: world.clock } }, ['request', 'approve'])).toEqual([]);
  const left = [];
  for (const id of ids) {
    const cards = head.cards().filter(({ card }) => JSON.stringify(card).includes(id));
    const [newest, ...older] = cards.reverse();
    expect(JSON.stringify(newest!.card)).not.toContain('"title":"Reject');
    left.push(...older.filter(({ card }) => JSON.stringify(card).includes('"title":"Reject')));
  }
  // A card whose id storage did not take cannot be closed; whoever presses it is shown the decision.
  for (const seen of left) expect(textOf((await head.presses('Approve', {}, { seen })).card ?? {})).toContain('Approved by');
  expect(await anyOutOfLine(place, { storage: direct, ports: { clock: world.clock } }, ['request', 'approve'])).toEqual([]);
  // Else nothing was in trouble here; of a few requests the share is left to chance.
  expect(hits).toBeGreaterThan(0);
  const again = presses.reduce((sum, count) => sum + count, 0);
  tried('storage in trouble', { requests, presses: again, 'storage calls': calls, failed: hits, 'cards left open': left.length });
});
