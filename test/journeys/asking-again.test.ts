import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { actions } from '../../cards/actions';
import type { InMemoryPhotos } from '../fakes/in-memory-photos';
import { sampleDepartments } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { draftOf, forges, makesRequest, photoLink, requestIn, requestsIn, seenBy, uploads } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);

const photos = () => (world.stores.photos as InMemoryPhotos).names();
const drafts = async (person = sponsor) => await world.stores.drafts.list(person.id, 9);
const followers = (old: string): VisitorRequest[] =>
  requestsIn(world)
    .all()
    .filter(({ follows }) => follows === old);
const contractor = {
  reason: 'contractor-consultant',
  employer: 'Fenwick Instruments Ltd',
  access: { itAccess: 'student-like', idCard: 'yes' as const },
  more: { title: 'Dr', middleNames: 'Grace', telephone: '01632 960 147', personalEmail: 'o.fairweather@example.org' },
};

/** An account whose last day was yesterday, opened by its sponsor. */
async function expired(story: Parameters<typeof makesRequest>[2] = {}): Promise<VisitorRequest> {
  await makesRequest(world, sponsor, story);
  await head.presses('Approve');
  await world.work();
  world.clock.set('2027-07-01T09:00:00');
  await sponsor.says('my visitors');
  await sponsor.presses('Open');
  return requestIn(world);
}

async function rejected(story: Parameters<typeof makesRequest>[2] = {}): Promise<VisitorRequest> {
  await makesRequest(world, sponsor, story);
  await head.presses('Reject');
  await head.presses('Reject', { words: 'No room this term.' });
  await world.work();
  return requestIn(world);
}

describe('ask again', () => {
  it('should make a new request from an expired one, with all that was said but the dates, and a photo of its own', async () => {
    const old = await expired(contractor);
    expect(seenBy(sponsor)).toContain('“Request again” in Teams makes a new request from this one.');
    expect(sponsor.buttons()[0]).toBe('Request again');
    await sponsor.presses('Request again');
    expect(seenBy(sponsor)).toContain(`This repeats ${old.id}`);
    expect(seenBy(sponsor)).toContain('Dates that have passed were left blank.');
    expect(sponsor.buttons()).not.toContain('Make request');
    await sponsor.presses('Add Valid from');
    await sponsor.presses('Next', { validFrom: '2027-07-05', validTo: '2027-12-31' });
    expect(seenBy(sponsor)).not.toContain('left blank');
    await sponsor.presses('Make request');
    await world.work();

    const [again] = followers(old.id);
    const { photo: newPhoto, ...answers } = again?.answers ?? {};
    const { photo: oldPhoto, ...before } = old.answers;
    expect(answers).toEqual({ ...before, validFrom: '2027-07-05', validTo: '2027-12-31' });
    expect(newPhoto?.blob).not.toBe(oldPhoto?.blob);
    // What would have taken away a copy that nothing names finds it named.
    await world.work(1200);
    expect(photos().sort()).toEqual([newPhoto?.blob, oldPhoto?.blob].sort());
    const [one, other] = await Promise.all([oldPhoto, newPhoto].map((photo) => world.stores.photos.get(photo?.blob ?? '')));
    expect(one).toEqual(other);
    expect(await drafts()).toEqual([]);
    expect(seenBy(head)).toContain('Fenwick Instruments Ltd');
  });

  it('should keep dates that are still to come', async () => {
    await rejected();
    await sponsor.presses('Request again');
    expect(seenBy(sponsor)).not.toContain('left blank');
    expect(sponsor.buttons()).toContain('Make request');
    expect((await draftOf(world, sponsor)).answers).toMatchObject({ validFrom: '2027-02-01', validTo: '2027-06-30' });
  });

  it.each([
    ['was deleted', async (blob: string) => await world.stores.photos.delete(blob)],
    ['cannot be read', async () => void (world.stores.photos.get = () => Promise.reject(new Error('out of reach')))],
    ['cannot be had in time', async () => void (world.stores.photos.get = () => new Promise<never>(() => undefined))],
  ])('should ask for the photo again where the old one %s', async (_what, happens) => {
    const old = await rejected(contractor);
    await happens(old.answers.photo?.blob ?? '');
    await sponsor.presses('Request again');
    expect(seenBy(sponsor)).toContain('An ID card needs a photo.');
    expect((await draftOf(world, sponsor)).answers).toMatchObject({ employer: 'Fenwick Instruments Ltd', idCard: true });
    expect((await draftOf(world, sponsor)).answers).not.toHaveProperty('photo');
  });

  it('should show a photo that has no small picture yet, and leave the old one when the draft is discarded', async () => {
    const old = await rejected(contractor);
    await sponsor.presses('Request again');
    expect(photos()).toHaveLength(2);
    expect(seenBy(sponsor)).toContain('Photo added.');
    await sponsor.presses('Discard');
    await sponsor.presses('Discard the draft');
    await world.work(1200);
    expect(photos()).toEqual([old.answers.photo?.blob]);
  });

  it('should let go of its own copy when another photo comes, however late', async () => {
    const old = await rejected(contractor);
    await sponsor.presses('Request again');
    await world.work(1200);
    await uploads(world, await photoLink(sponsor));
    await world.work(1200);
    const { photo } = (await draftOf(world, sponsor)).answers;
    expect(photos().sort()).toEqual([old.answers.photo?.blob, photo?.blob].sort());
  });

  it('should leave no copy of the photo behind where the draft could not be saved', async () => {
    const old = await rejected(contractor);
    const { save } = world.stores.drafts;
    world.stores.drafts.save = () => Promise.reject(new Error('out of reach'));
    await sponsor.presses('Request again');
    world.stores.drafts.save = save;
    expect(photos()).toHaveLength(2);
    await world.work(1200);
    expect(photos()).toEqual([old.answers.photo?.blob]);
  });

  it('should make one draft however often it is pressed, from whichever card', async () => {
    const old = await rejected();
    await sponsor.says(old.id);
    const [first, second] = sponsor.cards().filter(({ card }) => JSON.stringify(card).includes('ask-again'));
    await sponsor.presses('Request again', {}, { on: first?.activity ?? '' });
    await world.teams.repeatLast();
    await world.teams.repeatLast({ newId: true });
    await Promise.all([1, 2, 3].map(() => forges(world, sponsor, actions.askAgain.verb, { request: old.id })));
    expect(await drafts()).toHaveLength(1);
    await sponsor.presses('Request again', {}, { on: second?.activity ?? '' });
    expect(await drafts()).toHaveLength(1);
    // A press that comes again is no second message, and the cards that were pressed stay.
    const holding = (title: string) => sponsor.cards().filter(({ activity }) => sponsor.buttons(activity).includes(title));
    expect(holding('Make request')).toHaveLength(1);
    expect(holding('Request again').length).toBeGreaterThan(0);
  });

  it('should answer with the request once there is one, and begin anew after a discarded draft', async () => {
    const old = await rejected();
    const again = () => forges(world, sponsor, actions.askAgain.verb, { request: old.id });
    await again();
    const [draft] = await drafts();
    await forges(world, sponsor, actions.discardDraft.verb, { draft: draft?.id });
    await again();
    await forges(world, sponsor, actions.makeRequest.verb, { draft: draft?.id, revision: 1, round: 0 });
    expect(followers(old.id)).toMatchObject([{ id: draft?.id }]);
    const { text } = await again();
    expect(text).toContain('You have already requested this again.');
    expect(text).toContain(draft?.id);
    expect(followers(old.id)).toHaveLength(1);
    expect(await drafts()).toEqual([]);
  });

  it('should not be kept from asking by somebody who took the reference first', async () => {
    const old = await rejected();
    await sponsor.presses('Request again');
    const [draft] = await drafts();
    await world.stores.drafts.delete(sponsor.id, draft?.id ?? '');
    const squatter = await world.somebody('deputy');
    await forges(world, squatter, actions.startDraft.verb, { draft: draft?.id });
    const [theirs] = await drafts(squatter);
    await world.stores.drafts.save(
      { ...theirs, answers: old.answers } as typeof theirs & object,
      (await world.stores.drafts.read(squatter.id, theirs?.id ?? ''))?.etag,
    );
    await forges(world, squatter, actions.makeRequest.verb, { draft: theirs?.id, revision: 1, round: 0 });
    expect(requestsIn(world).all()).toHaveLength(2);
    await forges(world, sponsor, actions.askAgain.verb, { request: old.id });
    const [again] = await drafts();
    expect(again).toMatchObject({ follows: old.id });
    expect(again?.id).not.toBe(draft?.id);
  });

  it('should not lose what is being typed to a decision that is taken back', async () => {
    await rejected();
    await sponsor.presses('Request again');
    const card = sponsor.lastCard().activity;
    await head.presses('Undo my decision');
    await world.work();
    expect(sponsor.buttons(card)).toContain('Make request');
  });

  it('should be there once the request is withdrawn, not before', async () => {
    await makesRequest(world, sponsor);
    expect(sponsor.buttons()).not.toContain('Request again');
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    expect(sponsor.buttons()[0]).toBe('Request again');
  });
});

describe('who may ask again', () => {
  const outsiders: [string, () => Promise<TeamsPerson>][] = [
    ['the head', () => world.somebody('head')],
    ['a stranger', () => world.somebody('stranger')],
    ['an admin', () => world.somebody('admin')],
    ['somebody unknown', () => world.person('99999999-aaaa-4bbb-8ccc-000000000099')],
  ];
  it.each(outsiders)('should not be %s: nothing is started, nothing is told', async (_who, outsider) => {
    const old = await rejected(contractor);
    const person = await outsider();
    const { text } = await forges(world, person, actions.askAgain.verb, { request: old.id });
    expect(text).toContain('This request does not exist or you do not have access to it.');
    expect(text).not.toMatch(/Fairweather|Fenwick/);
    expect(await drafts(person)).toEqual([]);
    expect(photos()).toHaveLength(1);
  });

  it('should be whoever sponsored it last, and nobody who handed it over', async () => {
    const old = await rejected();
    const successor = await world.somebody('deputy');
    const stored = await world.stores.requests.readAll(old.id);
    await world.stores.requests.commit({
      commitId: 'handed-over',
      etag: stored?.request.etag ?? '',
      request: { ...old, sponsor: successor.id, involved: [sponsor.id, successor.id], events: old.events + 1 },
      event: { ...stored?.events[0], verb: 'accept-handover' } as NonNullable<typeof stored>['events'][number],
      detail: {},
      todos: [],
    });
    const { text } = await forges(world, sponsor, actions.askAgain.verb, { request: old.id });
    expect(text).toContain('This request does not exist or you do not have access to it.');
    expect(await drafts()).toEqual([]);
    await forges(world, successor, actions.askAgain.verb, { request: old.id });
    expect(await drafts(successor)).toMatchObject([{ follows: old.id, sponsor: successor.id }]);
  });

  it('should not be a sponsor who has left the staff', async () => {
    const old = await rejected();
    world.stores.people.person = async () => ({ id: sponsor.id, name: 'x', mail: 'x', isEnabled: true, isStaff: false, isAdmin: false });
    const { text } = await forges(world, sponsor, actions.askAgain.verb, { request: old.id });
    expect(text).toContain('Only members of staff');
    expect(await drafts()).toEqual([]);
  });

  it('should be nobody while the request goes on', async () => {
    await makesRequest(world, sponsor);
    const { text } = await forges(world, sponsor, actions.askAgain.verb, { request: requestIn(world).id });
    expect(text).toContain('This request has changed');
    expect(await drafts()).toEqual([]);
  });
});

describe('the request that follows another', () => {
  async function followed(department?: string): Promise<{ old: string; again: string }> {
    const old = await rejected();
    await sponsor.presses('Request again');
    if (department) {
      await sponsor.presses('Edit school or service');
      await sponsor.presses('Next', { department });
    }
    await sponsor.presses('Make request');
    await world.work();
    return { old: old.id, again: followers(old.id)[0]?.id ?? '' };
  }

  it('should say so, and open the old one with a way back, also after the client has redrawn it', async () => {
    const { old } = await followed();
    for (const person of [sponsor, head]) {
      expect(seenBy(person)).toContain(`Follows\n${old}`);
      await person.presses(`Open ${old}`);
      expect(seenBy(person)).toContain('No room this term.');
      await person.refreshes();
      await person.presses('Back');
      expect(seenBy(person)).toContain(`Follows\n${old}`);
    }
    expect(head.buttons()).toContain('Approve');
  });

  it('should stay the request of its message while the old one is looked at', async () => {
    const { old } = await followed();
    await sponsor.presses(`Open ${old}`);
    const card = sponsor.lastCard().activity;
    await head.presses('Approve');
    await world.work();
    expect(sponsor.buttons(card)).not.toContain('Request again');
    expect(sponsor.buttons(card)).toContain(`Open ${old}`);
  });

  it('should not be drawn over by the old one, which has no claim to the message', async () => {
    const { old } = await followed();
    await head.presses(`Open ${old}`);
    const copies = (await world.stores.requests.readAll(old))?.copies ?? [];
    expect(copies.filter(({ message }) => message.kind === 'opened')).toEqual([]);
  });

  it('should not open the old one for a decider who may not see it', async () => {
    const { old } = await followed('history');
    const other = await world.person(sampleDepartments.find(({ id }) => id === 'history')?.head ?? '');
    await other.says('waiting for me');
    await other.presses('Open');
    expect(seenBy(other)).toContain(`Follows\n${old}`);
    expect(other.buttons()).toEqual(['Approve', 'Reject', 'Return with a question', 'Approve with changes']);
  });
});
