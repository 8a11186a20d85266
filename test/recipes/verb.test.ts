import { verbs } from '../../bot/domain/verbs/table';
import type { Verb } from '../../bot/domain/verbs/verb';
import { outlookCard } from '../../cards/outlook-schema';
import { problemOf } from '../fakes/tab-person';
import { eventsOf, forges, makesRequest, requestIn, seenBy, textOf } from '../journeys/steps';
import { story } from '../journeys/story';
import { holdReview } from './verb/hold-review';
import { remark } from './verb/remark';

/**
 * The recipe "add a verb" of bot/README.md: a file for the verb, a line in the table, and this test. Nothing else of the
 * product knows the two made-up verbs.
 */
const table = { ...verbs, 'leave-remark': remark, 'hold-review': holdReview };

const { world, sponsor, head } = story(['sponsor', 'head'], () => ({ verbs: table }));
beforeEach(async () => {
  await makesRequest(world, sponsor);
});

describe('a verb with words', () => {
  it('should be offered, asked for and done on the card in the chat', async () => {
    expect(head.buttons()).toContain('Leave a remark');
    await head.presses('Leave a remark');
    expect(seenBy(head)).toContain('What would you like to remark?');
    await head.presses('Leave this remark', { words: '' });
    expect(seenBy(head)).toContain('Please write a few words');
    await head.presses('Leave this remark', { words: 'Seen by both of us.' });
    expect(await eventsOf(world)).toEqual(['request', 'leave-remark']);
    expect(requestIn(world).status).toBe('pending');
  });

  it('should be refused in the chat to whoever it is not for', async () => {
    const stranger = await world.somebody('stranger');
    const data = { request: requestIn(world).id, revision: 1, words: 'Mine.' };
    for (const verb of ['ask-leave-remark', 'leave-remark']) {
      expect((await forges(world, stranger, verb, data)).text).toContain('This request does not exist or you do not have access to it.');
      expect((await forges(world, sponsor, verb, data)).text).toContain('someone else has to decide it');
    }
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it('should be offered, taken, refused and told of in the tab', async () => {
    const { id } = requestIn(world);
    const [decider, asker] = [world.tab(head), world.tab(sponsor)];
    expect((await decider.opens(id)).verbs).toContainEqual(
      expect.objectContaining({ verb: 'leave-remark', title: 'Leave a remark', asks: expect.objectContaining({ kind: 'words' }) }),
    );
    expect((await asker.opens(id)).verbs.map(({ verb }) => verb)).not.toContain('leave-remark');
    expect(await problemOf(asker.does('leave-remark', id, { words: 'Mine.' }))).toMatchObject({ status: 403 });
    expect(await problemOf(decider.does('leave-remark', id, { words: '' }))).toMatchObject({ status: 422, field: 'words' });
    const answer = await decider.does('leave-remark', id, { words: 'Fine.' });
    expect(answer.sentence).toBe('Your remark has been recorded.');
    expect(answer.request?.timeline[0]).toMatchObject({ title: 'Remark left', words: 'Fine.' });
  });

  it('should be drawn and taken in Outlook', async () => {
    const mailbox = world.outlook(head);
    await mailbox.getsMail(requestIn(world).id);
    expect(mailbox.buttons()).toContain('Leave a remark');
    expect(outlookCard.safeParse(mailbox.card).error?.issues ?? []).toEqual([]);
    await mailbox.presses('Leave this remark', '');
    expect(textOf(mailbox.card)).toContain('Please write a few words');
    await mailbox.presses('Leave this remark', 'From my telephone.');
    expect(await eventsOf(world)).toEqual(['request', 'leave-remark']);
  });
});

describe('a verb with a day', () => {
  beforeEach(async () => {
    await head.presses('Approve');
    await world.work();
    await world.passTo('2027-06-02T09:00');
  });

  it('should stand beside a visitor of a list, and say there what became of it', async () => {
    await sponsor.says('waiting for reapproval');
    const { id } = requestIn(world);
    expect(sponsor.buttons()).toContain('Plan a review on this day');
    await sponsor.presses('Plan a review on this day', { [`until-${id}`]: '' });
    expect(seenBy(sponsor)).toContain('Enter a date');
    await sponsor.presses('Plan a review on this day', { [`until-${id}`]: '2027-06-20' });
    expect(seenBy(sponsor)).toContain('review planned before Wed 30 Jun 2027.');
    expect((await eventsOf(world)).at(-1)).toBe('hold-review');
  });

  it('should be asked for on the card, and refused before the window', async () => {
    const mine = world.tab(sponsor);
    const { id } = requestIn(world);
    expect(await mine.buttons(id)).toContain('Plan a review');
    await mine.does('hold-review', id, { until: '2027-06-20' });
    await mine.does('reapprove', id, { until: '2027-12-31' });
    expect(await mine.buttons(id)).not.toContain('Plan a review');
    expect(await problemOf(mine.does('hold-review', id, { until: '2027-06-20' }))).toMatchObject({ status: 409 });
  });
});

describe('a verb with a part left out', () => {
  it('should not compile', () => {
    const { rule: _r, ...noRule } = remark;
    const { ask: _a, ...noQuestion } = remark;
    const { title: _t, ...noTitle } = remark;
    const { event: _e, ...noEvent } = remark;
    const { done: _d, ...noOutcome } = remark;
    const { in: _i, ...nowhere } = remark;
    // @ts-expect-error without its rule
    const first: Verb = noRule;
    // @ts-expect-error without its question
    const second: Verb = noQuestion;
    // @ts-expect-error without its button
    const third: Verb = noTitle;
    // @ts-expect-error without its heading in the history
    const fourth: Verb = noEvent;
    // @ts-expect-error without what it tells whoever did it
    const fifth: Verb = noOutcome;
    // @ts-expect-error without its places
    const sixth: Verb = nowhere;
    // @ts-expect-error words cannot be asked for beside a row of a list
    const seventh: Verb = { ...remark, in: ['list'] };
    expect([first, second, third, fourth, fifth, sixth, seventh]).toHaveLength(7);
  });
});
