import { nextWake } from '../../bot/domain/request/request-dates';
import { placesOf } from '../../bot/domain/request/views';
import { headId, makeDraft, makeEvent, makeRequest, sponsorId } from '../make';
import { someOf, tried } from '../torture/tries';
import { draftCard, notAsWanted, outOfLine, type Wanted } from './crash-check';
import { atOnce, deathsIn, processesThatDie } from './crash-run';
import { conversationOf, openProcess, type Place, type Process, policy, type ScriptedPress } from './crash-story';

const dying = processesThatDie();

interface Story {
  presses: ScriptedPress[];
  prepare(place: Place, running: Process): Promise<void>;
  wanted: Wanted;
}

const id = 'VR-7K3M9QXA';
const oldPhoto = '0123456789abcdef0123456789abcdef';
const newPhoto = 'fedcba9876543210fedcba9876543210';
const answers = { ...makeRequest().answers, validFrom: '2027-02-03', validTo: '2027-08-31' };
const filled = { revision: 5, step: 'review', answers } as const;

const askAndApprove: Story = {
  presses: [
    { person: sponsorId, verb: 'make-request', data: { draft: id, revision: 5 }, cardActivity: draftCard },
    { person: headId, verb: 'approve', data: { request: id, revision: 1 } },
  ],
  async prepare(place, { storage }) {
    const shown = { activity: draftCard, card: {}, text: undefined, summary: undefined, updates: 0 };
    dying.connector.chats.get(conversationOf(place, sponsorId))?.messages.push(shown);
    await storage.drafts.save(makeDraft(filled));
    await storage.photos.put(oldPhoto, Uint8Array.of(1));
  },
  wanted: {
    status: 'approved',
    events: ['request', 'approve'],
    posts: [
      { person: headId, says: 'Approved by' },
      { person: sponsorId, says: 'Approved by', news: 'approved your request' },
    ],
  },
};

/** A returned request goes out again with another photo and a later end, and is rejected. */
const sendAgainAndReject: Story = {
  presses: [
    { person: sponsorId, verb: 'make-request', data: { draft: id, revision: 5, round: 2 } },
    { person: headId, verb: 'reject', data: { request: id, revision: 3, words: 'No desk is free.' } },
  ],
  async prepare(_place, { storage, ports }) {
    const returned = makeRequest({ status: 'returned', revision: 2, answers });
    await storage.photos.put(oldPhoto, Uint8Array.of(1));
    await storage.photos.put(newPhoto, Uint8Array.of(2));
    await storage.requests.commit({ commitId: 'first', request: returned, event: makeEvent(), detail: {}, todos: [] });
    await storage.views.putWake(nextWake(returned, ports.clock.now(), policy) ?? '', id);
    for (const place of placesOf(returned))
      await storage.views.put({
        ...place,
        request: id,
        revision: 2,
        status: 'returned',
        visitor: '',
        department: '',
        sponsor: sponsorId,
        validFrom: '',
        validTo: '',
        since: '',
      });
    await storage.drafts.save(
      makeDraft({
        ...filled,
        answers: { ...answers, validTo: '2027-07-30', photo: { blob: newPhoto } },
        changes: { revision: 2, department: 'computer-science', photo: oldPhoto },
      }),
    );
  },
  wanted: {
    status: 'rejected',
    events: ['request', 'resubmit', 'reject'],
    posts: [
      { person: headId, says: 'Rejected by' },
      { person: sponsorId, says: 'No desk is free.', news: 'rejected your request' },
    ],
  },
};

interface Run {
  place: Place;
  /** What the process changed, or was about to, in order. */
  calls: string[];
  /** How many of these were made when the first press was answered. */
  callsOfFirstTurn: number;
  answered: string[];
  isDone: boolean;
}

async function run(story: Story, diesBefore: number, commitsFirst = false): Promise<Run> {
  const { place, running: before } = await dying.begin();
  await story.prepare(place, before);
  const lines = await dying.play({ place, presses: story.presses, diesBefore, commitsFirst });
  const after = (word: string) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const callsOfFirstTurn = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('answered')),
  ).length;
  return { place, calls: after('call'), callsOfFirstTurn, answered: after('answered'), isDone: lines.includes('done') };
}

/** What nobody pressing again leaves wrong, and what is wrong after the story has been played to its end. */
async function recovered(story: Story, { place, answered }: Run): Promise<{ alone: string[]; atTheEnd: string[] }> {
  const running = openProcess(place, { startsAfter: 2 });
  await running.workUntilQuiet();
  const alone = await outOfLine(place, running);
  for (const press of story.presses.slice(answered.length)) {
    await running.press(press);
    await running.workUntilQuiet();
  }
  return { alone, atTheEnd: await notAsWanted(story.wanted, place, running, dying.connector) };
}

describe('a process that dies', () => {
  it.each([
    ['asking and approving, in the turns and in the worker', askAndApprove, ({ calls }: Run) => calls],
    ['sending a returned request again', sendAgainAndReject, ({ calls, callsOfFirstTurn }: Run) => calls.slice(0, callsOfFirstTurn)],
  ])(
    'while %s should leave nothing that the next one does not mend, wherever it dies',
    async (_what, story, part) => {
      const whole = await run(story, 0);
      expect(whole.isDone).toBe(true);
      expect(await recovered(story, whole)).toEqual({ alone: [], atTheEnd: [] });
      const every = deathsIn(part(whole));
      expect(every.length).toBeGreaterThan(4);
      const deaths = someOf(every, 6);

      const ends = await atOnce(deaths.map((death) => async () => [death, await recovered(story, await run(story, death))] as const));
      const wrong = ends.filter(([, { alone, atTheEnd }]) => alone.length + atTheEnd.length > 0);
      expect(wrong.map(([death, found]) => [`before ${whole.calls[death - 1]}`, found])).toEqual([]);
      tried('a killed process', { kills: deaths.length });
    },
    180_000,
  );
});

describe('the order of a change', () => {
  it('should be seen by these tests: with the state first, a death before the rest loses the wake-up or the work', async () => {
    const { calls } = await run(askAndApprove, 0, true);
    const late = calls.flatMap((call, index) =>
      calls[index - 1] === 'requests.commit' || calls[index - 2] === 'requests.commit' ? [[call, index + 1] as const] : [],
    );
    const lost = await atOnce(
      late
        .filter(([call]) => /putWake|enqueue/.test(call))
        .map(
          ([call, point]) =>
            async () =>
              [call, (await recovered(askAndApprove, await run(askAndApprove, point, true))).alone.join('; ')] as const,
        ),
    );
    expect(lost.map(([call]) => call)).toEqual(['views.putWake', 'queue.enqueue', 'views.putWake', 'queue.enqueue']);
    for (const [call, found] of lost) {
      expect(found).toContain('left to do: cards');
      if (call === 'views.putWake') expect(found).toContain('no wake-up at ');
    }
  });
});
