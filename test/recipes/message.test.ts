import type { MailWords, MessageRow } from '../../bot/domain/messages/message';
import { messages } from '../../bot/domain/messages/table';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makesRequest, requestIn } from '../journeys/steps';
import { receipt } from './message/receipt';

/**
 * The recipe "add a message" of bot/README.md: a file for the message and a line in the table. Nothing else of the product
 * knows the made-up message.
 */
let world: World;
let head: TeamsPerson;
let mailer: FakeMailer;
beforeEach(async () => {
  mailer = new FakeMailer();
  world = await startWorld({ messages: { ...messages, receipt }, mail: channelOf(mailer) });
  const sponsor = await world.somebody('sponsor');
  head = await world.somebody('head');
  await makesRequest(world, sponsor);
});
afterEach(async () => await world.stop());

const rings = () => head.cards().filter(({ summary }) => summary === `Your approval of ${requestIn(world).id} was recorded`).length;
const subject = () => `Your approval of ${requestIn(world).id} was recorded (${requestIn(world).id})`;

it('should ring once with its own line, whatever happens to the request afterwards', async () => {
  await head.presses('Approve');
  await world.work(60);
  expect(rings()).toBe(1);
  expect(mailer.subjectsFor(head.id)).not.toContain(subject());
  await world.passTo('2027-02-10T09:00');
  expect(head.cards().filter(({ summary }) => /was recorded$/.test(summary ?? '')).length).toBeLessThanOrEqual(1);
});

it('should go as a mail, with its own words, where Teams does not reach its reader', async () => {
  await head.presses('Approve');
  world.teams.fail({ when: 'post', status: 403, code: 'ForbiddenOperationException', times: 5 });
  await world.work(60);
  expect(rings()).toBe(0);
  expect(mailer.subjectsFor(head.id).filter((one) => one === subject())).toHaveLength(1);
  expect(mailer.arrived.at(-1)?.html).toContain('Open this mail to see what you approved.');
});

it('should not come once it is wanted no longer', async () => {
  await head.presses('Approve');
  await head.presses('Undo my decision');
  await world.work(60);
  expect(rings()).toBe(0);
});

it('should be noted by its kind and revision, so that it is told apart from every other', async () => {
  await head.presses('Approve');
  await world.work(60);
  const copies = (await world.stores.requests.readAll(requestIn(world).id))?.copies ?? [];
  expect(copies.filter(({ message }) => message.kind === 'receipt')).toMatchObject([
    { person: head.id, channel: 'teams', message: { kind: 'receipt', revision: 2 } },
  ]);
});

describe('a message for Teams alone', () => {
  const { mail: _mail, ...told } = receipt;
  const starts = async (row: MessageRow) => {
    await world.stop();
    world = await startWorld({ messages: { ...messages, receipt: row }, mail: channelOf(mailer) });
    const sponsor = await world.somebody('sponsor');
    head = await world.somebody('head');
    await makesRequest(world, sponsor);
  };

  it('should be on the admins’ list where Teams fails, and go as no mail', async () => {
    await starts({ ...told, ladder: 'teams-only' });
    await head.presses('Approve');
    world.teams.fail({ when: 'post', status: 403, code: 'ForbiddenOperationException', times: 5 });
    await world.work(60);
    expect(mailer.subjectsFor(head.id)).not.toContain(subject());
    expect((await world.stores.views.listAttention(9)).items).toMatchObject([{ kind: 'unreached', request: requestIn(world).id }]);
  });

  it('should be read from the card that is there, where it does not ring', async () => {
    await starts({ ...told, ladder: 'teams-only', rings: false });
    await head.presses('Approve');
    await world.work(60);
    expect(rings()).toBe(0);
    expect((await world.stores.views.listAttention(9)).items).toEqual([]);
  });
});

it('should not compile where a part is left out', () => {
  const { ladder: _ladder, ...without } = receipt;
  // @ts-expect-error: how it reaches people is left out.
  const row: MessageRow = without;
  const { was: _was, ...endless } = receipt;
  // @ts-expect-error: what is left of it is left out.
  const third: MessageRow = endless;
  const { rings: _rings, ...silent } = receipt;
  // @ts-expect-error: whether it rings is left out.
  const other: MessageRow = silent;
  // @ts-expect-error: a mail has a title.
  const mail: MailWords = { preview: '', how: '' };
  expect([row, other, third, mail]).toHaveLength(4);
});
