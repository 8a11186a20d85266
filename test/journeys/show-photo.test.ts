import { readPlace } from '../../bot/tab/place';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { eventsOf, linkOn, makesRequest, requestIn, textOf } from './steps';

let world: World;
let mailer: FakeMailer;
let sponsor: TeamsPerson;
let head: TeamsPerson;
beforeEach(async () => {
  mailer = new FakeMailer();
  world = await startWorld({ mail: channelOf(mailer) });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await makesRequest(world, sponsor, { access: { itAccess: 'staff-like', idCard: 'yes' } });
});
afterEach(async () => await world.stop());

/** The place in the tab that a link leads to, as Teams hands it over. */
function placeOf(link: string) {
  const context = JSON.parse(new URL(link).searchParams.get('context') ?? '{}') as { subEntityId?: string };
  return readPlace(context.subEntityId ?? '');
}

describe('the photo of a visitor', () => {
  it('should be looked at in the tab, to which the card and the mail of whoever decides lead', async () => {
    const { id } = requestIn(world);
    const photo = { page: 'request', request: id, part: 'photo' };
    expect(placeOf(linkOn(head.lastCard().card))).toEqual(photo);
    const [mailed] = mailer.arrived.filter(({ to }) => to.person === head.id);
    // In the mail's card the buttons leave no room for it, so the link is in the text.
    expect(placeOf(/\[Show the photo\]\((\S+?)\)/.exec(JSON.stringify(mailed?.card))?.[1] ?? '')).toEqual(photo);
    expect(await eventsOf(world)).toEqual(['request']);
    expect((await world.tab(head).calls('GET', `/requests/${id}/photo`)).status).toBe(200);
    expect(await eventsOf(world)).toEqual(['request', 'view-photo']);
  });

  it('should stand in no message', () => {
    const sent = [...head.cards().map(({ card }) => card), ...mailer.arrived];
    expect(sent.length).toBeGreaterThan(2);
    expect(JSON.stringify(sent)).not.toMatch(/data:image|cid:|"Image"/);
  });

  it('should be offered to nobody else, and no more once it is decided', async () => {
    expect(textOf(sponsor.lastCard().card)).not.toContain('Show the photo in the tab');
    await head.presses('Approve');
    await world.work();
    expect(textOf(head.lastCard().card)).not.toContain('Show the photo in the tab');
  });
});
