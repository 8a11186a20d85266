import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import type { OutlookPerson } from '../fakes/outlook-client';
import { deputyId, headId, sponsorId } from '../make';
import { eventsOf, makesRequest, requestIn, resubmits, seenBy, textOf } from './steps';
import { story } from './story';

const deciding = ['Approve', 'Approve with changes', 'Reject', 'Return with a question', 'Ask my deputy', 'Open in Teams'];
const openInTeams = ['Open in Teams'];
const decided = ['Undo my decision', 'Open in Teams'];

let mailer: FakeMailer;
const { world, sponsor, head } = story(['sponsor', 'head'], () => {
  mailer = new FakeMailer();
  return { mail: channelOf(mailer) };
});

/** Somebody with the newest mail about the request before them, as the product sent it. */
async function mailboxOf(id: string): Promise<OutlookPerson> {
  const mailbox = world.outlook({ id });
  await mailbox.getsMail(requestIn(world).id);
  return mailbox;
}

describe('the card that the product mailed', () => {
  it('should decide, close the question in Teams, and tell the sponsor', async () => {
    await makesRequest(world, sponsor);
    const mailbox = await mailboxOf(headId);
    expect(mailbox.buttons()).toEqual(deciding);
    expect(await mailbox.presses('Reject', 'No desk is free.')).toMatchObject({ status: 200 });
    expect(mailbox.buttons()).toEqual(decided);
    await world.work();
    expect(head.buttons()).not.toContain('Approve');
    expect(seenBy(head)).toContain('in Outlook.');
    expect(seenBy(sponsor)).toContain('No desk is free.');
    expect(await eventsOf(world)).toEqual(['request', 'reject']);
  });

  it('should say what its own mail says', async () => {
    await makesRequest(world, sponsor, { names: { firstName: 'Zoë', lastName: 'O’Malley-Ito' }, more: {} });
    const mailbox = await mailboxOf(headId);
    const html = mailer.arrived.find(({ to }) => to.person === headId)?.html ?? '';
    for (const text of ['Zoë O’Malley-Ito', 'Marisol Okafor', 'School of Computer Science', requestIn(world).id]) {
      expect(textOf(mailbox.card)).toContain(text);
      expect(html).toContain(text);
    }
  });

  it('should show the state of the moment when it is opened after a decision in Teams', async () => {
    await makesRequest(world, sponsor);
    const mailbox = await mailboxOf(headId);
    await head.presses('Approve');
    await world.work();
    expect(await mailbox.opens()).toMatchObject({ status: 200 });
    expect(textOf(mailbox.card)).toContain('in Teams.');
    expect(mailbox.buttons()).toEqual(decided);
  });

  it('should be another one for the next round, and the old one become it', async () => {
    await makesRequest(world, sponsor);
    const old = (await mailboxOf(headId)).card;
    await (await mailboxOf(headId)).presses('Return with a question', 'Which room?');
    await world.work();
    await resubmits(sponsor);
    await world.work();
    const mailbox = await mailboxOf(headId);
    expect(mailbox.card).not.toEqual(old);
    await mailbox.presses('Approve', '', { seen: old });
    expect(textOf(mailbox.card)).toContain('This request has changed since you opened it');
    await mailbox.presses('Approve');
    expect(await eventsOf(world)).toEqual(['request', 'return', 'resubmit', 'approve']);
  });

  it('should go to the head alone while nobody else is asked', async () => {
    await makesRequest(world, sponsor);
    await expect(mailboxOf(deputyId)).rejects.toThrow('No mail with a card has come');
  });
});

describe('the card mailed to a sponsor whom Teams does not reach', () => {
  it('should have a box for the answer to the question, and lead to Teams for the edit', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Return with a question');
    world.teams.fail({ when: 'post', status: 403, code: 'ConversationBlockedByUser', times: 100 });
    await head.presses('Return with a question', { words: 'Which room?' });
    await world.work();
    const mailbox = await mailboxOf(sponsorId);
    expect(mailbox.buttons()).toEqual(['Answer', 'Edit in Teams']);
    await mailbox.presses('Answer', ' ');
    expect(textOf(mailbox.card)).toContain('Please answer the question here, or edit the request.');
    await mailbox.presses('Answer', 'Room 4.12.');
    expect(textOf(mailbox.card)).toContain('Answer: Room 4.12.');
    expect(await eventsOf(world)).toEqual(['request', 'return', 'answer']);
  });

  it('should be none where nothing is asked', async () => {
    await makesRequest(world, sponsor);
    world.teams.fail({ when: 'post', status: 403, code: 'ConversationBlockedByUser', times: 100 });
    await head.presses('Approve');
    await world.work();
    expect(mailer.arrived.filter(({ to }) => to.person === sponsorId).map(({ card }) => card)).toEqual([undefined]);
  });
});

describe('the cards mailed to a head who is away and to the deputy', () => {
  beforeEach(async () => {
    world.away.set(headId, { until: '2027-02-03' });
    await makesRequest(world, sponsor);
  });

  it.each([
    ['the head', headId, deputyId, 'Eleanor Brightwater'],
    ['the deputy', deputyId, headId, 'Tomasz Więcek'],
  ])('should both be answered by %s', async (_, first, second, name) => {
    const [decides, comesLate] = [await mailboxOf(first), await mailboxOf(second)];
    const late = comesLate.card;
    const withoutDeputy = ['Approve', 'Approve with changes', 'Reject', 'Return with a question'];
    expect([decides.buttons(), comesLate.buttons()]).toEqual(Array(2).fill(withoutDeputy));
    await decides.presses('Approve');
    await world.work();
    await comesLate.opens();
    expect(textOf(comesLate.card)).toContain(`Approved by ${name}`);
    expect(comesLate.buttons()).toEqual(openInTeams);
    await comesLate.presses('Reject', 'Too late.', { seen: late });
    expect(textOf(comesLate.card)).toMatch(new RegExp(`This request has changed[^]*Approved by ${name}`));
    expect(await eventsOf(world)).toEqual(['request', 'ask-deputies', 'approve']);
    // A question goes by mail; its outcome, which Teams has delivered, does not.
    expect(mailer.arrived).toHaveLength(2);
  });
});
