import { viewOf } from '../../bot/domain/request/views';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { draftOf, fillsIn, forges, makesRequest, photoLink, requestIn, requestsIn, seenBy, textOf, uploads } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);

/** What the fakes of the stores let a test do to them. */
const people = () =>
  world.stores.people as unknown as { person(id: string): Promise<unknown>; save(person: object): Promise<void>; fault?: Error };
const everythingSeenBy = (person: TeamsPerson) =>
  person
    .cards()
    .map(({ card }) => textOf(card))
    .join('\n');

async function returns(question: string): Promise<void> {
  await head.presses('Return with a question');
  await head.presses('Return with a question', { words: question });
  await world.work(5);
  await sponsor.presses('Edit and resubmit');
}

/** Runs once while *Make request* asks the directory: between its read of the draft and its commit. */
function meanwhile(act: () => Promise<unknown>): void {
  const real = people().person.bind(people());
  people().person = async (id) => {
    people().person = real;
    await act();
    return await real(id);
  };
}

async function photoKept(): Promise<boolean> {
  await world.work(1200);
  const blob = requestIn(world).answers.photo?.blob ?? '';
  return (await world.stores.photos.get(blob)) !== undefined;
}

describe('somebody who may no longer see a request', () => {
  it('should be told nothing more when it has gone to another department', async () => {
    const other = await world.person(sampleDepartments.find(({ id }) => id === 'history')?.head ?? '');
    await makesRequest(world, sponsor);
    await returns('Is this really for us?');
    const { id } = await draftOf(world, sponsor);
    await forges(world, sponsor, 'next-step', { draft: id, step: 'department', revision: 99, department: 'history' });
    await forges(world, sponsor, 'next-step', { draft: id, step: 'who', revision: 99, firstName: 'Secretia', lastName: 'Hidden' });
    const { revision, changes } = await draftOf(world, sponsor);
    await forges(world, sponsor, 'make-request', { draft: id, revision, round: changes?.revision });
    await world.work(10);
    expect(requestIn(world)).toMatchObject({ status: 'pending', answers: { department: 'history' } });
    await other.presses('Reject');
    await other.presses('Reject', { words: 'Failed the screening' });
    await world.work(10);
    expect(seenBy(other)).toContain('Secretia');
    expect(everythingSeenBy(head)).not.toMatch(/Secretia|Failed the screening/);
    expect(everythingSeenBy(head)).toContain('This request is no longer with you.');
  });

  it('should be told nothing more after leaving the admins', async () => {
    const admin = await world.somebody('admin');
    await makesRequest(world, sponsor);
    await admin.says('help');
    await forges(world, admin, 'show-request', { request: requestIn(world).id }, admin.lastCard().activity);
    await people().save({ ...samplePeople.find(({ role }) => role === 'admin'), isAdmin: false });
    await head.presses('Reject');
    await head.presses('Reject', { words: 'Secret reason' });
    await world.work(10);
    expect(everythingSeenBy(admin)).not.toContain('Secret reason');
  });
});

describe('a photo', () => {
  beforeEach(async () => {
    await fillsIn(world, sponsor, { access: { itAccess: 'none', idCard: 'yes' } });
  });

  it('should stay with the request when another arrives while it is made', async () => {
    const { id } = await draftOf(world, sponsor);
    const link = await photoLink(sponsor);
    await forges(world, sponsor, 'next-step', { draft: id, step: 'review', revision: 99 });
    const { revision } = await draftOf(world, sponsor);
    meanwhile(async () => expect((await uploads(world, link)).status).toBe(200));
    await forges(world, sponsor, 'make-request', { draft: id, revision });
    expect(await photoKept()).toBe(true);
  });

  it('should stay with the request when the draft is discarded while it is made', async () => {
    const { id, revision } = await draftOf(world, sponsor);
    meanwhile(() => forges(world, sponsor, 'discard-draft', { draft: id }));
    await forges(world, sponsor, 'make-request', { draft: id, revision });
    expect(await photoKept()).toBe(true);
  });

  it('should stay with the request when a draft that could not be cleared away is discarded', async () => {
    const { id, revision } = await draftOf(world, sponsor);
    const drafts = world.stores.drafts;
    const real = drafts.delete.bind(drafts);
    drafts.delete = () => Promise.reject(new Error('away'));
    await forges(world, sponsor, 'make-request', { draft: id, revision });
    drafts.delete = real;
    await forges(world, sponsor, 'discard-draft', { draft: id });
    expect(await photoKept()).toBe(true);
  });

  it('should go when its draft is discarded', async () => {
    const { id, answers } = await draftOf(world, sponsor);
    await forges(world, sponsor, 'discard-draft', { draft: id });
    await world.work(1200);
    expect(await world.stores.photos.get(answers.photo?.blob ?? '')).toBeUndefined();
  });
});

describe('a draft', () => {
  it('should go on when another device took its question away', async () => {
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    await sponsor.presses('Next', { reason: 'contractor-consultant', firstName: 'Ines', lastName: 'Vale' });
    const employer = sponsor.lastCard();
    await sponsor.presses('Back');
    await sponsor.presses('Next', { reason: 'visiting-professor' });
    await sponsor.presses('Save for later', { employer: 'Fenwick' }, { seen: employer });
    await sponsor.says('new visitor');
    await sponsor.presses('Continue');
    expect(seenBy(sponsor)).toContain('Dates, access and details');
    expect(sponsor.inputs()).not.toHaveProperty('employer');
    expect(world.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('should be sent only as it was shown, not by a card of an earlier round', async () => {
    await makesRequest(world, sponsor);
    const renames = async (firstName: string) => {
      await sponsor.presses('Edit visitor');
      await sponsor.presses('Next', { firstName, lastName: 'Fairweather' });
    };
    await returns('One?');
    await renames('Ottilie');
    const stale = sponsor.lastCard();
    await sponsor.presses('Resubmit');
    await world.work(5);
    await returns('Two?');
    await renames('Odile');
    await sponsor.presses('Resubmit', {}, { seen: stale });
    expect(requestIn(world).status).toBe('returned');
  });

  it('should be started once by a press that comes three times', async () => {
    await sponsor.says('new visitor');
    await sponsor.says('new visitor');
    await sponsor.presses('Start another');
    await world.teams.repeatLast();
    await world.teams.repeatLast({ newId: true });
    expect(await world.stores.drafts.list(sponsor.id, 50)).toHaveLength(2);
  });

  it('should not take the id of a request that was made from an old card', async () => {
    await sponsor.says('new visitor');
    await sponsor.says('new visitor');
    const old = sponsor.lastCard();
    await makesRequest(world, sponsor);
    const { id } = requestIn(world);
    const button = JSON.parse(
      JSON.stringify(old.card).replace(/"verb":"start-draft","data":\{"draft":"[^"]+"/, `"verb":"start-draft","data":{"draft":"${id}"`),
    ) as object;
    await sponsor.presses('Start another', {}, { seen: { ...old, card: button } });
    const drafts = await world.stores.drafts.list(sponsor.id, 50);
    expect(drafts.map((draft) => draft.id)).not.toContain(id);
  });

  it('should go with its returned request when that is withdrawn', async () => {
    await makesRequest(world, sponsor);
    await returns('Why?');
    await forges(world, sponsor, 'withdraw', { request: requestIn(world).id, revision: 2 });
    await world.work(30);
    expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
  });
});

describe('text that nobody can see', () => {
  it.each(['\u3164', '\u115F', '\uFFA0', '\u1160\u00AD', '\u2800'])('should be no name: %j', async (blank) => {
    await fillsIn(world, sponsor, { names: { firstName: blank, lastName: blank } }).catch(() => undefined);
    const { id, revision } = await draftOf(world, sponsor);
    await forges(world, sponsor, 'make-request', { draft: id, revision });
    expect(requestsIn(world).all()).toEqual([]);
  });

  it('should be no reason', async () => {
    await makesRequest(world, sponsor);
    await forges(world, head, 'reject', { request: requestIn(world).id, revision: 1, words: '\u3164\u00AD\u{E0041}\u200D' });
    expect(requestIn(world).status).toBe('pending');
  });

  it('should be kept out of names, but not what scripts and emoji need', async () => {
    await makesRequest(world, sponsor, { names: { firstName: 'Ann\u{E0041}\u00AD\u034F', lastName: 'نامه\u200Cها ❤\uFE0F' } });
    expect(requestIn(world).answers).toMatchObject({ firstName: 'Ann', lastName: 'نامه\u200Cها ❤\uFE0F' });
  });
});

it('should show an admin what only admins may decide, behind hundreds of newer requests', async () => {
  const admin = await world.somebody('admin');
  const row = {
    revision: 1,
    status: 'pending' as const,
    sponsor: head.id,
    validFrom: '2027-02-01',
    validTo: '2027-06-01',
    since: '2027-01-18T10:15:00Z',
  };
  const { views } = world.stores;
  const partition = viewOf.waiting;
  await views.put({ ...row, partition, row: '9999:VR-00000000', request: 'VR-00000000', department: 'archive', visitor: 'Old Orphan' });
  for (let count = 0; count < 450; count += 1) {
    await views.put({
      ...row,
      partition,
      row: `${String(count).padStart(4, '0')}:VR-11111111`,
      request: 'VR-11111111',
      department: 'history',
      visitor: 'Somebody Else',
    });
  }
  await admin.says('waiting for me');
  expect(seenBy(admin)).toContain('Old Orphan');
});

it('should not let a head decide while nobody can say whether they are still there', async () => {
  await makesRequest(world, sponsor);
  await people().save({ ...samplePeople.find(({ role }) => role === 'head'), isEnabled: false });
  people().fault = new Error('away');
  await head.presses('Approve');
  expect(requestIn(world).status).toBe('pending');
  expect(head.notices.at(-1)).toContain('nothing was decided');
});

it('should begin nothing when its lease comes to an end, so that no second worker posts the same', async () => {
  await fillsIn(world, sponsor);
  await sponsor.presses('Make request');
  world.clock.pass({ seconds: 2 });
  const { conversations } = world.stores;
  const real = conversations.find.bind(conversations);
  let isFirst = true;
  conversations.find = async (person) => {
    if (isFirst) world.clock.pass({ seconds: 50 });
    isFirst = false;
    return await real(person);
  };
  const before = world.teams.posts().length;
  for (let message = world.queue.next(); message; message = world.queue.next()) await world.product.work(message);
  await world.work(60);
  expect(
    world.teams
      .posts()
      .slice(before)
      .filter(({ what }) => what === 'post'),
  ).toHaveLength(1);
});
