import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { endingLine } from '../../bot/domain/words/digest-words';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import type { InMemoryPeople } from '../fakes/in-memory-people';
import type { OutlookPerson } from '../fakes/outlook-client';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { sponsorListLine } from '../make';
import { eventsOf, makesRequest, requestsIn, seenBy, textOf } from './steps';

let world: World;
let mailer: FakeMailer;
let sponsor: TeamsPerson;
let head: TeamsPerson;
beforeEach(async () => {
  mailer = new FakeMailer();
  world = await startWorld({ mail: channelOf(mailer) });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
});
afterEach(async () => {
  await world.stop();
});

async function hasVisitor(firstName = 'Ottoline', validTo = '2027-06-30') {
  await makesRequest(world, sponsor, { names: { firstName, lastName: 'Fairweather' }, dates: { validFrom: '2027-02-01', validTo } });
  await head.presses('Approve');
  await world.work();
}

function theirs(firstName = 'Ottoline'): VisitorRequest {
  const found = requestsIn(world)
    .all()
    .find(({ answers }) => answers.firstName === firstName);
  if (!found) throw new Error(`There is no request for ${firstName}.`);
  return found;
}

function digestMails() {
  return mailer.arrived.filter(({ to, subject }) => to.person === sponsor.id && sponsorListLine.test(subject));
}

function opened(person: { id: string } = sponsor): OutlookPerson {
  const reader = world.outlook(person);
  reader.receives(digestMails().at(-1)?.card ?? {});
  return reader;
}

it('should mail the first and the last notice, and none between', async () => {
  await hasVisitor();
  await world.passTo('2027-05-31T09:00');
  expect(digestMails()).toHaveLength(1);
  expect(digestMails()[0]?.html).toContain('Ottoline Grace Fairweather');
  expect(digestMails()[0]?.html).toContain('Tue 30 Nov 2027');
  expect(digestMails()[0]?.subject).not.toContain('Ottoline');
  await world.passTo('2027-06-28T09:00');
  expect(digestMails()).toHaveLength(1);
  await world.passTo('2027-06-29T09:00');
  expect(digestMails()).toHaveLength(2);
  await world.passTo('2027-07-02T09:00');
  expect(digestMails()).toHaveLength(2);
});

it('should mail both to whoever stands in for a sponsor who has left, with the way to that list', async () => {
  await hasVisitor();
  const left = samplePeople.find(({ id }) => id === sponsor.id)!;
  await (world.stores.people as unknown as InMemoryPeople).save({ ...left, isEnabled: false });
  const mails = () => mailer.arrived.filter(({ to, subject }) => to.person === head.id && subject.includes('without a sponsor'));
  await world.passTo('2027-05-31T09:00');
  expect(mails()).toHaveLength(1);
  expect(mails()[0]?.html).toContain('“waiting for reapproval” the accounts without a sponsor');
  await world.passTo('2027-06-28T09:00');
  expect(mails()).toHaveLength(1);
  await world.passTo('2027-06-29T09:00');
  expect(mails()).toHaveLength(2);
  expect(digestMails()).toEqual([]);
});

it('should lead from the mail, its card and the card of an old one to the list of whom it is about', async () => {
  await world.stop();
  const way = (place = 'chat') => `https://teams.example/${place}`;
  const mail = { mailer, link: (_person: string, place?: string) => way(place) };
  world = await startWorld({ mail, outlook: { openUrl: way } });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await hasVisitor();
  await world.passTo('2027-05-31T09:00');
  const addressesOf = (text: string) => [...new Set(text.match(/https:\/\/teams\.example[^"]*/g))];
  expect(addressesOf(digestMails()[0]?.html ?? '')).toEqual([way('reapproval')]);
  expect(addressesOf(JSON.stringify(digestMails()[0]?.card))).toEqual([way('reapproval')]);
  const outlook = opened();
  world.clock.pass({ days: 31 });
  const { card } = await outlook.opens();
  expect(addressesOf(JSON.stringify(card))).toEqual([way('reapproval')]);
});

it('should keep a visitor from the mail, until the day that is in its field', async () => {
  await hasVisitor();
  await world.passTo('2027-05-31T09:00');
  const outlook = opened();
  const { card } = await outlook.presses('Reapprove', '2027-09-30');
  expect(textOf(card ?? {})).toContain('Ottoline Fairweather: Reapproved to Thu 30 Sept 2027.');
  expect(theirs()).toMatchObject({ validTo: '2027-09-30', account: { reapproved: { channel: 'outlook', by: sponsor.id } } });
  await world.work(10);
  // The message in Teams shows it too.
  expect(seenBy(sponsor)).toContain('Reapproved to Thu 30 Sept 2027.');
  expect(await eventsOf(world, theirs().id)).toContain('reapprove');
});

it('should let a visitor’s account end from the mail, and show that when it is opened again', async () => {
  await hasVisitor();
  await hasVisitor('Barnaby', '2027-06-30');
  await world.passTo('2027-05-31T09:00');
  const outlook = opened();
  const mailed = outlook.card;
  await outlook.presses('Let it expire');
  expect(['Ottoline', 'Barnaby'].filter((name) => theirs(name).account?.ending)).toHaveLength(1);
  outlook.receives(mailed);
  const { card } = await outlook.opens();
  expect(textOf(card ?? {})).toContain(endingLine('2027-06-30', 'you'));
  expect(JSON.stringify(card).match(/"Let it expire"/g)).toHaveLength(1);
});

it('should say beside the field what is wrong with a date, whatever is put into it', async () => {
  await hasVisitor();
  await world.passTo('2027-05-31T09:00');
  for (const typed of ['', '2027-06-30', '2099-01-01', '"}{{DATE()}}<script>', 'x'.repeat(5_000)]) {
    const { card } = await opened().presses('Reapprove', typed);
    expect(textOf(card ?? {})).toMatch(/(?:choose|enter) /i);
  }
  expect(theirs().validTo).toBe('2027-06-30');
});

it('should do nothing for whoever the mail was forwarded to, for an old card, or after the end', async () => {
  await hasVisitor();
  await world.passTo('2027-05-31T09:00');
  for (const person of [head, await world.somebody('stranger')]) {
    const { status, text } = await opened(person).presses('Reapprove', '2027-09-30');
    expect({ status, text }).not.toEqual({ status: 200, text: undefined });
  }
  expect(theirs().validTo).toBe('2027-06-30');
  await sponsor.presses('Let it expire');
  const { card } = await opened().presses('Reapprove', '2027-09-30');
  expect(textOf(card ?? {})).toContain('This request has changed');
  await sponsor.presses('Undo');
  await world.passTo('2027-06-29T09:00');
  world.clock.set('2027-07-01T00:00');
  const late = await opened().presses('Reapprove', '2027-09-30');
  expect(textOf(late.card ?? {})).toContain('The last day has passed');
  expect(theirs().validTo).toBe('2027-06-30');
});

it('should refuse an address that is bent', async () => {
  await hasVisitor();
  await hasVisitor('Barnaby', '2027-06-30');
  await world.passTo('2027-05-31T09:00');
  const json = JSON.stringify(digestMails().at(-1)?.card);
  const reader = world.outlook(sponsor);
  reader.receives(JSON.parse(json.replaceAll('/let-end/', '/keep/')) as object);
  const { status } = await reader.presses('Let it expire');
  expect(status).toBe(403);
  expect(['Ottoline', 'Barnaby'].every((name) => theirs(name).account?.ending === undefined)).toBe(true);
});

it('should change once where Teams and Outlook are pressed in the same moment', async () => {
  await hasVisitor();
  await world.passTo('2027-05-31T09:00');
  const outlook = opened();
  await Promise.all([outlook.presses('Reapprove', '2027-09-30'), sponsor.presses('Reapprove')]);
  expect((await eventsOf(world, theirs().id)).filter((verb) => verb === 'reapprove')).toHaveLength(1);
});

it('should come in place of a message that Teams does not deliver, and tell the admins only where it fails too', async () => {
  await hasVisitor();
  await world.passTo('2027-06-13T09:00');
  sponsor.blocks();
  const before = digestMails().length;
  await world.passTo('2027-06-14T09:00');
  expect(digestMails()).toHaveLength(before + 1);
  expect((world.stores.views as unknown as { attention: { kind: string }[] }).attention).toEqual([]);
  mailer.answers = () => ({ outcome: 'unreachable', code: 'no-mailbox' });
  await world.passTo('2027-06-21T09:00');
  expect((world.stores.views as unknown as { attention: { kind: string }[] }).attention).toMatchObject([
    { kind: 'unreached-list', code: 'no-mailbox' },
  ]);
});

it('should come once, after Exchange was away, and not once everything is answered', async () => {
  await hasVisitor();
  mailer.answers = () => ({ outcome: 'later', code: 'Http503', isAmbiguous: false });
  await world.passTo('2027-05-31T09:00');
  expect(digestMails()).toHaveLength(0);
  delete mailer.answers;
  await world.work(3600);
  expect(digestMails()).toHaveLength(1);
  mailer.answers = () => ({ outcome: 'later', code: 'Http503', isAmbiguous: false });
  await world.passTo('2027-06-29T09:00');
  await sponsor.presses('Let it expire');
  delete mailer.answers;
  await world.work(3600);
  expect(digestMails()).toHaveLength(1);
});

it('should not be sent where the organisation wants none', async () => {
  await world.stop();
  world = await startWorld({ mail: channelOf(mailer), policy: { reapprovalMail: false } });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await hasVisitor();
  await world.passTo('2027-05-31T09:00');
  expect(digestMails()).toHaveLength(0);
});
