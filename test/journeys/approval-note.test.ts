import { Temporal } from 'temporal-polyfill';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { forges, makesRequest, requestIn, seenBy, textOf } from './steps';

const note = 'Welcome **back**; <at>all</at> [see](x) {{DATE(2027-01-01)}}';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await makesRequest(world, sponsor);
});
afterEach(async () => await world.stop());

const told = () =>
  sponsor
    .cards()
    .map(({ card }) => textOf(card))
    .join('\n');

describe('an approval', () => {
  it('should take a note, which its sponsor reads and the history keeps', async () => {
    expect(head.inputs()).toEqual({ words: '' });
    await head.presses('Approve', { words: note });
    await world.work();
    expect(requestIn(world).decision).toMatchObject({ verb: 'approve', words: note });
    expect(told()).toContain('Welcome **back**');
    const { timeline } = await world.tab({ id: sponsor.id }).opens(requestIn(world).id);
    expect(timeline[0]).toMatchObject({ title: 'Approved', words: note });
  });

  it.each(['', '  \u200D '])('should need none: %j', async (words) => {
    await head.presses('Approve', { words });
    expect(requestIn(world).decision).toMatchObject({ verb: 'approve' });
    expect(requestIn(world).decision).not.toHaveProperty('words');
  });

  it('should keep a note that is too long in the box, and approve nothing', async () => {
    await head.presses('Approve', { words: 'word '.repeat(300) });
    expect(seenBy(head)).toContain('at most 1000 characters');
    expect(String(head.inputs()['words'])).toContain('word word');
    expect(head.buttons()).toContain('Reject');
    expect(requestIn(world).status).toBe('pending');
  });

  it('should take a note in Outlook and in the tab, and with changes', async () => {
    const mailbox = world.outlook(head);
    await mailbox.getsMail(requestIn(world).id);
    await mailbox.presses('Approve', { words: note });
    expect(requestIn(world).decision).toMatchObject({ channel: 'outlook', words: note });
    await head.refreshes();
    await head.presses('Undo my decision');
    const { id, revision } = requestIn(world);
    await world.tab({ id: head.id }).calls('POST', `/requests/${id}/approve`, { revision, words: note });
    expect(requestIn(world).decision).toMatchObject({ channel: 'tab', words: note });
    await head.refreshes();
    await head.presses('Undo my decision');
    await head.presses('Approve with changes');
    await head.presses('Approve with changes', { validTo: '2027-05-31', words: 'Until May.' });
    expect(requestIn(world).decision).toMatchObject({ change: { validTo: { approved: '2027-05-31' } }, words: 'Until May.' });
    await world.work();
    expect(told()).toContain('Valid to Mon 31 May 2027 instead of Wed 30 Jun 2027.\nNote: “Until May.”');
  });

  it('should lose nothing that was typed where the request has changed meanwhile', async () => {
    const seen = head.lastCard();
    const { id } = requestIn(world);
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '2027-05-31' });
    await sponsor.presses('Resubmit');
    const { revision } = requestIn(world);
    const again = await head.presses('Approve', { words: note }, { seen });
    expect(textOf(again.card ?? {})).toContain('has changed since you opened it');
    expect(head.inputs()).toEqual({ words: note });
    expect(requestIn(world).status).toBe('pending');
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    const over = await forges(world, head, 'approve', { request: id, revision, words: note });
    expect(over.text).toContain(`You wrote: “${note.replace('{{', '{')}`.slice(0, 30));
    expect(requestIn(world).status).toBe('withdrawn');
  });

  it('should take what was written on to a question or a reason', async () => {
    await head.presses('Return with a question', { words: 'Which project?' });
    expect(head.inputs()).toEqual({ words: 'Which project?' });
    expect(requestIn(world).status).toBe('pending');
  });

  it('should have it back when the question is left', async () => {
    await head.presses('Reject', { words: note });
    await head.presses('Cancel', { words: `${note} Really.` });
    expect(head.inputs()).toEqual({ words: `${note} Really.` });
    expect(head.buttons()).toEqual(expect.arrayContaining(['Approve', 'Reject', 'Return with a question']));
    await head.presses('Return with a question', head.inputs() as Record<string, string>);
    expect(head.inputs()).toEqual({ words: `${note} Really.` });
  });
});

it('should be undone from active too, for ten minutes', async () => {
  await world.stop();
  world = await startWorld();
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  const today = world.clock.now().toPlainDate();
  await makesRequest(world, sponsor, {
    dates: { validFrom: today.toString(), validTo: today.add(Temporal.Duration.from({ months: 4 })).toString() },
  });
  await head.presses('Approve', { words: note });
  expect(requestIn(world).status).toBe('active');
  await head.presses('Undo my decision');
  expect(requestIn(world)).toMatchObject({ status: 'pending' });
  expect(requestIn(world)).not.toHaveProperty('decision');
});
