import fc from 'fast-check';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { InMemoryPeople } from '../fakes/in-memory-people';
import { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import { StoreWithoutTags } from '../fakes/store-without-tags';
import type { TabProblem } from '../fakes/tab-person';
import { startWorld, type World } from '../fakes/world';
import { adminId, deputyId, headId, sponsorId, strangerId } from '../make';
import { eventsOf, forges, makesRequest, requestIn, requestsIn, seenBy, textOf } from './steps';
import { story } from './story';

const { world, sponsor, head, deputy } = story(['sponsor', 'head', 'deputy']);

const asked = '2028-01-31';
const waits =
  'The extension to Sat 30 Sept 2028 is waiting for Eleanor Brightwater; unless it is agreed, the account ends after Fri 31 Dec 2027.';

/** A placement of eleven months, in its last thirty days; longer than a year needs an agreement. */
async function hasPlacement(one: World = world, inOne = { sponsor, head }): Promise<void> {
  await makesRequest(one, inOne.sponsor, { reason: 'placement-student', dates: { validFrom: '2027-02-01', validTo: '2027-12-31' } });
  await inOne.head.presses('Approve');
  await one.work();
  await one.passTo('2027-12-01T09:00');
}

/** Its sponsor asks for an extension, in the list of the day. */
async function asksToExtend(until = '2028-09-30'): Promise<VisitorRequest> {
  await hasPlacement();
  await sponsor.presses('Reapprove', { [`until-${requestIn(world).id}`]: until });
  await world.work();
  return requestIn(world);
}

const opens = async (person = sponsor) => {
  await person.says(requestIn(world).id);
  return seenBy(person);
};

describe('an extension', () => {
  it('should move the date at once up to the limit, and wait for an approver beyond it', async () => {
    await hasPlacement();
    expect(seenBy(sponsor)).toContain('A last day after Mon 31 Jan 2028 needs the agreement of an approver.');
    await sponsor.presses('Reapprove', { [`until-${requestIn(world).id}`]: asked });
    expect(requestIn(world)).toMatchObject({ validTo: asked });
    await world.work();
    expect(head.cards().some(({ card }) => textOf(card).includes('An extension for your decision'))).toBe(false);
  });

  it('should be told apart from a reapproval where several are reapproved at once', async () => {
    await hasPlacement();
    const { id, revision } = requestIn(world);
    const several = (until: string) => world.tab(sponsor).many('reapprove', { items: [{ request: id, revision, until }] });
    expect((await several('2028-09-30')).results).toMatchObject([{ isDone: true, isAsked: true }]);
    expect((await several('2028-01-31')).results[0]).not.toHaveProperty('isAsked');
  });

  it('should be seen to wait by everybody, wherever they look', async () => {
    const { id } = await asksToExtend();
    expect(requestIn(world)).toMatchObject({ validTo: '2027-12-31', status: 'active' });
    expect(await opens()).toContain(waits);
    expect(sponsor.buttons()).toEqual(expect.arrayContaining(['Change the extension', 'Withdraw the extension']));
    expect(seenBy(head)).toContain(
      'to extend this account to Sat 30 Sept 2028: 20 months in all. Unless you agree, it ends after Fri 31 Dec 2027.',
    );
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toContain('Extension to 30 Sept 2028 is waiting for Eleanor Brightwater');
    await sponsor.says('waiting for reapproval');
    expect(seenBy(sponsor)).toContain(waits);
    await head.says('waiting for me');
    expect(seenBy(head)).toContain('Extension to 30 Sept 2028 requested by Marisol Okafor');
    expect(head.buttons()).toEqual(['Open', 'Notifications']);
    const admin = world.tab({ id: adminId });
    expect((await admin.opens(id)).line).toContain(waits);
    expect((await admin.lists('requests', { filter: { sort: 'waiting' } })).rows).toMatchObject([
      { request: id, statusLabel: 'Active', proposed: 'Extension to 30 Sept 2028' },
    ]);
    expect((await world.tab({ id: headId }).lists('waiting')).rows).toMatchObject([
      { request: id, statusLabel: 'Extension requested', since: '2027-12-01', may: [] },
    ]);
    expect((await world.tab({ id: sponsorId }).lists('mine')).rows).toMatchObject([{ waitsFor: ['Eleanor Brightwater'] }]);
    expect((await world.tab({ id: deputyId }).counts()).waiting).toEqual({ total: 1, isMore: false });
    expect((await admin.opens(id)).timeline.map(({ title }) => title)).toContain('Extension requested');
  });

  it('should be agreed to in Outlook, and its sponsor be told', async () => {
    const { id } = await asksToExtend();
    const mailbox = world.outlook({ id: headId });
    await mailbox.getsMail(id);
    expect(textOf(mailbox.card)).toContain('Unless you agree, it ends after Fri 31 Dec 2027.');
    expect(mailbox.buttons()).toEqual(['Agree', 'Refuse', 'Open in Teams']);
    expect(await mailbox.presses('Agree')).toMatchObject({ status: 200 });
    expect(textOf(mailbox.card)).toContain(
      'Eleanor Brightwater agreed to the extension to Sat 30 Sept 2028 on Wed 1 Dec 2027 at 09:00 in Outlook.',
    );
    expect(requestIn(world)).toMatchObject({ validTo: '2028-09-30' });
    await world.work();
    expect(sponsor.lines().at(-1)?.summary).toBe('Placement Student, extension to 30 Sept 2028: Eleanor Brightwater agreed');
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'activate', 'propose', 'agree']);
  });

  it('should be refused in the tab with a reason, and be asked for again', async () => {
    const { id } = await asksToExtend();
    const tab = world.tab({ id: deputyId });
    expect(await tab.buttons(id)).toEqual(expect.arrayContaining(['Agree', 'Refuse']));
    const answer = await tab.does('refuse', id, { words: 'The placement ends with the year.' });
    expect(answer.sentence).toBe(
      'You refused the extension. The account still ends after Fri 31 Dec 2027, and the sponsor will see your reason.',
    );
    await world.work();
    expect(await opens()).toContain('The placement ends with the year.');
    expect(sponsor.buttons()).toContain('Reapprove');
    await sponsor.presses('Reapprove', { until: '2028-06-30' });
    await world.work();
    expect(requestIn(world).account?.proposal?.open?.change).toEqual({ validTo: '2028-06-30' });
    expect(seenBy(head)).toContain('to Fri 30 Jun 2028');
  });

  it('should be changed and withdrawn by its sponsor, who is then asked to reapprove again', async () => {
    await asksToExtend();
    await opens();
    await sponsor.presses('Change the extension');
    await sponsor.presses('Change the extension', { until: '2028-09-30' });
    expect(seenBy(sponsor)).toContain('You have already asked for an extension to Sat 30 Sept 2028.');
    await sponsor.presses('Change the extension', { until: '2028-11-30' });
    await world.work();
    expect(seenBy(head)).toContain('to Thu 30 Nov 2028');
    await opens();
    await sponsor.presses('Withdraw the extension');
    await sponsor.presses('Withdraw the extension');
    await world.work();
    expect(requestIn(world).account?.proposal).toBeUndefined();
    for (const card of head.cards()) expect(textOf(card.card)).not.toContain('An extension for your decision');
    await world.passTo('2027-12-13T09:00');
    expect(seenBy(sponsor)).toContain('This account expires soon.');
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'activate', 'propose', 'propose', 'cancel-proposal']);
  });

  it('should be reminded of by its sponsor and by the clock, and reach the admins', async () => {
    const { id } = await asksToExtend();
    await world.passTo('2027-12-02T09:00');
    await opens();
    await sponsor.presses('Send a reminder');
    await world.work();
    expect(head.cards().at(-1)?.summary).toContain('reminds you to decide');
    await world.passTo('2027-12-09T09:00');
    expect((await world.tab({ id: adminId }).attention()).items).toMatchObject([{ kind: 'unanswered', request: id }]);
    expect(deputy.cards().at(-1)?.summary).toContain('1 extension from Marisol Okafor is waiting for your decision');
  });

  it('should be answered by nobody who is involved, has no business with it, or comes too late', async () => {
    const { id, revision } = await asksToExtend();
    const stranger = await world.person(strangerId);
    const at = { request: id, revision };
    expect((await forges(world, sponsor, 'agree', at)).text).toContain('someone else has to decide it');
    expect((await forges(world, stranger, 'agree', at)).text).toContain('does not exist or you do not have access to it');
    const seen = head.lastCard();
    await world.passTo('2028-01-01T00:02');
    expect(textOf((await head.presses('Agree', {}, { seen })).card ?? {})).toContain(
      'The last day, Fri 31 Dec 2027, has passed, so the account can no longer be extended.',
    );
    await world.passTo('2028-01-01T00:30');
    expect(textOf((await head.presses('Agree', {}, { seen })).card ?? {})).toContain(
      'The extension to Sat 30 Sept 2028 was not agreed in time.',
    );
    expect(requestIn(world)).toMatchObject({ status: 'expired', validTo: '2027-12-31' });
    await expect(world.tab({ id: headId }).does('agree', id, { revision: requestIn(world).revision })).rejects.toMatchObject({
      problem: { status: 422 },
    } satisfies Partial<Record<keyof TabProblem, unknown>>);
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'activate', 'propose', 'expire']);
  });

  it('should be found by an admin where nobody else may answer it', async () => {
    const orphan = sampleDepartments.map(({ head: _gone, ...one }) => ({ ...one, deputies: [] }));
    const lone = await startWorld({ departments: orphan, stores: { people: new InMemoryPeople(samplePeople) } });
    try {
      const one = { sponsor: await lone.somebody('sponsor'), head: await lone.somebody('admin') };
      await hasPlacement(lone, one);
      await one.sponsor.presses('Reapprove');
      await lone.work();
      expect((await lone.tab({ id: adminId }).lists('waiting')).rows).toHaveLength(1);
      expect(seenBy(one.head)).toContain('An extension for your decision');
    } finally {
      await lone.stop();
    }
  });
});

describe('two approvers who answer at the same moment', () => {
  /** Both stand before their commit, then go on in any order. */
  async function race(
    requests: InMemoryRequestStore,
    schedule: fc.Scheduler,
  ): Promise<{ events: string[]; moved: boolean; answers: string[] }> {
    const one = await startWorld({ stores: { requests } });
    try {
      const people = { sponsor: await one.somebody('sponsor'), head: await one.somebody('head') };
      await hasPlacement(one, people);
      await people.sponsor.presses('Reapprove');
      await one.work();
      const { id, validTo } = requestIn(one);
      const [heads, deputys] = [one.outlook({ id: headId }), one.tab({ id: deputyId })];
      await heads.getsMail(id);
      const { revision } = requestIn(one);
      let awaited = 2;
      let open!: () => void;
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      requestsIn(one).beforeCommit = async () => {
        awaited -= 1;
        if (awaited === 0) open();
        await opened;
        await schedule.schedule(Promise.resolve(), 'commit');
      };
      const pressing = Promise.all([
        heads.presses('Agree').then(({ status }) => `outlook ${status}`),
        deputys.does('refuse', id, { revision, words: 'No room.' }).then(
          () => 'tab done',
          (fault: TabProblem) => `tab ${fault.problem.status}`,
        ),
      ]);
      await schedule.waitFor(pressing);
      delete requestsIn(one).beforeCommit;
      const events = (await eventsOf(one)).slice(4);
      return { events, moved: requestIn(one).validTo !== validTo, answers: await pressing };
    } finally {
      await one.stop();
    }
  }

  it('should come to one answer, which the date follows', async () => {
    const winners = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (schedule) => {
        const { events, moved, answers } = await race(new InMemoryRequestStore(), schedule);
        expect(events).toHaveLength(1);
        expect(moved).toBe(events[0] === 'agree');
        expect(answers).toEqual(['outlook 200', events[0] === 'refuse' ? 'tab done' : 'tab 409']);
        winners.add(events[0] ?? '');
      }),
      { numRuns: 8, seed: 20270118 },
    );
    expect([...winners].sort()).toEqual(['agree', 'refuse']);
  });

  it('should be seen to come to two where the store ignores tags (negative control)', async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (schedule) => {
        most = Math.max(most, (await race(new StoreWithoutTags(), schedule)).events.length);
      }),
      { numRuns: 3, seed: 20270118 },
    );
    expect(most).toBeGreaterThan(1);
  });
});
