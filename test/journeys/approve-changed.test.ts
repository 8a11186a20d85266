import { ofType } from '../cards/walk';
import type { OutlookPerson } from '../fakes/outlook-client';
import { startWorld } from '../fakes/world';
import { headId } from '../make';
import { eventsOf, forges, makesRequest, newsOf, requestIn, requestsIn, resubmits, seenBy, textOf } from './steps';
import { story } from './story';

const [ask, answer] = ['Approve with changes', 'Approve with changes'];
const difference = 'Valid to Mon 31 May 2027 instead of Wed 30 Jun 2027; IT access Student-like instead of Staff-like; no ID card.';
const less = { validTo: '2027-05-31', itAccess: 'student-like', idCard: 'no' };
const noDate = 'Enter a date, such as 31/07/2027.';
const tooMuch = 'You can approve less than was requested, not more.';

const { world, sponsor, head, deputy } = story(['sponsor', 'head', 'deputy']);
let mailbox: OutlookPerson;
beforeEach(async () => {
  await makesRequest(world, sponsor, { access: { itAccess: 'staff-like', idCard: 'yes' } });
  mailbox = world.outlook(head);
  await mailbox.getsMail(requestIn(world).id);
});

const asInTeams = async (terms: Record<string, string>) => {
  await head.presses(ask);
  await head.presses(answer, terms);
};
const asInOutlook = async (terms: Record<string, string>) => await mailbox.presses(answer, terms);
/** Nothing was decided, and the request is what was asked for. */
async function stillAsked(): Promise<void> {
  expect(await eventsOf(world)).toEqual(['request']);
  expect(requestIn(world)).toMatchObject({ status: 'pending', validTo: '2027-06-30', answers: { itAccess: 'staff-like', idCard: true } });
}

describe.each([
  ['teams', asInTeams, 'Teams'],
  ['outlook', asInOutlook, 'Outlook'],
] as const)('approving with a change: %s', (channel, approves, named) => {
  it('should give less than was asked for, and keep both versions', async () => {
    await approves(less);
    expect(requestIn(world)).toMatchObject({
      status: 'approved',
      validTo: '2027-05-31',
      answers: { itAccess: 'student-like', idCard: false },
      decision: {
        verb: 'approve',
        by: headId,
        channel,
        change: {
          validTo: { asked: '2027-06-30', approved: '2027-05-31' },
          itAccess: { asked: 'staff-like', approved: 'student-like' },
          idCard: { asked: true, approved: false },
        },
      },
    });
    const { id } = requestIn(world);
    const events = (await world.stores.requests.readAll(id))?.events ?? [];
    expect(events.at(-1)).toMatchObject({ verb: 'approve', actor: headId, channel, fields: ['validTo', 'itAccess', 'idCard'] });
    expect(requestsIn(world).details(id).at(-1)).toEqual({
      before: { validTo: '2027-06-30', itAccess: 'staff-like', idCard: true },
      after: { validTo: '2027-05-31', itAccess: 'student-like', idCard: false },
    });
  });

  it('should show everybody the difference, and ring with it at the sponsor', async () => {
    const told = sponsor.messages().length;
    await approves(less);
    await world.work();
    await mailbox.opens();
    expect(textOf(mailbox.card)).toMatch(/Approved with changes\nValid to Mon 31 May 2027 instead of Wed 30 Jun 2027; /);
    for (const person of [sponsor, head]) {
      expect(seenBy(person)).toContain(`Approved by Eleanor Brightwater on Mon 18 Jan 2027 at 10:15 in ${named}.`);
      expect(seenBy(person)).toContain(`Approved with changes\n${difference}`);
    }
    expect(sponsor.messages()).toHaveLength(told + 1);
    expect(newsOf(sponsor)).toContain('approved your request with changes');
  });

  it('should approve nothing where everything is left as it was, and keep the note', async () => {
    await approves(channel === 'teams' ? { words: 'Until the term ends.' } : { approveChangedWords: 'Until the term ends.' });
    await stillAsked();
    const card = channel === 'teams' ? head.lastCard().card : mailbox.card;
    expect(textOf(card)).toContain('You have not changed anything. To approve the request as it is, select Cancel, then Approve.');
    expect(JSON.stringify(card)).toContain('Until the term ends.');
    await (channel === 'teams' ? head.presses(answer, less) : mailbox.presses(answer, less));
    expect(requestIn(world)).toMatchObject({ status: 'approved', validTo: '2027-05-31', decision: { words: 'Until the term ends.' } });
  });

  it('should be taken back to what was asked for', async () => {
    await approves(less);
    await world.work();
    await head.presses('Undo my decision');
    await world.work();
    expect(await eventsOf(world)).toEqual(['request', 'approve', 'recall']);
    expect(requestIn(world)).toMatchObject({ status: 'pending', validTo: '2027-06-30', answers: { itAccess: 'staff-like', idCard: true } });
    for (const person of [sponsor, head]) expect(seenBy(person)).not.toMatch(/with a change\n|31 May/);
    expect(head.buttons()).toContain(ask);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a later day', { validTo: '2027-07-01' }, /Please choose a day up to Wed 30 Jun 2027, the last day that was requested\./],
    ['a day before the first', { validTo: '2027-01-31' }, /Please choose Mon 1 Feb 2027 or a later day\./],
    ['no day', { validTo: '' }, new RegExp(noDate)],
    ['nothing left', { itAccess: 'none', idCard: 'no' }, /nothing left to approve/],
  ])('should be asked for again beside its field, all that was typed kept: %s', async (_, terms, problem) => {
    await approves({ ...less, ...terms });
    await stillAsked();
    const card = channel === 'teams' ? head.lastCard().card : mailbox.card;
    expect(textOf(card)).toMatch(problem);
    expect(ofType(card, 'Input.Date', 'Input.ChoiceSet').map(({ id, value }) => [id, value])).toEqual(
      Object.entries({ ...less, ...terms }),
    );
    const again = channel === 'teams' ? head.presses(answer, less) : mailbox.presses(answer, less);
    await again;
    expect(requestIn(world)).toMatchObject({ status: 'approved', validTo: '2027-05-31' });
  });
});

describe('the question in Teams', () => {
  it('should begin with what was asked for, and go back on *Cancel*', async () => {
    await head.presses(ask);
    expect(head.buttons()).toEqual([answer, 'Cancel']);
    expect(head.inputs()).toEqual({ validTo: '2027-06-30', itAccess: 'staff-like', idCard: 'yes', words: '' });
    await head.presses('Cancel');
    expect(head.buttons()).toEqual(['Show the photo in the tab', 'Approve', 'Reject', 'Return with a question', ask, 'Ask my deputy']);
    await stillAsked();
  });

  it('should do one thing when it is pressed twice, and nothing on an older revision', async () => {
    await head.presses(ask);
    const seen = head.lastCard();
    await head.presses(answer, less, { seen });
    const first = seenBy(head);
    await head.presses(answer, { validTo: '2027-04-30' }, { seen });
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    expect(requestIn(world)).toMatchObject({ validTo: '2027-05-31' });
    expect(seenBy(head)).toContain(difference);
    expect(first).toContain(difference);
  });

  it('should not decide a round that its card did not show', async () => {
    await head.presses(ask);
    const seen = head.lastCard();
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await deputy.presses('Return with a question');
    await deputy.presses('Return with a question', { words: 'Which room?' });
    await world.work();
    await resubmits(sponsor);
    await world.work();
    const { card = {} } = await head.presses(answer, less, { seen });
    expect(textOf(card)).toContain('This request has changed since you opened it, so nothing was done.');
    expect(await eventsOf(world)).toEqual(['request', 'return', 'resubmit']);
  });

  it.each<[string, object, string]>([
    ['a higher level', { ...less, itAccess: 'administrator' }, tooMuch],
    ['a level of the prototype', { ...less, itAccess: '__proto__' }, tooMuch],
    ['no level', { ...less, itAccess: '' }, tooMuch],
    ['a later day', { ...less, validTo: '9999-12-31' }, noDate],
    ['a day of the prototype', { ...less, validTo: '__proto__' }, noDate],
    ['a card that is neither', { ...less, idCard: 'perhaps' }, 'This button no longer works.'],
    ['lists', { validTo: ['2027-05-31'], itAccess: ['none'], idCard: ['no'] }, 'This button no longer works.'],
    ['no revision', { ...less, revision: undefined }, 'This button no longer works.'],
    ['too long a day', { ...less, validTo: '2'.repeat(301) }, 'This button no longer works.'],
    ['another revision', { ...less, revision: 2 }, 'This request has changed since you opened it, so nothing was done.'],
  ])('should believe no tampered card: %s', async (_, data, sentence) => {
    const { text } = await forges(world, head, 'approve-changed', { request: requestIn(world).id, revision: 1, ...data });
    expect(text).toContain(sentence);
    await stillAsked();
  });

  it('should ask nothing again that the card did not have, and give no card that was not asked for', async () => {
    const other = await startWorld();
    const [asker, decider] = [await other.somebody('sponsor'), await other.somebody('head')];
    await makesRequest(other, asker, { access: { itAccess: 'student-like', idCard: 'no' } });
    await decider.presses(ask);
    expect(Object.keys(decider.inputs())).toEqual(['validTo', 'words']);
    const { id } = requestIn(other);
    for (const terms of [{ idCard: 'yes' }, { itAccess: 'staff-like' }]) {
      const { text } = await forges(other, decider, 'approve-changed', { request: id, revision: 1, validTo: '2027-05-31', ...terms });
      expect(text).toContain(tooMuch);
    }
    expect(await eventsOf(other)).toEqual(['request']);
    await decider.presses(answer, { validTo: '2027-05-31' });
    expect(requestIn(other)).toMatchObject({
      status: 'approved',
      validTo: '2027-05-31',
      answers: { itAccess: 'student-like', idCard: false },
    });
    expect(seenBy(decider)).toContain('Approved with changes\nValid to Mon 31 May 2027 instead of Wed 30 Jun 2027.');
    await other.stop();
  });

  it.each(['sponsor', 'stranger', 'admin'] as const)('should be nobody’s who may not decide: %s', async (role) => {
    const person = await world.somebody(role);
    if (role === 'sponsor') expect(person.buttons()).not.toContain(ask);
    const { id } = requestIn(world);
    for (const verb of ['ask-approve-changed', 'approve-changed'])
      expect((await forges(world, person, verb, { request: id, revision: 1, ...less })).text).not.toContain(answer);
    await stillAsked();
  });
});

describe('the question in Outlook', () => {
  it('should close what stands in Teams, and the other way round', async () => {
    const old = mailbox.card;
    await mailbox.presses(answer, less);
    expect(mailbox.buttons()).toEqual(['Undo my decision', 'Open in Teams']);
    await world.work();
    expect(head.buttons()).not.toContain(ask);
    await mailbox.presses(answer, { validTo: '2027-04-30' }, { seen: old });
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    expect(requestIn(world)).toMatchObject({ validTo: '2027-05-31' });
    expect(textOf(mailbox.card)).toContain('Approved with changes');
  });

  it('should go back to the question on *Cancel*', async () => {
    await mailbox.presses(answer, { validTo: '' });
    expect(mailbox.buttons()).toEqual([answer, 'Cancel']);
    await mailbox.presses('Cancel');
    expect(mailbox.buttons()).toContain(ask);
  });

  // Outlook fills in what was typed as it is, so a value could pretend to be several.
  it.each<[string, Record<string, string>]>([
    ['a day with the rest in it', { validTo: '2027-05-31;none;yes' }],
    ['a level with the rest in it', { itAccess: 'none;yes' }],
    ['a higher level', { itAccess: 'administrator' }],
    ['a level of the prototype', { itAccess: '__proto__' }],
    ['no level', { itAccess: '' }],
    ['a card that is neither', { idCard: 'perhaps' }],
    ['no card and no answer', { idCard: '' }],
    ['a placeholder that was not filled in', { itAccess: '{{itAccess.value}}' }],
    ['a later day', { validTo: '2027-07-01' }],
    ['very much', { validTo: '2'.repeat(60_000) }],
    ['markup', { validTo: '<b>**soon**</b> [x](https://evil.example)' }],
  ])('should take nothing for the terms that is not exactly such: %s', async (_, terms) => {
    expect(await mailbox.presses(answer, { ...less, ...terms })).toMatchObject({ status: 200 });
    expect(textOf(mailbox.card)).toMatch(/⚠ (Choose|Enter|Please|You can approve)/);
    expect(mailbox.buttons()).toEqual([answer, 'Cancel']);
    await stillAsked();
  });

  it('should name what was typed where it is no date', async () => {
    await mailbox.presses(answer, { ...less, validTo: '31 May' });
    expect(textOf(mailbox.card)).toContain('You entered: 31 May');
  });

  it('should be nobody else’s, and no other button’s', async () => {
    const card = mailbox.card;
    const stranger = world.outlook(await world.somebody('stranger'));
    expect(await stranger.presses(answer, less, { seen: card })).toMatchObject({ status: 403 });
    const { url } = mailbox.action(answer);
    expect(url).toContain('/api/outlook/approve-changed/');
    const bent = JSON.parse(JSON.stringify(card).replaceAll('/approve-changed/', '/approve/')) as object;
    expect(await mailbox.presses(answer, less, { seen: bent })).toMatchObject({ status: 403 });
    await stillAsked();
  });

  it('should be on no card of its sponsor', async () => {
    const own = world.outlook(sponsor);
    await own.getsMail(requestIn(world).id);
    expect(own.buttons()).toEqual(['Open in Teams']);
  });
});
