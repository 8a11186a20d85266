import type { InMemoryPeople } from '../fakes/in-memory-people';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { sponsorListLine } from '../make';
import { eventsOf, makesRequest, newsOf, requestIn, requestsIn, seenBy, textOf } from './steps';

/** Staff of another department. */
const colleagueId = '3648245e-dafa-4a38-bf00-6745f3194a3b';
const question = 'Which project is this for?';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let colleague: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  colleague = await world.person(colleagueId);
});
afterEach(async () => await world.stop());

/** An approved visitor until this day. */
async function hasVisitor(firstName: string, validTo: string): Promise<string> {
  await makesRequest(world, sponsor, { names: { firstName, lastName: 'Fairweather' }, dates: { validFrom: '2027-02-01', validTo } });
  await head.presses('Approve');
  await world.work();
  return (
    requestsIn(world)
      .all()
      .find(({ answers }) => answers.firstName === firstName)?.id ?? ''
  );
}

function lists(person: TeamsPerson) {
  return person.cards().filter(({ summary }) => sponsorListLine.test(summary ?? ''));
}

/** On which days within these the person was sent a list, and whom each names: newly due, then folded. */
async function listsUntil(person: TeamsPerson, last: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (let day = world.clock.now().toPlainDate(); day.toString() <= last; day = day.add({ days: 1 })) {
    const before = lists(person).length;
    await world.passTo(`${day.toString()}T09:00`);
    const [list, another] = lists(person).slice(before);
    expect(another).toBeUndefined();
    if (list) found[day.toString()] = blocksOf(list.card);
  }
  return found;
}

function blocksOf(card: object): string[] {
  const containers = (card as { body: { items?: { id?: string; isVisible?: boolean; items: object[] }[] }[] }).body.flatMap(
    ({ items = [] }) => items,
  );
  return containers.flatMap(({ id, isVisible, items }) =>
    id === undefined ? [] : [`${isVisible ? '' : 'folded: '}${items.map((item) => textOf(item).split(' ')[0]).join(' ')}`],
  );
}

async function offers(mail = 'xavier.iqbal@bantshire.example'): Promise<void> {
  await sponsor.says(requestIn(world).id);
  await sponsor.presses('Hand over');
  await sponsor.presses('Continue', { mail });
  await sponsor.presses('Ask them');
  await world.work();
}

describe('visitors of one sponsor', () => {
  it('should each be asked about first on a day of their own, then on one day together, and be answered in place', async () => {
    await hasVisitor('Ottoline', '2027-06-23');
    const barnaby = await hasVisitor('Barnaby', '2027-06-25');
    expect(await listsUntil(sponsor, '2027-06-21')).toEqual({
      '2027-05-24': ['Ottoline'],
      '2027-05-26': ['Barnaby', 'folded: Ottoline'],
      '2027-06-07': ['Ottoline Barnaby'],
      '2027-06-14': ['Ottoline Barnaby'],
    });
    expect(lists(sponsor).at(-1)?.summary).toBe(
      '2 of your visitor accounts expire soon (School of Computer Science): reapprove them by Wed 23 Jun 2027 or let them expire',
    );

    // Answered in place: nothing is posted, and what does not show this visitor stays as it was.
    const before = sponsor.messages();
    await sponsor.presses('Let it expire', {}, { where: { request: barnaby } });
    await world.work(30);
    const after = sponsor.messages();
    expect(after).toHaveLength(before.length);
    const isChanged = after.map(({ card }, place) => JSON.stringify(card) !== JSON.stringify(before[place]?.card));
    const shows = before.map(({ card }) => textOf(card ?? {}).includes('Barnaby'));
    expect(isChanged.filter((changed, place) => changed && !shows[place])).toEqual([]);
    expect(isChanged.at(-1)).toBe(true);
    expect(seenBy(sponsor)).toContain('Barnaby Fairweather: Will expire after Fri 25 Jun 2027, as you asked.');

    expect(await listsUntil(sponsor, '2027-06-26')).toEqual({
      '2027-06-22': ['Ottoline'],
      '2027-06-24': ['Ottoline'],
      '2027-06-26': ['Barnaby'],
    });
  });
});

describe('a returned request', () => {
  it('should be reminded of after 3, 7 and 14 working days, and say when it lapses what nobody answered', async () => {
    await makesRequest(world, sponsor, { dates: { validFrom: '2027-02-01', validTo: '2027-03-05' } });
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: question });
    await world.work();
    // Asked on Monday 18 January.
    await world.passTo('2027-01-21T09:00');
    expect(lists(sponsor).map(({ summary }) => summary)).toEqual([
      '1 of your visitor requests was returned with a question (School of Computer Science): answer by Mon 1 Feb 2027',
    ]);
    expect(Object.keys(await listsUntil(sponsor, '2027-03-06'))).toEqual(['2027-01-27', '2027-02-05', '2027-03-06']);
    expect(lists(sponsor).at(-1)?.summary).toBe('A visitor request has lapsed (School of Computer Science)');
    const asked = `Eleanor Brightwater asked “${question}” on Mon 18 Jan 2027`;
    // The newest list shows what is so now; those before it are closed.
    const [newest, ...before] = lists(sponsor).reverse();
    expect(textOf(newest?.card ?? {})).toContain(`Lapsed: ${asked}, and no answer came by Fri 5 Mar 2027.`);
    expect(before.map(({ card }) => textOf(card))).toEqual(before.map(() => expect.stringContaining('there is a newer list below')));
    await sponsor.presses('Open');
    expect(seenBy(sponsor)).toContain(`The question\n${question}`);
    expect(seenBy(sponsor)).toContain('This request lapsed because it was not resubmitted by its last day.');
  });

  it('should not be reminded of once it is answered, which its list leads to', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: question });
    await world.work();
    await world.passTo('2027-01-21T09:00');
    expect(seenBy(sponsor)).toContain(
      `Eleanor Brightwater asked on Mon 18 Jan 2027: “${question}” Answer by Mon 1 Feb 2027, when the visit starts.`,
    );
    await sponsor.presses('Open');
    await sponsor.presses('Answer', { words: 'Robotics.' });
    await world.work();
    expect(await listsUntil(sponsor, '2027-02-10')).toEqual({});
  });
});

describe('an open handover', () => {
  it('should wait in the successor’s list, be reminded of, and expire with word to the sponsor', async () => {
    await hasVisitor('Ottoline', '2027-06-30');
    await offers();
    await colleague.says('waiting for me');
    expect(seenBy(colleague)).toContain('You have been asked to take over from Marisol Okafor');
    expect(colleague.buttons()).toEqual(['Open']);
    expect((await world.tab(colleague).lists('waiting')).rows).toMatchObject([{ statusLabel: 'For you to take over', may: [] }]);

    expect(await listsUntil(colleague, '2027-01-30')).toEqual({ '2027-01-21': ['Ottoline'], '2027-01-27': ['Ottoline'] });
    expect(lists(colleague).at(-1)?.summary).toBe(
      'You have been asked to take over 1 visitor (School of Computer Science): accept or decline by Fri 5 Feb 2027',
    );
    expect(textOf(lists(colleague).at(-1)?.card ?? {})).toContain(
      'Marisol Okafor asked you on Mon 18 Jan 2027 to become the sponsor. Accept or decline by Fri 5 Feb 2027.',
    );

    await world.passTo('2027-02-08T07:00');
    expect(requestIn(world).handover?.open?.to).toBe(colleagueId);
    await world.passTo('2027-02-08T09:00');
    expect(requestIn(world).handover).toMatchObject({ last: { answer: 'expired' } });
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'offer-handover', 'activate', 'expire-handover']);
    expect(newsOf(sponsor)).toMatch(/: Xavier Iqbal did not accept the handover in time; the sponsor stays the same$/);
    await sponsor.opensNews();
    expect(seenBy(sponsor)).toContain('Xavier Iqbal did not accept or decline in time, so the handover expired on Mon 8 Feb 2027 and');
    expect(sponsor.buttons()).toContain('Hand over');
    await world.work(60);
    expect(
      colleague
        .cards()
        .map(({ card }) => textOf(card))
        .join(),
    ).not.toContain('Accept\n');
    await colleague.says('waiting for me');
    expect(seenBy(colleague)).toContain('Nothing is waiting for your decision.');
  });

  it('should be accepted and declined in the list itself, after which nobody is reminded', async () => {
    await hasVisitor('Ottoline', '2027-06-30');
    await offers();
    await world.passTo('2027-01-21T09:00');
    await colleague.presses('Decline', {}, { on: lists(colleague)[0]?.activity ?? '' });
    expect(seenBy(colleague)).toContain('you declined. Nothing has changed, and your colleague has been told.');
    await world.work(30);
    await offers();
    await world.passTo('2027-01-26T09:00');
    const [, second] = lists(colleague);
    await colleague.presses('Accept', {}, { on: second?.activity ?? '' });
    expect(requestIn(world)).toMatchObject({ sponsor: colleagueId, handover: { last: { answer: 'accepted' } } });
    expect(await listsUntil(colleague, '2027-02-15')).toEqual({});
  });

  it('should be told to nobody as a visitor of theirs, where it was declined before its list was sent', async () => {
    await hasVisitor('Ottoline', '2027-06-30');
    await world.passTo('2027-06-10T09:00');
    await offers();
    // The sponsor's own reminder has its day before.
    await world.passTo('2027-06-14T09:00');
    world.clock.set('2027-06-15T08:03');
    await world.product.sweep();
    await colleague.presses('Decline');
    const before = lists(sponsor).length;
    await world.work(120);
    expect([lists(colleague).length, lists(sponsor).length]).toEqual([0, before]);
  });
});

describe('a sponsor who has left', () => {
  it('should leave whoever decides the list of what waits for reapproval, and nobody else', async () => {
    await hasVisitor('Ottoline', '2027-06-30');
    await hasVisitor('Barnaby', '2027-08-31');
    const known = samplePeople.find(({ id }) => id === sponsor.id)!;
    await world.passTo('2027-06-10T09:00');
    await head.says('waiting for reapproval');
    expect(seenBy(head)).toContain('Nothing is waiting for your reapproval.');
    await (world.stores.people as unknown as InMemoryPeople).save({ ...known, isEnabled: false });
    await head.says('waiting for reapproval');
    expect(seenBy(head)).toContain('Visitors whose accounts expire in the next 30 days and whose sponsor has left.');
    expect(seenBy(head)).toContain('Ottoline Grace Fairweather');
    expect(seenBy(head)).not.toContain('Barnaby');
    await colleague.says('waiting for reapproval');
    expect(seenBy(colleague)).toContain('Nothing is waiting for your reapproval.');
    await head.presses('Reapprove');
    expect(
      requestsIn(world)
        .all()
        .find(({ answers }) => answers.firstName === 'Ottoline')?.validTo,
    ).toBe('2027-11-30');
  });
});
