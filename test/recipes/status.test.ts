import { story } from '../journeys/story';
import './status/table';
import { Temporal } from 'temporal-polyfill';
import { nextWake, statusAt } from '../../bot/domain/request/request-dates';
import type { StatusRow } from '../../bot/domain/statuses/status';
import type { Status } from '../../bot/domain/statuses/table';
import { verbs } from '../../bot/domain/verbs/table';
import { problemOf } from '../fakes/tab-person';
import { eventsOf, makesRequest, requestIn, seenBy, textOf } from '../journeys/steps';
import { makeRequest } from '../make';
import { hold } from './status/hold';
import { onHold } from './status/on-hold';

/**
 * The recipe "add a status" of bot/README.md: a file for the status, a line in the table, and the verb that leads there
 * (a recipe of its own). Nothing else of the product knows the made-up status.
 */
const { world, sponsor, head } = story(['sponsor', 'head'], () => ({ verbs: { ...verbs, hold } }));
beforeEach(async () => {
  await makesRequest(world, sponsor);
  await head.presses('Approve');
  await world.work();
});

describe('a status of the table', () => {
  it('should be led to in the chat, and be worded for each reader', async () => {
    await sponsor.presses('Hold the account');
    expect(requestIn(world).status).toBe('on-hold');
    expect(seenBy(sponsor)).toMatch(/On hold[^]*The account is on hold\. It expires after Wed 30 Jun 2027 all the same\./);
    await world.work();
    expect(seenBy(head)).toMatch(/On hold[^]*The account is on hold until its sponsor releases it\./);
    expect(sponsor.buttons()).not.toContain('Hold the account');
  });

  it('should be drawn in the tab and in Outlook, listed, filtered and told of', async () => {
    await sponsor.presses('Hold the account');
    await world.work();
    const { id } = requestIn(world);
    const [mine, admin] = [world.tab(sponsor), world.tab(await world.somebody('admin'))];
    expect(await mine.opens(id)).toMatchObject({ status: 'on-hold', statusLabel: 'On hold', tone: 'warning' });
    expect((await mine.lists('mine')).rows).toMatchObject([{ request: id, statusLabel: 'On hold' }]);
    expect(await admin.finds('requests', { filter: { status: 'on-hold' as Status } })).toEqual([id]);
    expect((await admin.me()).statuses).toContainEqual({ id: 'on-hold', label: 'On hold' });
    expect((await mine.opens(id)).timeline[0]).toMatchObject({ title: 'Put on hold' });
    const mailbox = world.outlook(head);
    await mailbox.getsMail(id);
    expect(textOf(mailbox.card)).toContain('On hold');
  });

  it('should go where its row says by the clock, and be refused what it does not allow', async () => {
    await sponsor.presses('Hold the account');
    await world.passTo('2027-07-01T00:30');
    expect(requestIn(world).status).toBe('expired');
    expect((await eventsOf(world)).at(-1)).toBe('expire');
    expect(await problemOf(world.tab(sponsor).does('hold', requestIn(world).id))).toMatchObject({ status: 422 });
  });

  it('should wake for its notices and its end', () => {
    const held = makeRequest({ status: 'on-hold' as Status });
    const now = Temporal.ZonedDateTime.from('2027-03-01T09:00[Europe/London]');
    expect(nextWake(held, now, world.policy)).toBe(nextWake({ ...held, status: 'active' }, now, world.policy));
    expect(statusAt(held, Temporal.PlainDate.from('2027-09-01'))).toBe('expired');
    expect(statusAt(held, Temporal.PlainDate.from('2027-03-01'))).toBe('on-hold');
  });
});

describe('a status with a part left out', () => {
  it('should not compile', () => {
    const { label: _l, ...noLabel } = onHold;
    const { tone: _t, ...noTone } = onHold;
    const { phase: _p, ...noPhase } = onHold;
    const { next: _n, ...noNext } = onHold;
    const { inList: _i, ...noList } = onHold;
    const { line: _s, ...noLine } = onHold;
    // @ts-expect-error without what it is called
    const first: StatusRow = noLabel;
    // @ts-expect-error without how it looks
    const second: StatusRow = noTone;
    // @ts-expect-error without its phase
    const third: StatusRow = noPhase;
    // @ts-expect-error without what comes next
    const fourth: StatusRow = noNext;
    // @ts-expect-error without how it stands in lists
    const fifth: StatusRow = noList;
    // @ts-expect-error without what its line tells
    const sixth: StatusRow = noLine;
    expect([first, second, third, fourth, fifth, sixth]).toHaveLength(6);
  });
});
