import type { VerbAnswer } from '../../bot/channels/tab/contract';
import type { Person } from '../../bot/domain/organisation/organisation';
import { correct, reassignDecider, reassignSponsor, resend } from '../../bot/domain/request/corrections';
import type { Press } from '../../bot/domain/request/lifecycle';
import type { Standing } from '../../bot/domain/request/reapproval';
import type { Change, Refusal } from '../../bot/domain/request/refusal';
import { viewOf } from '../../bot/domain/request/views';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import type { TodoTarget } from '../../bot/ports/requests';
import { decidersFor, standingOf } from '../../bot/verbs/people';
import { changeRequest, type Outcome } from '../../bot/verbs/perform';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import { problemOf } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { adminId, deputyId, headId, sponsorId } from '../make';
import { dice } from '../setup/dice';
import { draftOf, eventsOf, makesRequest, messagesLike, newsOf, requestIn, resubmits, seenBy } from './steps';

/** Staff of another department, who has nothing to do with the request until an admin names them. */
const colleagueId = '3648245e-dafa-4a38-bf00-6745f3194a3b';
const question = /needs your approval|please decide|you to decide/;

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let deputy: TeamsPerson;
let colleague: TeamsPerson;
beforeEach(async () => {
  world = await startWorld();
  [sponsor, head, deputy] = [await world.somebody('sponsor'), await world.somebody('head'), await world.somebody('deputy')];
  colleague = await world.person(colleagueId);
});
afterEach(async () => await world.stop());

function personOf(id: string): Person {
  const known = samplePeople.find((one) => one.id === id);
  if (!known) throw new Error('Nobody of the sample data.');
  return known;
}

/** What an admin does in the tab, and what the worker makes of it. */
async function admin(
  act: (current: VisitorRequest, standing: Standing, press: Press) => Change | Refusal,
  todos: TodoTarget[] = [],
): Promise<Outcome> {
  const { stores, clock, queue, policy } = world;
  const random = { bytes: (count: number) => dice.bytes(count) };
  const { id, revision } = requestIn(world);
  const press: Press = { actor: { id: adminId, channel: 'tab' }, now: clock.now(), seen: revision };
  const outcome = await changeRequest(
    id,
    async (current) => {
      const standing = await standingOf(current, adminId, { ...stores, log: quiet });
      return standing ? act(current, standing, press) : { refused: 'not-yours' };
    },
    { requests: stores.requests, views: stores.views, queue, clock, policy, random },
    { todos },
  );
  await world.work();
  return outcome;
}

const quiet = { info() {}, warn() {}, error() {} };

describe('a question sent once more', () => {
  it('should come as a new message, while the one before shows that nothing is decided', async () => {
    await makesRequest(world, sponsor);
    world.clock.pass({ hours: 30 });
    expect(await admin(resend)).toMatchObject({ kind: 'done' });
    expect(messagesLike(head, question)).toBe(2);
    expect(head.buttons()).toContain('Approve');
    await head.presses('Approve');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'approved', decision: { by: headId } });
    for (const { card } of head.cards()) expect(JSON.stringify(card)).not.toContain('"verb":"approve"');
  });

  it('should look again whether the head is away', async () => {
    await makesRequest(world, sponsor);
    world.away.set(headId, { until: '2027-02-03' });
    await admin(resend);
    expect([messagesLike(head, question), messagesLike(deputy, question)]).toEqual([2, 1]);
    expect(await eventsOf(world)).toEqual(['request', 'resend', 'ask-deputies']);
  });

  it('should bring the sponsor of a returned request its question once more', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which building?' });
    await world.work();
    const before = [sponsor.messages().length, head.messages().length];
    await admin(resend);
    expect([sponsor.messages().length, head.messages().length]).toEqual([(before[0] ?? 0) + 1, before[1]]);
    expect(newsOf(sponsor)).toContain('has a question; please answer');
    expect(seenBy(sponsor)).toContain('Which building?');
    expect(sponsor.buttons()).toContain('Edit and resubmit');
  });
});

describe('a sponsor who is answering a question', () => {
  it('should lose nothing to an admin who sends it once more and names another decider', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'What is the full name?' });
    await world.work();
    await sponsor.presses('Edit and resubmit');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { firstName: 'Ottilie', lastName: 'Fairweather' });
    await admin(resend);
    await admin((current, standing, press) => reassignDecider(current, personOf(colleagueId), standing, press));
    await sponsor.opensNews();
    // Later than a press that only comes again.
    world.clock.pass({ minutes: 2 });
    await sponsor.presses('Edit and resubmit');
    expect(seenBy(sponsor)).toContain('Ottilie');
    await sponsor.presses('Resubmit');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'pending', answers: { firstName: 'Ottilie' }, assigned: { to: colleagueId } });
    expect(messagesLike(colleague, question)).toBe(1);
  });
});

describe('a decider named by an admin', () => {
  const give = (to = colleagueId) => admin((current, standing, press) => reassignDecider(current, personOf(to), standing, press));

  it('should get the question and the card, find it in their list, and approve it', async () => {
    await makesRequest(world, sponsor);
    await give();
    expect(messagesLike(colleague, question)).toBe(1);
    expect(seenBy(sponsor)).toContain('With Xavier Iqbal since');
    await colleague.says('waiting for me');
    expect(seenBy(colleague)).toContain('Ottoline Fairweather');
    await colleague.presses('Open');
    await colleague.presses('Approve');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'approved', decision: { by: colleagueId } });
    expect(seenBy(head)).toContain('Approved by Xavier Iqbal');
    expect(head.buttons()).not.toContain('Approve');
    expect((await world.stores.views.list(viewOf.decides(colleagueId), 10)).rows).toEqual([]);
  });

  it('should leave the head able to decide, who is asked no second time and told who has it', async () => {
    await makesRequest(world, sponsor);
    await give();
    expect(messagesLike(head, question)).toBe(1);
    await head.presses('Approve');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'approved', decision: { by: headId } });
    expect(colleague.buttons()).not.toContain('Approve');
  });

  it('should lose the question, and the sight of it, to the next one who is named', async () => {
    await makesRequest(world, sponsor);
    await give();
    await give(deputyId);
    expect(messagesLike(deputy, question)).toBe(1);
    expect(seenBy(colleague)).toBe('This request is no longer with you.');
    await colleague.says('waiting for me');
    expect(seenBy(colleague)).toContain('Nothing is waiting for your decision.');
  });
});

describe('a sponsor named by an admin', () => {
  const name = (to = colleagueId) =>
    admin((current, standing, press) => reassignSponsor(current, personOf(to), standing, press), ['draft']);

  it('should be told by whom, with the former one, and have the visitor from then on', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Approve');
    await world.work();
    await name();
    for (const person of [colleague, sponsor]) {
      expect(newsOf(person)).toMatch(/ made .* the sponsor$/);
      await person.opensNews();
      expect(seenBy(person)).toContain("Siobhán O'Driscoll made Xavier Iqbal the sponsor of this visitor on Mon 18 Jan 2027");
    }
    expect(colleague.buttons()).toContain('Hand over');
    expect(sponsor.buttons()).toEqual([]);
    await colleague.says('my visitors');
    expect(seenBy(colleague)).toContain('Ottoline Fairweather');
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toContain('You have no visitors yet.');
  });

  it('should not decide it: where it was the head, the deputy is asked', async () => {
    await makesRequest(world, sponsor);
    await name(headId);
    expect(messagesLike(deputy, question)).toBe(1);
    expect(head.buttons()).not.toContain('Approve');
    expect((await decidersFor(requestIn(world), { ...world.stores, log: quiet })).may).toEqual([deputyId]);
  });

  it('should see the question of a returned request, and answer it', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which building?' });
    await world.work();
    await sponsor.presses('Edit and resubmit');
    await name();
    await colleague.opensNews();
    expect(seenBy(colleague)).toContain('Which building?');
    await resubmits(colleague);
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'pending', sponsor: colleagueId });
    expect(await world.stores.drafts.list(sponsorId, 5)).toEqual([]);
    expect(messagesLike(head, question)).toBe(2);
  });
});

describe('a detail corrected by an admin', () => {
  it('should not be brought back by a sponsor who edits the request meanwhile', async () => {
    const context = { policy: world.policy, departments: sampleDepartments, today: world.clock.now().toPlainDate() };
    await makesRequest(world, sponsor);
    await sponsor.presses('Edit');
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '2027-05-31' });
    const review = sponsor.lastCard();
    await admin((current, standing, press) => correct(current, { field: 'firstName', value: 'Ottilie' }, standing, context, press));
    await sponsor.presses('Resubmit', {}, { seen: review });
    expect(requestIn(world)).toMatchObject({ validTo: '2027-06-30', answers: { firstName: 'Ottilie' } });
    await sponsor.presses('Edit');
    expect((await draftOf(world, sponsor)).answers).toMatchObject({ firstName: 'Ottilie', validTo: '2027-05-31' });
    await sponsor.presses('Resubmit');
    expect(requestIn(world)).toMatchObject({ validTo: '2027-05-31', answers: { firstName: 'Ottilie' } });
  });

  it('should stand on every card and in every list, and ring with nobody', async () => {
    await makesRequest(world, sponsor);
    const before = [sponsor.messages().length, head.messages().length];
    const context = { policy: world.policy, departments: sampleDepartments, today: world.clock.now().toPlainDate() };
    await admin((current, standing, press) => correct(current, { field: 'lastName', value: 'Merryweather' }, standing, context, press));
    expect([sponsor.messages().length, head.messages().length]).toEqual(before);
    for (const person of [sponsor, head]) {
      expect(seenBy(person)).toContain('Ottoline Grace Merryweather');
      expect(seenBy(person)).not.toContain('Fairweather');
    }
    await head.presses('Approve');
    expect(requestIn(world)).toMatchObject({ status: 'approved', involved: [sponsorId, adminId] });
    expect((await world.stores.views.list(viewOf.name('Fairweather'), 10)).rows).toEqual([]);
  });
});

describe('a detail corrected after the approval', () => {
  const corrected = / corrected details of the visitor; /;
  /** By the tab, as an admin who has not touched the request yet. */
  async function corrects(field: string, value: string, id = adminId): Promise<VerbAnswer> {
    const answer = await world.tab({ id }).does('correct', requestIn(world).id, { field, value });
    await world.work();
    return answer;
  }
  /** Approved by the head, who has no bot where mails go. */
  async function withTwoAdmins(mailer?: FakeMailer): Promise<void> {
    await world.stop();
    const people = samplePeople.map((person) => (person.id === colleagueId ? { ...person, isAdmin: true } : person));
    world = await startWorld({ people, ...(mailer && { mail: channelOf(mailer) }) });
    sponsor = await world.somebody('sponsor');
    if (!mailer) head = await world.somebody('head');
    await makesRequest(world, sponsor);
    await world.tab({ id: headId }).does('approve', requestIn(world).id);
    await world.work();
  }

  it('should be told once to whoever approved, with both values, and stand in the history', async () => {
    await withTwoAdmins();
    const before = [head.messages().length, sponsor.messages().length] as const;
    await corrects('firstName', 'Otto');
    expect([head.messages().length, sponsor.messages().length]).toEqual([before[0] + 1, before[1]]);
    expect(newsOf(head)).toMatch(corrected);
    expect(newsOf(head)).not.toMatch(/Ott/);
    expect(seenBy(head)).toContain("Siobhán O'Driscoll corrected the visitor’s details on Mon 18 Jan 2027");
    expect(seenBy(head)).toContain('First name: Otto (you approved: Ottoline)');
    expect(seenBy(sponsor)).not.toContain('you approved');
    const [latest] = (await world.tab({ id: adminId }).opens(requestIn(world).id)).timeline;
    expect(latest).toMatchObject({ title: 'Detail corrected', changes: [{ label: 'First name', before: 'Ottoline', after: 'Otto' }] });
    expect((await world.tab(head).opens(requestIn(world).id)).handover.join(' ')).toContain('First name: Otto (you approved: Ottoline)');
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'correct']);
    await world.work(60);
    expect(head.messages()).toHaveLength(before[0] + 1);
  });

  it('should be told each time, by mail where Teams does not reach them, against what was approved', async () => {
    const mailer = new FakeMailer();
    await withTwoAdmins(mailer);
    await corrects('firstName', 'Otto');
    await corrects('middleNames', '', colleagueId);
    const mails = mailer.arrived.filter(({ to, subject }) => to.person === headId && corrected.test(subject));
    expect(mails).toHaveLength(2);
    expect(mails[1]?.html).toContain('First name: Otto (you approved: Ottoline)');
    expect(mails[1]?.html).toContain('Middle names: blank (you approved: Grace)');
    for (const { subject } of mails) expect(subject).not.toMatch(/Ott|Grace|Fair/);
  });

  it('should say so where it is again what was approved', async () => {
    await withTwoAdmins();
    await corrects('firstName', 'Otto');
    const before = head.messages().length;
    await corrects('firstName', 'Ottoline', colleagueId);
    expect(head.messages()).toHaveLength(before + 1);
    expect(seenBy(head)).toContain('They are again as you approved them.');
  });

  it('should never make another person of the visitor, over several admins', async () => {
    await withTwoAdmins();
    await corrects('firstName', 'Ada');
    const before = head.messages().length;
    const { title, status, field } = await problemOf(corrects('lastName', 'Byron', colleagueId));
    expect([title, status, field]).toEqual(['This would be a different person. End this account and make a new request.', 422, 'value']);
    await problemOf(corrects('personalEmail', 'ada@example.org', colleagueId));
    expect(requestIn(world)).toMatchObject({ revision: 3, answers: { firstName: 'Ada', lastName: 'Fairweather' } });
    expect(head.messages()).toHaveLength(before);
  });

  it('should be gone with the approval that is taken back', async () => {
    await withTwoAdmins();
    await corrects('firstName', 'Ada');
    const before = head.messages().length;
    await head.presses('Undo my decision');
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'pending', answers: { firstName: 'Ada' } });
    expect(requestIn(world)).not.toHaveProperty('account');
    expect(head.messages()).toHaveLength(before);
  });
});
