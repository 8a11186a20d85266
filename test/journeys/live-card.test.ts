import type { ChatMessage } from '../fakes/bot-connector';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { sponsorListLine } from '../make';
import { makesRequest, messagesLike, newsOf, requestIn, requestsIn, textOf } from './steps';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
});
afterEach(async () => await world.stop());

/** The messages that show the request in full. */
function fullCards(person: TeamsPerson, { id } = requestIn(world)): ChatMessage[] {
  const lines = person.lines().map(({ activity }) => activity);
  return person.cards().filter(({ card, activity }) => !lines.includes(activity) && textOf(card).includes(`Reference\n${id}`));
}

const lineTexts = (person: TeamsPerson) => person.lines().map(({ card }) => textOf(card));
const onlyCard = (person: TeamsPerson) => fullCards(person).map(({ activity }) => activity);
const attention = () => (world.stores.views as InMemoryViewStore).attention;

async function returns(words = 'Which project is this for?'): Promise<void> {
  await head.presses('Return with a question');
  await head.presses('Return with a question', { words });
  await world.work();
}

async function approves(): Promise<void> {
  await head.presses('Approve');
  await world.work();
}

const closed = 'Ottoline Grace Fairweather (VR-';

describe('a journey from the question to the reapproval', () => {
  it('should leave one full card in each chat, and at most one line for each thing that happened', async () => {
    await makesRequest(world, sponsor);
    await returns();
    await sponsor.opensNews();
    await world.work();
    await sponsor.presses('Answer', { words: 'Robotics.' });
    await world.work();
    await approves();
    await sponsor.opensNews();
    await world.work();
    await world.passTo('2027-05-31T09:00');
    const before = sponsor.messages().length;
    await sponsor.presses('Reapprove');
    await world.work(60);
    expect(requestIn(world).validTo).toBe('2027-11-30');
    // Whoever answers in a list gets nothing new.
    expect(sponsor.messages()).toHaveLength(before);
    for (const person of [sponsor, head]) expect(fullCards(person)).toHaveLength(1);
    const ended = (text: string) => `${closed}${requestIn(world).id.slice(3)}): ${text}`;
    expect(lineTexts(sponsor)).toEqual([ended('You made this request.'), ended('The request was returned with a question.')]);
    expect(lineTexts(head)).toEqual([ended('You were asked to decide this request.')]);
    expect(textOf(fullCards(sponsor)[0]?.card ?? {})).toContain('Reapproved by Marisol Okafor');
  });

  it('should close news that nobody opened once it is none any more', async () => {
    await makesRequest(world, sponsor);
    await returns();
    expect(lineTexts(sponsor)).toEqual([expect.stringMatching(/has a question; please answer .*\nOpen$/)]);
    await sponsor.presses('Answer', { words: 'Robotics.' });
    await world.work();
    expect(lineTexts(sponsor)).toEqual([expect.stringMatching(/: The request was returned with a question\.$/)]);
    expect(fullCards(sponsor)).toHaveLength(1);
  });

  it('should close news that nobody opened once the request has lapsed, or was withdrawn', async () => {
    const of = (firstName: string) => ({
      names: { firstName, lastName: 'Fairweather' },
      dates: { validFrom: '2027-02-01', validTo: '2027-03-12' },
    });
    await makesRequest(world, sponsor, of('Ottoline'));
    await returns();
    const [lapses] = requestsIn(world).all();
    await makesRequest(world, sponsor, of('Barnaby'));
    await returns();
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    await world.work();
    expect(lineTexts(sponsor).filter((text) => text.endsWith('Open'))).toHaveLength(1);
    await world.passTo('2027-03-13T00:10');
    expect(lineTexts(sponsor).filter((text) => text.endsWith('Open'))).toEqual([]);
    expect(lineTexts(sponsor)).toContain(`Ottoline Grace Fairweather (${lapses?.id}): The request was returned with a question.`);
  });

  it('should make the card that answers a reference the live one', async () => {
    await makesRequest(world, sponsor);
    const [made] = onlyCard(sponsor);
    await sponsor.says(requestIn(world).id);
    expect(onlyCard(sponsor)).toHaveLength(2);
    await world.work();
    expect(onlyCard(sponsor)).toEqual([sponsor.lastCard().activity]);
    expect(made).not.toBe(sponsor.lastCard().activity);
    await approves();
    expect(textOf(sponsor.lastCard().card)).toContain('Approved by Eleanor Brightwater');
  });

  it('should keep the card of a request that is edited, and make that of the draft the live one once it is sent', async () => {
    await makesRequest(world, sponsor);
    const [made] = onlyCard(sponsor);
    expect(await sponsor.presses('Edit')).toMatchObject({ text: 'Your draft is in a new message at the end of this chat.' });
    expect(onlyCard(sponsor)).toEqual([made]);
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '2027-05-31' });
    const { activity } = sponsor.lastCard();
    await sponsor.presses('Resubmit');
    await world.work();
    expect(onlyCard(sponsor)).toEqual([activity]);
    expect(onlyCard(head)).toHaveLength(1);
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(2);
  });
});

describe('news that is opened', () => {
  const updatesOf = (one?: string) => world.teams.posts().filter(({ what, activity }) => what === 'update' && activity === one).length;

  it('should not be drawn over, as somebody may be typing into it by then', async () => {
    await makesRequest(world, sponsor);
    await returns();
    await sponsor.opensNews();
    const { activity } = sponsor.lastCard();
    await world.work(60);
    expect(updatesOf(activity)).toBe(0);
    expect(onlyCard(sponsor)).toEqual([activity]);
    // What happens to the request later is drawn there.
    await world.tab(sponsor).does('withdraw', requestIn(world).id);
    await world.work(60);
    expect(updatesOf(activity)).toBe(1);
  });

  it('should not be drawn over where it was opened from a list', async () => {
    await makesRequest(world, sponsor);
    await returns();
    await sponsor.says('my visitors');
    const { activity } = sponsor.lastCard();
    await sponsor.presses('Open');
    await world.work(60);
    expect(updatesOf(activity)).toBe(0);
    expect(onlyCard(sponsor)).toEqual([activity]);
  });

  it('should leave one full card where two are opened at the same moment', async () => {
    await makesRequest(world, sponsor);
    await sponsor.says('my visitors');
    await sponsor.says('my visitors');
    const lists = sponsor.cards().slice(-2);
    await Promise.all(lists.map(({ activity }) => sponsor.presses('Open', {}, { on: activity })));
    // Without the worker there would be three.
    expect(fullCards(sponsor)).toHaveLength(3);
    await world.work(60);
    expect(fullCards(sponsor)).toHaveLength(1);
    expect(lists.map(({ activity }) => activity)).toContain(onlyCard(sponsor)[0]);
  });

  it('should show the request as it is, where that has moved on', async () => {
    await makesRequest(world, sponsor);
    await returns();
    const seen = sponsor.lines().at(-1);
    await sponsor.presses('Answer', { words: 'Robotics.' });
    await world.work();
    // Another of their devices still shows the line with its button.
    await sponsor.presses('Open', {}, { ...(seen && { seen }) });
    expect(textOf(sponsor.lastCard().card)).toContain('Waiting for a decision');
    await world.work();
    expect(onlyCard(sponsor)).toEqual([seen?.activity]);
    // Teams keeps the closed line, in which nothing can be pressed.
    expect(updatesOf(seen?.activity)).toBe(2);
  });

  it('should ring with the next news where its message is gone', async () => {
    await makesRequest(world, sponsor);
    await returns();
    const seen = sponsor.lines().at(-1);
    sponsor.deletes(seen?.activity ?? '');
    await sponsor.presses('Open', {}, { ...(seen && { seen }) });
    await world.work(60);
    await sponsor.says('my visitors');
    await sponsor.presses('Open');
    await sponsor.presses('Answer', { words: 'Robotics.' });
    await world.work();
    await approves();
    expect(newsOf(sponsor)).toContain('approved your request');
    await sponsor.opensNews();
    await world.work();
    expect(onlyCard(sponsor)).toHaveLength(1);
    expect(attention()).toEqual([]);
  });

  it('should be the live card also after the bot was installed anew', async () => {
    await makesRequest(world, sponsor);
    await approves();
    await sponsor.uninstalls();
    await sponsor.installs();
    await sponsor.opensNews();
    await world.work(60);
    expect(onlyCard(sponsor)).toHaveLength(1);
    expect(messagesLike(sponsor, /approved your request/)).toBe(1);
  });
});

describe('a card that Teams changes no more', () => {
  it('should be left as it is where it would only close', async () => {
    await makesRequest(world, sponsor);
    await approves();
    world.teams.fail({ when: 'update', status: 403, code: 'MessageTooOld', times: 2 });
    await sponsor.opensNews();
    await world.work(3600);
    const updates = world.teams.posts().filter(({ what }) => what === 'update').length;
    await world.work(3600);
    expect(world.teams.posts().filter(({ what }) => what === 'update')).toHaveLength(updates);
    expect(attention()).toEqual([]);
  });

  it('should be posted anew for whoever has to decide by it, once', async () => {
    await makesRequest(world, sponsor);
    await approves();
    await world.tab(head).does('recall', requestIn(world).id);
    world.teams.fail({ when: 'update', status: 404, code: 'ActivityNotFoundInConversation', times: 2 });
    const before = head.messages().length;
    await world.work(60);
    expect(head.messages()).toHaveLength(before + 1);
    expect(head.buttons()).toContain('Approve');
    await world.work(3600);
    expect(head.messages()).toHaveLength(before + 1);
  });

  it('should close later where Teams was only busy, wherever the work was cut off', async () => {
    await makesRequest(world, sponsor);
    await returns();
    world.teams.fail({ when: 'update', status: 503, times: 3 });
    await sponsor.presses('Answer', { words: 'Robotics.' });
    await world.work(1);
    await world.work(600);
    expect(fullCards(head)).toHaveLength(1);
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(2);
    expect(fullCards(sponsor)).toHaveLength(1);
  });
});

describe('lists', () => {
  const lists = () => sponsor.cards().filter(({ summary }) => sponsorListLine.test(summary ?? ''));

  it('should close for a newer one, to a line, and be told of no more', async () => {
    for (const firstName of ['Ottoline', 'Barnaby']) {
      await makesRequest(world, sponsor, { names: { firstName, lastName: 'Fairweather' } });
      await approves();
    }
    await world.passTo('2027-06-30T12:00');
    const all = lists();
    expect(all.length).toBeGreaterThan(2);
    expect(all.filter(({ card }) => 'refresh' in card)).toEqual([all.at(-1)]);
    for (const { card } of all.slice(0, -1)) expect(textOf(card)).toMatch(/^Your visitors, .* 2027: there is a newer list below\.$/);
    const [first] = requestsIn(world).all();
    await sponsor.presses('Let it expire', {}, { where: { request: first?.id ?? '' } });
    await world.work(60);
    expect(lists().filter(({ card }) => 'refresh' in card)).toHaveLength(1);
  });

  it('should be lists again after a request was opened and answered in one, with the one full card beside it', async () => {
    await makesRequest(world, sponsor);
    await approves();
    await world.passTo('2027-05-31T09:00');
    const [list] = lists();
    const on = list?.activity ?? '';
    await sponsor.presses('Open', {}, { on });
    await sponsor.presses('Reapprove', { until: '2027-09-30' }, { on });
    await world.work(60);
    const now = sponsor.cards().find(({ activity }) => activity === on);
    expect(textOf(now?.card ?? {})).toContain('You have dealt with everyone on this list.');
    expect(onlyCard(sponsor)).toHaveLength(1);
    expect(onlyCard(sponsor)).not.toContain(on);
  });
});
