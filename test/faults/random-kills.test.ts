import { inParallel } from '../../bot/outbox/in-parallel';
import { headId, makeDraft, makeRequest, newRequestId, sponsorId } from '../make';
import { dice } from '../setup/dice';
import { tried, tries } from '../torture/tries';
import { anyOutOfLine, requestsOf } from './crash-check';
import { callsIn, processesThatDie } from './crash-run';
import { conversationOf, openProcess, type Place, type Process, type ScriptedPress } from './crash-story';

const dying = processesThatDie();

/** Fewer than any story makes, so that every process dies before it has come to its end. */
const changesOfStory = 10;
/** Minutes between the starts: more than a lease, and than the delays of what a process has sent. */
const apart = 240;

async function begins(ids: readonly string[]): Promise<Place> {
  const { place, running } = await dying.begin();
  const { photo: _none, ...rest } = makeRequest().answers;
  const answers = { ...rest, itAccess: 'staff-like', idCard: false, validFrom: '2027-02-03', validTo: '2027-08-31' } as const;
  await inParallel([...ids], 8, (id) => running.storage.drafts.save(makeDraft({ id, revision: 5, step: 'review', answers })));
  return place;
}

/** Each request is approved a while after it was made, when its head has the card. */
function pressesOf(ids: readonly string[]): ScriptedPress[] {
  const makes = ids.map((id) => ({ person: sponsorId, verb: 'make-request', data: { draft: id, revision: 5 } }));
  const approvals = ids.map((id) => ({ person: headId, verb: 'approve', data: { request: id, revision: 1 } }));
  const between = Math.min(16, ids.length);
  const rest = approvals.slice(0, -between).flatMap((approval, place) => [makes[place + between]!, approval]);
  return [...makes.slice(0, between), ...rest, ...approvals.slice(-between)];
}

/** Presses that were answered and of which nothing is stored. */
async function lostOf(answered: ReadonlySet<string>, { storage }: Process): Promise<string[]> {
  const found = await inParallel([...answered], 8, async (press) => {
    const [verb = '', id = ''] = press.split(' ');
    const events = (await storage.requests.readAll(id))?.events.map((event) => event.verb) ?? [];
    return events.includes(verb === 'make-request' ? 'request' : 'approve') ? [] : [press];
  });
  return found.flat();
}

/** How often this person was sent something about each request. */
function messagesTo(person: string, ids: readonly string[], place: Place): number[] {
  const cards = (dying.connector.chats.get(conversationOf(place, person))?.messages ?? []).map(({ card }) => JSON.stringify(card));
  return ids.map((id) => cards.filter((card) => card.includes(id)).length);
}

it('should lose nothing that was answered, and tell nobody more than twice', async () => {
  const [requests, kills] = [tries(6, 200, 500), tries(1, 8, 20)];
  const ids = Array.from({ length: requests }, newRequestId);
  const place = await begins(ids);
  const answered = new Set<string>();
  const lost: string[] = [];
  let changes = 0;
  const goesOn = async (start: number, diesBefore: number): Promise<void> => {
    const left = pressesOf(ids).filter(({ verb, data }) => !answered.has(`${verb} ${data['draft'] ?? data['request']}`));
    const lines = await dying.play({
      place,
      presses: [],
      atOnce: left,
      diesBefore,
      commitsFirst: false,
      startsAfter: start * apart,
    });
    for (const line of lines) if (line.startsWith('answered ')) answered.add(line.slice('answered '.length));
    changes += callsIn(lines).length;
    lost.push(...(await lostOf(answered, openProcess(place, { startsAfter: (start + 1) * apart }))));
  };
  const most = Math.floor((requests * changesOfStory) / (kills + 1));
  for (let kill = 0; kill < kills; kill += 1) await goesOn(kill, dice.between(1, most));
  await goesOn(kills, 0);
  const running = openProcess(place, { startsAfter: (kills + 2) * apart });
  await running.workUntilQuiet();

  expect(lost).toEqual([]);
  expect(answered.size).toBe(2 * requests);
  expect((await requestsOf(place)).sort()).toEqual([...ids].sort());
  expect(await anyOutOfLine(place, running, ['request', 'approve'])).toEqual([]);
  const [told, asked] = [messagesTo(sponsorId, ids, place), messagesTo(headId, ids, place)];
  expect([...told, ...asked].filter((count) => count < 1 || count > 2)).toEqual([]);
  const toldTwice = [...told, ...asked].filter((count) => count === 2).length;
  tried('a killed process', { requests, kills, changes, acknowledged: answered.size, lost: lost.length, 'told twice': toldTwice });
});
