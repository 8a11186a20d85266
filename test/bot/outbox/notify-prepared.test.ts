import { copyForSponsor, withColleagueAsked } from '../../../bot/domain/request/prepared';
import type { Draft } from '../../../bot/domain/request/records';
import { work } from '../../../bot/jobs/work';
import type { Delivery, Installation } from '../../../bot/ports/chat';
import type { WorkMessage } from '../../../bot/ports/queue';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeDraft, makeRequest, sponsorId } from '../../make';

const draft = makeDraft({ step: 'review', answers: makeRequest().answers });
const message: WorkMessage = { kind: 'prepared', id: draft.id, preparer: sponsorId, sponsor: headId };
const notInstalled: Delivery = { outcome: 'unreachable', code: 'ForbiddenOperationException' };
const failing: Delivery = { outcome: 'later', code: 'Busy', isAmbiguous: false };

let ports: TestPorts;
let own: Draft;
beforeEach(async () => {
  ports = makePorts();
  own = withColleagueAsked(draft, { id: headId, name: 'Eleanor Brightwater' }, ports.clock.now());
  await ports.knows(sponsorId);
});

const sent = () => ports.chat.sent.map(({ person }) => person);
const read = async (person: string) => (await ports.drafts.read(person, draft.id))?.value;

it('should install the bot where the colleague has not got it, and send the card once', async () => {
  const install = jest.fn(async (person: string): Promise<Installation> => {
    const conversation = { person, botId: 'bot', conversation: 'a:new', serviceUrl: 'https://teams.example/', member: person };
    return { outcome: 'installed', conversation };
  });
  await ports.drafts.save(own);
  await work(message, { ...ports, installer: { install } });
  await work(message, { ...ports, installer: { install } });
  expect([install.mock.calls, sent()]).toEqual([[[headId]], [headId]]);
  expect(await read(headId)).toMatchObject({ prepared: { by: sponsorId, name: 'Marisol Okafor' }, cardActivity: 'posted-1' });
  expect((await read(sponsorId))?.confirmation?.isSent).toBe(true);
});

it('should send the card for a copy that was made before the worker was cut off', async () => {
  await ports.knows(headId);
  await ports.drafts.save(own);
  await ports.drafts.save(copyForSponsor(own, headId, { id: sponsorId, name: 'Marisol Okafor' }));
  await work(message, ports);
  expect(sent()).toEqual([headId]);
});

it('should look once more for a draft that is saved after its message, and then leave it', async () => {
  await ports.drafts.save(draft);
  await work(message, ports);
  const [again, more] = ports.queue.take();
  expect([again, more]).toEqual([{ ...message, attempt: 0 }, undefined]);
  await work(again, ports);
  expect([ports.queue.take(), sent()]).toEqual([[], []]);
});

it('should send nothing for a draft that is taken back while its card is drawn, and leave no copy', async () => {
  await ports.knows(headId);
  await ports.drafts.save(own);
  ports.drafts.beforeCommit = async (saved) => {
    delete ports.drafts.beforeCommit;
    expect(saved.sponsor).toBe(headId);
    await ports.drafts.delete(sponsorId, draft.id);
    await ports.drafts.save(draft);
  };
  await work(message, ports);
  expect([sent(), await read(headId)]).toEqual([[], undefined]);
});

it('should leave a draft of the colleague’s own alone that has the same id, and bring the prepared one back', async () => {
  await ports.knows(headId);
  await ports.drafts.save(own);
  const theirs = makeDraft({ sponsor: headId, answers: draft.answers });
  await ports.drafts.save(theirs);
  await work(message, ports);
  expect([sent(), await read(headId)]).toEqual([[], theirs]);
  expect(await read(sponsorId)).toMatchObject({ answers: draft.answers, cameBack: { how: 'not-reached' } });
});

it.each([
  ['at once where nobody can be reached', notInstalled, 1],
  ['after the last try where Teams keeps failing', failing, 11],
])('should bring the draft back %s, and say so', async (_when, answer, tries) => {
  await ports.knows(headId);
  await ports.drafts.save(own);
  ports.chat.answers = ({ person }) => (person === headId ? answer : undefined);
  let next: WorkMessage[] = [message];
  for (let turn = 0; turn < 30 && next.length > 0; turn += 1) {
    for (const one of next) await work(one, ports);
    const wait = Math.max(
      0,
      ...ports.queue.waiting().flatMap(({ message: { kind }, delaySeconds }) => (kind === 'prepared' ? [delaySeconds] : [])),
    );
    next = ports.queue.take().filter(({ kind }) => kind === 'prepared');
    ports.clock.pass({ seconds: wait });
  }
  expect(sent().filter((person) => person === headId)).toHaveLength(tries);
  expect(sent().filter((person) => person === sponsorId)).toHaveLength(1);
  expect(await read(headId)).toBeUndefined();
  expect((await read(sponsorId))?.cameBack).toEqual({ name: 'Eleanor Brightwater', how: 'not-reached' });
});

it('should tell of a request that was made under another id', async () => {
  await ports.drafts.save(own);
  const made = makeRequest({ id: 'VR-00000005', sponsor: headId, involved: [headId, sponsorId], preparedBy: sponsorId });
  await ports.has(made);
  await work({ ...message, request: made.id }, ports);
  expect(sent()).toEqual([sponsorId]);
  expect(JSON.stringify(ports.chat.sent[0]?.message)).toContain('VR-00000005');
  expect(await read(sponsorId)).toBeUndefined();
});
