import { letEndInList } from '../../../bot/actions/answer-in-list';
import { approveTicked } from '../../../bot/actions/approve-ticked';
import { approveRequest, askBefore } from '../../../bot/actions/decide';
import { endAccount } from '../../../bot/actions/end-account';
import { askHandover, offerRequest } from '../../../bot/actions/hand-over';
import { nudgeDeciders } from '../../../bot/actions/nudge';
import type { Pressed } from '../../../bot/actions/press';
import { letEndRequest, reapproveRequest } from '../../../bot/actions/reapprove';
import { recallDecision } from '../../../bot/actions/recall';
import { refusedForPerson } from '../../../bot/actions/refused-press';
import { askWithdraw, withdrawRequest } from '../../../bot/actions/withdraw';
import type { Answer } from '../../../bot/turn';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { deputyId, headId, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const pending = makeRequest();
const decided = makeRequest({
  id: 'VR-0000000D',
  status: 'approved',
  decision: { verb: 'approve', by: headId, at: '2027-01-18T10:10:00Z', channel: 'teams' },
});
beforeEach(async () => {
  ports = makePorts();
  await ports.has(pending);
  await ports.has(decided);
});

const text = (answer: Answer) => (answer.kind === 'sentence' ? answer.text : textOf(answer.message.card));
const stored = async () => [(await ports.requests.read(pending.id))?.value, (await ports.requests.read(decided.id))?.value];
type Press = (person: string) => Promise<Answer>;
function pressed<T>(person: string, data: T, inputs: Record<string, unknown> = {}): Pressed<T> {
  return { person, data, inputs, isAutomatic: false };
}
const on = ({ id }: { id: string }) => ({ request: id, revision: 1 });
/** Every verb of the chat that changes a request, or asks before it does. */
const verbs: [string, Press][] = [
  ['approve', (person) => approveRequest(pressed(person, on(pending)), ports)],
  ['ask to reject', (person) => askBefore('reject')(pressed(person, on(pending)), ports)],
  ['approve ticked', (person) => approveTicked(pressed(person, { from: 0, ticked: [on(pending)] }), ports)],
  ['withdraw', (person) => withdrawRequest(pressed(person, on(pending)), ports)],
  ['ask to withdraw', (person) => askWithdraw(pressed(person, on(pending)), ports)],
  ['nudge', (person) => nudgeDeciders(pressed(person, on(pending)), ports)],
  ['recall', (person) => recallDecision(pressed(person, on(decided)), ports)],
  ['reapprove', (person) => reapproveRequest(pressed(person, { ...on(decided), until: '2027-12-01' }), ports)],
  ['let end', (person) => letEndRequest(pressed(person, on(decided)), ports)],
  ['let end in a list', (person) => letEndInList(pressed(person, { ...on(decided), list: { from: 0 } }), ports)],
  ['end', (person) => endAccount(pressed(person, on(decided)), ports)],
  ['ask to hand over', (person) => askHandover(pressed(person, on(decided)), ports)],
  ['offer', (person) => offerRequest(pressed(person, { ...on(decided), to: deputyId }), ports)],
];

describe.each(verbs)('a press that is refused: %s', (_verb, press) => {
  it('should be logged with the same words where it is a stranger’s, once', async () => {
    const before = await stored();
    expect(text(await press(strangerId))).not.toMatch(/Ottoline|Fairweather/);
    expect(await stored()).toEqual(before);
    const lines = ports.lines.filter(({ what }) => what === refusedForPerson);
    expect(lines).toEqual([
      {
        level: 'warn',
        fields: { request: expect.stringMatching(/^VR-/), person: strangerId, channel: 'teams', refused: 'not-yours' },
        what: refusedForPerson,
      },
    ]);
  });

  it('should change nothing while the directory does not answer', async () => {
    const before = await stored();
    ports.people.person = async () => {
      throw new TypeError('away');
    };
    for (const person of [sponsorId, headId]) await press(person);
    expect(await stored()).toEqual(before);
  });

  it('should change nothing for somebody who has left', async () => {
    const before = await stored();
    const real = ports.people.person.bind(ports.people);
    for (const gone of [undefined, { isEnabled: false }]) {
      ports.people.person = async (id) => {
        const person = await real(id);
        const isPresser = id === sponsorId || id === headId;
        return isPresser ? gone && person && { ...person, ...gone } : person;
      };
      for (const person of [sponsorId, headId]) await press(person);
      expect(await stored()).toEqual(before);
    }
  });
});

it.each([
  ['approve', () => approveRequest(pressed(sponsorId, on(pending)), ports)],
  ['ask to reject', () => askBefore('reject')(pressed(sponsorId, on(pending)), ports)],
  ['approve ticked', () => approveTicked(pressed(sponsorId, { from: 0, ticked: [on(pending)] }), ports)],
])('should be logged of somebody involved, too: %s', async (_verb, press) => {
  await press();
  expect(ports.lines.filter(({ what }) => what === refusedForPerson)).toMatchObject([
    { fields: { request: pending.id, person: sponsorId, channel: 'teams', refused: 'own-request' } },
  ]);
});

describe.each([
  ['withdraw', sponsorId, pending, (person: string) => withdrawRequest(pressed(person, on(pending)), ports)],
  ['recall', headId, decided, (person: string) => recallDecision(pressed(person, on(decided)), ports)],
] as const)('%s', (_verb, who, request, press) => {
  it('should wait for the directory, and be done once it answers', async () => {
    ports.people.fault = new Error('away');
    expect(text(await press(who))).toContain('so nothing was changed');
    delete ports.people.fault;
    await press(who);
    expect((await ports.requests.read(request.id))?.value.revision).toBe(2);
  });
});
