import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diceOf } from '../../functions/local/invented/dice';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import type { InMemoryPeople } from '../fakes/in-memory-people';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { deputyId } from '../make';
import { fillsIn, linkOn, makesRequest, requestsIn, uploads } from './steps';
import { StoryBook } from './story-book';

/** `npm run stories` writes them anew. */
const isWriting = process.env.STORIES === 'write';
const folder = join(__dirname, 'stories');
/** Staff of another department. */
const colleagueId = '3648245e-dafa-4a38-bf00-6745f3194a3b';

let world: World;
let mailer: FakeMailer;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let deputy: TeamsPerson;
beforeEach(async () => {
  mailer = new FakeMailer();
  world = await startWorld({ random: diceOf(7), mail: channelOf(mailer) });
  [sponsor, head, deputy] = [await world.somebody('sponsor'), await world.somebody('head'), await world.somebody('deputy')];
});
afterEach(async () => await world.stop());

const begins = (title: string, readers: Record<string, TeamsPerson> = { sponsor, head }) => new StoryBook(title, world, mailer, readers);

/** Compares a story with the one in its file, or writes it there. */
function tells(name: string, book: StoryBook): void {
  const file = join(folder, `${name}.txt`);
  const text = book.toString();
  if (isWriting) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
  told.add(`${name}.txt`);
}
const told = new Set<string>();

/** Reads the news: opens the newest line. */
async function reads(book: StoryBook, person: TeamsPerson): Promise<void> {
  await book.presses(person, 'Open', {}, { on: person.lines().at(-1)?.activity ?? '' });
}

const later = (duration: { minutes?: number; hours?: number }) => world.clock.pass(duration);

/** One that was asked for and approved before the story begins. */
async function hasVisitor(
  firstName: string,
  dates: { validFrom: string; validTo: string },
  reason = 'visiting-professor',
): Promise<string> {
  await makesRequest(world, sponsor, { names: { firstName, lastName: 'Fairweather' }, dates, reason });
  await head.presses('Approve');
  await world.work();
  const found = requestsIn(world)
    .all()
    .find(({ answers }) => answers.firstName === firstName);
  return found?.id ?? '';
}

/** Their account in the directory is disabled. */
async function leaves({ id }: TeamsPerson): Promise<void> {
  const people = world.stores.people as unknown as InMemoryPeople;
  await people.save({ ...samplePeople.find((one) => one.id === id)!, isEnabled: false });
}

describe('the story', () => {
  it('of a request that is approved', async () => {
    await fillsIn(world, sponsor, { access: { itAccess: 'staff-like', idCard: 'yes' } });
    const book = begins('Asked and approved', { sponsor, head, deputy });
    await book.presses(sponsor, 'Make request');
    later({ hours: 2 });
    await book.presses(head, 'Approve');
    later({ minutes: 5 });
    await reads(book, sponsor);
    await book.passTo('2027-02-01T12:00');
    tells('asked-approved', book);
  });

  it('of a request that is returned, answered, approved and reapproved', async () => {
    await fillsIn(world, sponsor);
    const book = begins('Asked, returned, answered, approved, reapproved');
    await book.presses(sponsor, 'Make request');
    later({ hours: 1 });
    await book.presses(head, 'Return with a question');
    await book.presses(head, 'Return with a question', { words: 'Which project is this for?' });
    later({ hours: 1 });
    await reads(book, sponsor);
    await book.presses(sponsor, 'Answer', { words: 'The robotics one.' });
    later({ hours: 1 });
    await book.presses(head, 'Approve');
    later({ hours: 1 });
    await reads(book, sponsor);
    await book.passTo('2027-05-31T09:00');
    await book.presses(sponsor, 'Reapprove');
    tells('asked-returned-answered-approved-reapproved', book);
  });

  it('of a request that is edited while it waits', async () => {
    await fillsIn(world, sponsor);
    const book = begins('Edited while it waits');
    await book.presses(sponsor, 'Make request');
    later({ hours: 1 });
    await book.presses(sponsor, 'Edit');
    await book.presses(sponsor, 'Edit visit');
    await book.presses(sponsor, 'Next', { validTo: '2027-05-31' });
    await book.presses(sponsor, 'Resubmit');
    later({ hours: 1 });
    await book.presses(head, 'Approve');
    tells('edited-while-waiting', book);
  });

  it('of a request that is rejected by mistake', async () => {
    await fillsIn(world, sponsor);
    const book = begins('Rejected and undone');
    await book.presses(sponsor, 'Make request');
    later({ hours: 1 });
    await book.presses(head, 'Reject');
    await book.presses(head, 'Reject', { words: 'There is no room this term.' });
    later({ minutes: 4 });
    await reads(book, sponsor);
    await book.presses(head, 'Undo my decision');
    later({ minutes: 4 });
    await reads(book, sponsor);
    await book.presses(head, 'Approve');
    tells('rejected-and-undone', book);
  });

  it('of three visitors on one list', async () => {
    const dates = { validFrom: '2027-02-01', validTo: '2027-06-30' };
    const [one, two] = [await hasVisitor('Ottoline', dates), await hasVisitor('Barnaby', dates), await hasVisitor('Cressida', dates)];
    const book = begins('Three visitors on one list');
    await book.passTo('2027-05-31T09:00');
    await book.presses(sponsor, 'Reapprove', {}, { where: { request: one } });
    await book.presses(sponsor, 'Let it expire', {}, { where: { request: two } });
    await book.passTo('2027-06-16T12:00');
    await book.passTo('2027-07-01T12:00');
    tells('reapproval-list', book);
  });

  it('of a request that a colleague prepares', async () => {
    const colleague = await world.person(colleagueId);
    await fillsIn(world, sponsor);
    const book = begins('Prepared by a colleague', { 'who prepares it': sponsor, sponsor: colleague, head });
    await book.presses(sponsor, 'Ask a colleague');
    await book.presses(sponsor, 'Continue', { mail: 'xavier.iqbal@bantshire.example' });
    await book.presses(sponsor, 'Ask them');
    later({ hours: 1 });
    await book.presses(colleague, 'Confirm as sponsor');
    later({ hours: 1 });
    await book.presses(head, 'Approve');
    later({ hours: 1 });
    await reads(book, colleague);
    tells('prepared-by-a-colleague', book);
  });

  it('of a request that the head passes on', async () => {
    await fillsIn(world, sponsor);
    const book = begins('Passed on to the deputy', { sponsor, head, deputy });
    await book.presses(sponsor, 'Make request');
    later({ hours: 1 });
    await book.presses(head, 'Ask my deputy');
    await book.presses(head, 'Ask them', { to: deputyId, words: 'You know the project.' });
    later({ hours: 1 });
    await book.presses(deputy, 'Approve', { words: 'Room 4.12 is free.' });
    later({ minutes: 5 });
    await reads(book, sponsor);
    tells('passed-on', book);
  });

  it('of a question that nobody answers', async () => {
    await fillsIn(world, sponsor, { dates: { validFrom: '2027-02-01', validTo: '2027-03-12' } });
    const book = begins('Returned, reminded of, lapsed');
    await book.presses(sponsor, 'Make request');
    later({ hours: 1 });
    await book.presses(head, 'Return with a question');
    await book.presses(head, 'Return with a question', { words: 'Which project is this for?' });
    await book.passTo('2027-03-14T12:00');
    tells('returned-lapsed', book);
  });

  it('of a visitor who is handed over', async () => {
    const colleague = await world.person(colleagueId);
    await hasVisitor('Ottoline', { validFrom: '2027-02-01', validTo: '2027-06-30' });
    const book = begins('Handed over', { sponsor, colleague, head });
    await book.presses(sponsor, 'Hand over');
    await book.presses(sponsor, 'Continue', { mail: 'xavier.iqbal@bantshire.example' });
    await book.presses(sponsor, 'Ask them');
    later({ hours: 1 });
    await book.presses(colleague, 'Decline');
    later({ hours: 1 });
    await book.presses(sponsor, 'Hand over');
    await book.presses(sponsor, 'Continue', { mail: 'xavier.iqbal@bantshire.example' });
    await book.presses(sponsor, 'Ask them');
    await book.passTo('2027-02-10T12:00');
    tells('handed-over', book);
  });

  it('of a visitor whose sponsor leaves', async () => {
    await hasVisitor('Ottoline', { validFrom: '2027-02-01', validTo: '2027-06-30' });
    await leaves(sponsor);
    const book = begins('The sponsor has left', { head });
    await book.passTo('2027-05-31T09:00');
    await book.presses(head, 'Reapprove');
    tells('sponsor-has-left', book);
  });

  it('of an approver who wants one list a day', async () => {
    await fillsIn(world, sponsor);
    const book = begins('One list a day', { head });
    await book.says(head, 'notifications');
    await book.presses(head, 'One list a day at eight');
    await sponsor.presses('Make request');
    await world.work();
    book.look();
    await book.passTo('2027-01-19T09:00');
    await book.presses(head, 'Open');
    await book.presses(head, 'Approve');
    await world.work(60);
    book.look();
    tells('one-list-a-day', book);
  });

  /** A placement, whose extension beyond a year has to be agreed; the sponsor has asked for it. */
  async function asksToExtend(title: string): Promise<StoryBook> {
    await hasVisitor('Ottoline', { validFrom: '2027-02-01', validTo: '2027-12-31' }, 'placement-student');
    const book = begins(title, { sponsor, head, deputy });
    await book.passTo('2027-12-01T09:00');
    await book.presses(sponsor, 'Reapprove');
    await world.work();
    book.look();
    return book;
  }

  it('of an extension that is agreed', async () => {
    const book = await asksToExtend('Extension agreed');
    later({ hours: 1 });
    await book.presses(head, 'Agree');
    later({ minutes: 5 });
    await reads(book, sponsor);
    tells('extension-agreed', book);
  });

  it('of an extension that is refused', async () => {
    const book = await asksToExtend('Extension refused');
    later({ hours: 1 });
    await book.presses(head, 'Refuse');
    await book.presses(head, 'Refuse', { words: 'The placement ends with the year.' });
    later({ minutes: 5 });
    await reads(book, sponsor);
    await book.passTo('2028-01-02T12:00');
    tells('extension-refused', book);
  });

  it('of an extension that nobody answers', async () => {
    const book = await asksToExtend('Extension unanswered');
    await book.passTo('2028-01-05T12:00');
    tells('extension-unanswered', book);
  });

  it.each<[string, [string, Record<string, string>?][], string]>([
    ['agreed', [['Agree']], '2027-02-15T12:00'],
    ['refused', [['Refuse'], ['Refuse', { words: 'There is no room in the laboratories.' }]], '2027-02-01T12:00'],
  ])('of a change that is %s', async (how, answers, until) => {
    await hasVisitor('Ottoline', { validFrom: '2027-02-01', validTo: '2027-06-30' });
    const book = begins(`Change ${how}`);
    await book.presses(sponsor, 'Request a change');
    const typed = { validFrom: '2027-02-15', itAccess: 'student-like', idCard: 'yes', words: 'She teaches two modules.' };
    await book.presses(sponsor, 'Request a change', typed);
    await book.presses(sponsor, 'Add the photo');
    await uploads(world, linkOn(sponsor.lastCard().card));
    await world.work();
    for (const [title, words] of answers) await book.presses(head, title, words);
    await reads(book, sponsor);
    await book.passTo(until);
    tells(`change-${how}`, book);
  });

  it('of an account that expires', async () => {
    await hasVisitor('Ottoline', { validFrom: '2027-02-01', validTo: '2027-06-30' });
    const book = begins('Expired unanswered');
    await reads(book, sponsor);
    await book.passTo('2027-07-02T12:00');
    tells('expired', book);
  });
});

it('should be told in no file that no story writes', () => {
  expect(readdirSync(folder).sort()).toEqual([...told].sort());
});
