import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { decidersOf } from '../../../../bot/domain/request/deciders';
import {
  approve,
  decides,
  giveBack,
  type Press,
  reject,
  request,
  seenIn,
  withdraw,
  wordsAtMost,
} from '../../../../bot/domain/request/lifecycle';
import { recall, recallableUntil, recallMinutes } from '../../../../bot/domain/request/recall';
import type { Draft } from '../../../../bot/domain/request/records';
import { type Change, isRefusal, type Refusal } from '../../../../bot/domain/request/refusal';
import { resubmit } from '../../../../bot/domain/request/resubmit';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { type Status, statuses } from '../../../../bot/domain/statuses/table';
import {
  adminId,
  deepFreeze,
  deputyId,
  headId,
  makeAnswers,
  makeContext,
  makeDepartment,
  makeDraft,
  makePerson,
  makePolicy,
  makeRequest,
  noon,
  sponsorId,
  strangerId,
  without,
} from '../../../make';

const involvedId = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e001';
const exHeadId = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e002';

const verbs = ['resubmit', 'withdraw', 'approve', 'reject', 'return', 'recall'] as const;
type Verb = (typeof verbs)[number];

const actors = {
  sponsor: sponsorId,
  head: headId,
  deputy: deputyId,
  admin: adminId,
  'admin where nobody else may': adminId,
  'sponsor who is the head': sponsorId,
  'deputy who is involved': involvedId,
  stranger: strangerId,
  'former head who decided': exHeadId,
} as const;
type ActorName = keyof typeof actors;
const actorNames = Object.keys(actors) as ActorName[];

const cards = { 'the same revision': 0, 'an older revision': -1, 'a newer revision': 1 } as const;
type Seen = keyof typeof cards;

/** The request of the table runs from 3 February to 31 August 2027. */
const days = {
  'before the first day': '2027-02-02',
  'on the first day': '2027-02-03',
  'on the last day': '2027-08-31',
  'after the last day': '2027-09-01',
} as const;
type Day = keyof typeof days;

/** Requirements, "Statuses, verbs and who may". Whatever is not listed is refused. */
const allowed: { verb: Verb; from: Status[]; by: ActorName[]; on?: Day; to: (on: Day) => Status }[] = [
  { verb: 'resubmit', from: ['returned', 'pending'], by: ['sponsor', 'sponsor who is the head'], to: () => 'pending' },
  { verb: 'withdraw', from: ['pending', 'returned'], by: ['sponsor', 'sponsor who is the head'], to: () => 'withdrawn' },
  {
    verb: 'approve',
    from: ['pending'],
    by: ['head', 'deputy', 'admin where nobody else may'],
    to: (on) => (on === 'before the first day' ? 'approved' : 'active'),
  },
  { verb: 'reject', from: ['pending'], by: ['head', 'deputy', 'admin where nobody else may'], to: () => 'rejected' },
  { verb: 'return', from: ['pending'], by: ['head', 'deputy', 'admin where nobody else may'], to: () => 'returned' },
  { verb: 'recall', from: ['approved', 'active', 'rejected'], by: ['former head who decided'], to: () => 'pending' },
];

/** Who is told that they have no part in it, whatever they saw. Everybody else is told that it has changed since. */
const turnedAway: Record<'sponsors' | 'deciders' | 'who decided', Partial<Record<ActorName, Refusal['refused']>>> = {
  sponsors: {
    head: 'not-yours',
    deputy: 'not-yours',
    admin: 'not-yours',
    'admin where nobody else may': 'not-yours',
    'deputy who is involved': 'not-yours',
    stranger: 'not-yours',
    'former head who decided': 'not-yours',
  },
  deciders: {
    sponsor: 'own-request',
    'sponsor who is the head': 'own-request',
    'deputy who is involved': 'own-request',
    admin: 'not-yours',
    stranger: 'not-yours',
  },
  'who decided': {
    sponsor: 'not-yours',
    'sponsor who is the head': 'not-yours',
    'deputy who is involved': 'not-yours',
    admin: 'not-yours',
    stranger: 'not-yours',
  },
};

function sideOf(verb: Verb): keyof typeof turnedAway {
  if (verb === 'recall') return 'who decided';
  return verb === 'resubmit' || verb === 'withdraw' ? 'sponsors' : 'deciders';
}

function expected(status: Status, verb: Verb, actor: ActorName, seen: Seen, on: Day): string {
  const away = turnedAway[sideOf(verb)][actor];
  if (away) return away;
  if (verb === 'recall' && seen === 'the same revision' && actor !== 'former head who decided') return 'not-who-decided';
  const row = allowed.find((one) => one.verb === verb && one.from.includes(status) && one.by.includes(actor) && (one.on ?? on) === on);
  return row && seen === 'the same revision' && on !== 'after the last day' ? `→ ${row.to(on)}` : 'moved-on';
}

function departmentFor(actor: ActorName) {
  if (actor === 'sponsor who is the head') return makeDepartment({ head: sponsorId });
  if (actor === 'admin where nobody else may') return makeDepartment({ head: sponsorId, deputies: [involvedId] });
  return makeDepartment({ deputies: [deputyId, involvedId] });
}

function requestOf(status: Status, at = '2027-01-19T09:00:00Z'): VisitorRequest {
  return makeRequest({
    status,
    revision: 3,
    events: 5,
    question: { askedAt: at, revision: 3 },
    involved: [sponsorId, involvedId],
    decision: { verb: 'return', by: exHeadId, at, channel: 'teams', words: 'Which days?', outcomeRevision: 2 },
  });
}

/** A draft that is complete on that day. */
function completeDraft(on: string): Draft {
  const today = Temporal.PlainDate.from(on);
  return makeDraft({ answers: makeAnswers({ validFrom: on, validTo: today.add({ months: 2 }).toString() }) });
}

interface Situation {
  status: Status;
  verb: Verb;
  actor: ActorName;
  seen: Seen;
  on: Day;
}

function attempt(
  { status, verb, actor, seen, on }: Situation,
  words = 'Please say more.',
): { before: VisitorRequest; result: Change | Refusal } {
  const justNow = noon(days[on]).toInstant().subtract({ minutes: 5 }).toString();
  const before = deepFreeze(requestOf(status, ...(verb === 'recall' ? [justNow] : [])));
  const deciders = deepFreeze(decidersOf(before, departmentFor(actor), [adminId]));
  const press: Press = { actor: { id: actors[actor], channel: 'teams' }, now: noon(days[on]), seen: before.revision + cards[seen] };
  const asker = deepFreeze(makePerson({ id: actors[actor] }));
  const context = makeContext({ today: Temporal.PlainDate.from(days[on]) });
  const run: Record<Verb, () => Change | Refusal> = {
    resubmit: () => resubmit(before, deepFreeze(completeDraft(days[on])), asker, context, press),
    withdraw: () => withdraw(before, press),
    approve: () => approve(before, deciders, press),
    reject: () => reject(before, deciders, words, press),
    return: () => giveBack(before, deciders, words, press),
    recall: () => recall(before, deciders, press),
  };
  return { before, result: run[verb]() };
}

function outcome(result: Change | Refusal): string {
  return isRefusal(result) ? result.refused : `→ ${result.request.status}`;
}

function every(verb: Verb, actor: ActorName): Situation[] {
  return statuses.flatMap((status) =>
    (Object.keys(cards) as Seen[]).flatMap((seen) => (Object.keys(days) as Day[]).map((on) => ({ status, verb, actor, seen, on }))),
  );
}

function change(result: Change | Refusal): Change {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused}`);
  return result;
}

describe('the revision that a person saw', () => {
  const accountSteps = { from: 4, to: 6 };
  it.each([
    ['the present one', 6, 6, accountSteps, 6],
    ['before steps of the account alone', 4, 6, accountSteps, 6],
    ['between two of them', 5, 6, accountSteps, 6],
    ['before what a person did before them', 3, 6, accountSteps, 3],
    ['before what a person did after them', 4, 7, accountSteps, 4],
    ['one that is still to come', 8, 6, accountSteps, 8],
    ['where the account took no step', 4, 6, undefined, 4],
  ])('should be, %s', (_what, seen, revision, steps, is) => {
    expect(seenIn({ ...makeRequest({ revision }), ...(steps && { accountSteps: steps }) }, seen)).toBe(is);
  });
});

describe('the table of statuses, verbs and actors', () => {
  const pairs = verbs.flatMap((verb) => actorNames.map((actor) => [verb, actor] as const));
  let attempts: (Situation & ReturnType<typeof attempt>)[];
  beforeAll(() => {
    attempts = pairs.flatMap(([verb, actor]) => every(verb, actor).map((one) => ({ ...one, ...attempt(one) })));
  });

  it.each(pairs)('should let %s by the %s happen where the table says so, and refuse it everywhere else', (verb, actor) => {
    const table = every(verb, actor).map((one) => ({ ...one, outcome: expected(one.status, verb, actor, one.seen, one.on) }));
    const those = attempts.filter((one) => one.verb === verb && one.actor === actor);
    const outcomes = those.map(({ status, seen, on, result }) => ({ status, verb, actor, seen, on, outcome: outcome(result) }));
    expect(outcomes).toEqual(table);
  });

  it('should allow nothing but what the requirements list', () => {
    const done = attempts.filter(({ result }) => !isRefusal(result));
    // Sponsor's verbs: twice two statuses by two actors on three days; decider's: three verbs by three actors on three days;
    // recalled: an approval, whether active by now or not, and a rejection, on three days.
    expect(done).toHaveLength(4 * 2 * 3 + 3 * 3 * 3 + 3 * 3);
    expect(new Set(done.map(({ seen }) => seen))).toEqual(new Set(['the same revision']));
  });

  it('should raise revision and count of events by one, record who, where and when, and keep the rest, whatever happens', () => {
    for (const { before, result, ...one } of attempts) {
      if (isRefusal(result)) continue;
      const { request: after, event } = result;
      expect([after.revision, after.events, after.changedAt]).toEqual([4, 6, noon(days[one.on]).toInstant().toString()]);
      expect(event).toMatchObject({
        verb: one.verb,
        actor: actors[one.actor],
        channel: 'teams',
        from: one.status,
        to: after.status,
        revision: 4,
      });
      expect(after).toMatchObject({ id: before.id, sponsor: before.sponsor, involved: before.involved, madeAt: before.madeAt });
    }
  });
});

describe('midnight in the organisation’s zone', () => {
  const pending = makeRequest({ validFrom: '2027-03-01', validTo: '2027-06-30' });
  const deciders = decidersOf(pending, makeDepartment(), []);
  const at = (instant: string): Press => ({
    actor: { id: headId, channel: 'teams' },
    now: Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London'),
    seen: 1,
  });

  it.each([
    ['in the last second of the last day', '2027-06-30T22:59:59Z', '→ active'],
    ['in the first second after it, although it is still the last day in UTC', '2027-06-30T23:00:00Z', 'moved-on'],
    ['in the last second before the first day', '2027-02-28T23:59:59Z', '→ approved'],
    ['in the first second of the first day', '2027-03-01T00:00:00Z', '→ active'],
  ])('should go by the date there: %s', (_when, instant, then) => {
    expect(outcome(approve(pending, deciders, at(instant)))).toBe(then);
  });
});

describe('request', () => {
  const press = { actor: { id: sponsorId, channel: 'teams' as const }, now: noon('2027-01-20') };
  const draft = makeDraft({ answers: makeAnswers() });

  it('should make a pending request whose sponsor is whoever asked', () => {
    const { request: made, event, detail } = change(request(deepFreeze(draft), makePerson(), makeContext(), press));
    expect(made).toEqual({
      id: draft.id,
      status: 'pending',
      revision: 1,
      events: 1,
      sponsor: sponsorId,
      involved: [sponsorId],
      answers: draft.answers,
      validFrom: '2027-02-03',
      validTo: '2027-05-31',
      madeAt: '2027-01-20T12:00:00Z',
      question: { askedAt: '2027-01-20T12:00:00Z', revision: 1 },
      sent: { round: 0, revision: draft.revision },
      changedAt: '2027-01-20T12:00:00Z',
    });
    expect(event).toMatchObject({ verb: 'request', from: 'draft', to: 'pending', revision: 1, actor: sponsorId });
    expect([...event.fields].sort()).toEqual(Object.keys(draft.answers).sort());
    expect(detail).toEqual({ after: draft.answers });
  });

  it.each([
    ['somebody who is no member of staff', makePerson({ isStaff: false })],
    ['somebody whose account is disabled', makePerson({ isEnabled: false })],
    ['an admin who is no member of staff', makePerson({ isStaff: false, isAdmin: true })],
  ])('should refuse %s, whatever is missing', (_who, asker) => {
    expect(request(makeDraft(), asker, makeContext(), press)).toEqual({ refused: 'not-staff' });
  });

  it('should name what is missing', () => {
    const result = request(makeDraft({ answers: without(makeAnswers(), 'photo', 'lastName') }), makePerson(), makeContext(), press);
    expect(result).toEqual({ refused: 'incomplete', problems: { photo: { word: 'missing' }, lastName: { word: 'missing' } } });
  });

  it('should freeze the organisation’s dates and keep the blanks', () => {
    const blank = without(makeAnswers({ department: 'summer-office' }), 'validFrom', 'validTo');
    const { request: made } = change(request(makeDraft({ answers: blank }), makePerson(), makeContext(), press));
    expect(made).toMatchObject({ validFrom: '2027-02-15', validTo: '2027-04-30' });
    expect(Object.keys(made.answers)).not.toEqual(expect.arrayContaining(['validFrom']));
    expect(Object.keys(made.answers)).not.toEqual(expect.arrayContaining(['validTo']));
  });

  it('should not store the answers to questions that are not asked', () => {
    const answers = makeAnswers({ employer: 'Widgets Ltd', idCard: false, itAccess: 'staff-like' });
    const { request: made, detail } = change(request(makeDraft({ answers }), makePerson(), makeContext(), press));
    expect(made.answers).toEqual(without(answers, 'employer', 'photo'));
    expect(JSON.stringify(detail)).not.toContain('Widgets');
  });
});

describe('resubmit', () => {
  const returned = deepFreeze(requestOf('returned'));
  const press: Press = { actor: { id: sponsorId, channel: 'teams' }, now: noon('2027-02-02'), seen: 3 };
  const send = (answers: Draft['answers'], asker = makePerson()) => resubmit(returned, makeDraft({ answers }), asker, makeContext(), press);

  it('should ask anew and forget the question that it answers', () => {
    const { request: next } = change(send(makeAnswers()));
    expect(next).toMatchObject({ status: 'pending', question: { revision: 4, askedAt: '2027-02-02T12:00:00Z' }, validTo: '2027-05-31' });
    expect(Object.keys(next)).not.toContain('decision');
  });

  it('should note which version of its draft was sent', () => {
    const draft = makeDraft({ answers: makeAnswers(), revision: 7, changes: { revision: 3, department: 'computer-science' } });
    const { request: next } = change(resubmit(returned, draft, makePerson(), makeContext(), press));
    expect(next.sent).toEqual({ round: 3, revision: 7 });
  });

  it('should need a change: what answers the question in words is another verb', () => {
    const { validFrom, validTo } = returned;
    expect(send({ ...returned.answers, validFrom, validTo })).toEqual({ refused: 'unchanged' });
  });

  it('should name the fields that changed, and put their values beside the event', () => {
    const before = makeRequest(returned);
    const answers = { ...without(before.answers, 'title'), lastName: 'Fairweather-Okafor', validFrom: '2027-02-03', validTo: '2027-07-01' };
    const { event, detail } = change(send(answers));
    expect([...event.fields].sort()).toEqual(['lastName', 'title', 'validFrom', 'validTo']);
    expect(detail.before).toMatchObject({ title: 'Dr', lastName: 'Fairweather' });
    expect(detail.after).toMatchObject({ lastName: 'Fairweather-Okafor', validTo: '2027-07-01' });
  });

  it('should remember what was changed, dates as they were frozen, for whoever is asked now', () => {
    const { validTo: _blank, ...blankEnd } = makeAnswers();
    const pending = deepFreeze(
      makeRequest({
        status: 'pending',
        revision: 3,
        question: { askedAt: '2027-01-18T09:00:00Z', revision: 2 },
        answers: blankEnd as VisitorRequest['answers'],
      }),
    );
    const edit = (answers: Draft['answers'], seen = 3) =>
      resubmit(pending, makeDraft({ answers }), makePerson(), makeContext(), { ...press, seen });
    const { request: next } = change(edit({ ...makeAnswers(), validTo: '2027-05-30' }));
    expect(next.question).toEqual({ askedAt: '2027-02-02T12:00:00Z', revision: 4, changed: { validTo: pending.validTo } });
    expect(edit({ ...makeAnswers(), validTo: pending.validTo })).toEqual({ refused: 'unchanged' });
    expect(change(edit({ ...blankEnd, lastName: 'Vale', validTo: pending.validTo }, 2)).request.question.changed).toEqual({
      lastName: 'Fairweather',
    });
    expect(edit({ ...makeAnswers(), lastName: 'Vale' }, 1)).toEqual({ refused: 'moved-on' });
  });

  it('should refuse a sponsor who is no longer a member of staff, and answers that are incomplete', () => {
    expect(send(makeAnswers(), makePerson({ isStaff: false }))).toEqual({ refused: 'not-staff' });
    expect(send(without(makeAnswers(), 'firstName'))).toEqual({ refused: 'incomplete', problems: { firstName: { word: 'missing' } } });
  });
});

describe('a decision', () => {
  const pending = deepFreeze(makeRequest({ revision: 3, events: 5, question: { revision: 3 } }));
  const deciders = decidersOf(pending, makeDepartment(), []);
  const press: Press = { actor: { id: headId, channel: 'outlook' }, now: noon('2027-01-25'), seen: 3 };

  it('should note who decided what, when and where, and that the sponsor has to hear of it', () => {
    const { request: next, detail } = change(approve(pending, deciders, press));
    expect(next.decision).toEqual({
      verb: 'approve',
      by: headId,
      at: '2027-01-25T12:00:00Z',
      channel: 'outlook',
      visitor: { firstName: 'Ottoline', lastName: 'Fairweather' },
      outcomeRevision: 4,
    });
    expect(detail).toEqual({});
  });

  it.each([
    ['reject', reject],
    ['return', giveBack],
  ] as const)('should keep the words of %s for the sponsor, and out of the event', (verb, decide) => {
    const { request: next, event, detail } = change(decide(pending, deciders, '  Not this\n term  ', press));
    expect(next.decision).toMatchObject({ verb, words: 'Not this term' });
    expect(next.decision).not.toHaveProperty('visitor');
    expect(detail).toEqual({ words: 'Not this term' });
    expect(JSON.stringify(event)).not.toContain('term');
  });

  it.each([
    ['nothing', '', { refused: 'words-missing' }],
    ['blanks and characters that nobody sees', ' \n\t\u200b\u202e ', { refused: 'words-missing' }],
    ['one character too many', 'x'.repeat(wordsAtMost + 1), { refused: 'words-too-long', most: wordsAtMost }],
    ['50,000 characters', 'x'.repeat(50_000), { refused: 'words-too-long', most: wordsAtMost }],
    ['emoji, counted as people count', '😀'.repeat(wordsAtMost + 1), { refused: 'words-too-long', most: wordsAtMost }],
  ])('should refuse %s as a reason', (_what, words, refusal) => {
    expect(reject(pending, deciders, words, press)).toEqual(refusal);
    expect(giveBack(pending, deciders, words, press)).toEqual(refusal);
  });

  it.each([
    ['the longest reason', 'x'.repeat(wordsAtMost)],
    ['the longest reason in emoji', '😀'.repeat(wordsAtMost)],
  ])('should take %s', (_what, words) => {
    expect(change(reject(pending, deciders, words, press)).request.decision?.words).toBe(words);
  });

  it('should say who may not decide before it looks at the words', () => {
    const stranger: Press = { ...press, actor: { id: strangerId, channel: 'teams' } };
    expect(reject(pending, deciders, '', stranger)).toEqual({ refused: 'not-yours' });
    expect(reject(pending, deciders, '', { ...press, seen: 2 })).toEqual({ refused: 'moved-on' });
  });

  it('should tell a stranger nothing, not even with a stale card or on a request that is over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.integer(), fc.constantFrom(...Object.values(days)), (status, seen, on) => {
        const stranger: Press = { actor: { id: strangerId, channel: 'tab' }, now: noon(on), seen };
        expect(decides(makeRequest({ status }), deciders, stranger)).toEqual({ refused: 'not-yours' });
      }),
    );
  });
});

describe('recall', () => {
  const pending = deepFreeze(makeRequest({ revision: 3, events: 5, question: { revision: 3 } }));
  const deciders = decidersOf(pending, makeDepartment(), []);
  const at = (time: string, seen: number, id = headId): Press => ({
    actor: { id, channel: 'teams' },
    now: Temporal.ZonedDateTime.from(`2027-01-25T${time}[Europe/London]`),
    seen,
  });
  const approved = deepFreeze(change(approve(pending, deciders, at('12:00:00', 3))).request);
  const rejected = deepFreeze(change(reject(pending, deciders, 'No room.', at('12:00:00', 3))).request);

  it.each([
    ['an approval', approved],
    ['a rejection', rejected],
  ])('should open the same question again after %s: asked when it was, of whom it was, with nothing decided', (_what, decided) => {
    const { request: next, detail } = change(recall(decided, deciders, at('12:09:59', 4)));
    const recalled = { by: headId, at: '2027-01-25T12:09:59Z', revision: 5 };
    expect(next).toEqual({ ...pending, revision: 5, events: 7, changedAt: '2027-01-25T12:09:59Z', recalled });
    expect(detail).toEqual({});
  });

  it.each([
    ['at once', '12:00:00', '→ pending'],
    ['in the last second', '12:09:59', '→ pending'],
    ['when the minutes are over', '12:10:00', 'too-late'],
    ['late in the day', '23:59:59', 'too-late'],
  ])('should hold for ten minutes: %s', (_when, time, then) => {
    expect(recallMinutes).toBe(10);
    expect(outcome(recall(approved, deciders, at(time, 4)))).toBe(then);
    const until = recallableUntil(approved, headId, at(time, 4).now);
    expect(until).toBe(then === 'too-late' ? undefined : '2027-01-25T12:10:00.000Z');
  });

  it('should be offered to nobody but who decided, and never once the last day has passed or a username is given', () => {
    const { now } = at('12:01:00', 4);
    for (const person of [deputyId, sponsorId, strangerId, adminId]) expect(recallableUntil(approved, person, now)).toBeUndefined();
    expect(recallableUntil(pending, headId, now)).toBeUndefined();
    expect(recallableUntil({ ...approved, validFrom: '2027-01-25' }, headId, now)).toBeDefined();
    const directory = { userName: 'oggf@bantshire.example' };
    expect(recallableUntil({ ...approved, account: { directory } }, headId, now)).toBeUndefined();
    expect(recallableUntil({ ...rejected, validTo: '2027-01-24' }, headId, now)).toBeUndefined();
    expect(recallableUntil({ ...approved, status: 'returned' }, headId, now)).toBeUndefined();
  });

  it('should be done once, also for a head who is none any more', () => {
    const open = change(recall(approved, deciders, at('12:01:00', 4))).request;
    const others = { ...deciders, may: [deputyId] };
    expect(outcome(recall(open, deciders, at('12:01:01', 4)))).toBe('moved-on');
    expect(outcome(recall(open, others, at('12:01:01', 4)))).toBe('moved-on');
    expect(outcome(recall(open, others, at('12:01:01', 5)))).toBe('moved-on');
  });

  it('should be forgotten by the next decision, which can be taken back in its turn', () => {
    const open = deepFreeze(change(recall(rejected, deciders, at('12:01:00', 4))).request);
    const again = deepFreeze(change(approve(open, deciders, at('12:02:00', 5, deputyId))).request);
    expect(again).not.toHaveProperty('recalled');
    expect(again).toMatchObject({ status: 'approved', decision: { by: deputyId, outcomeRevision: 6 } });
    expect(outcome(recall(again, deciders, at('12:03:00', 6)))).toBe('not-who-decided');
    expect(outcome(recall(again, deciders, at('12:03:00', 6, deputyId)))).toBe('→ pending');
  });
});

describe('events', () => {
  const value = fc
    .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'e', 'k', 'o', 'z') })
    .map((text) => `Personal ${text}`);
  const personal = fc.record(
    {
      employer: value,
      title: value,
      firstName: value,
      middleNames: value,
      lastName: value,
      preferredName: value,
      telephone: fc.constant('01632 960 147'),
      personalEmail: fc.constant('ottoline@home.example'),
    },
    { requiredKeys: ['firstName', 'lastName', 'employer'] },
  );
  const now = noon('2027-01-20');
  const sponsor = { id: sponsorId, channel: 'teams' as const };

  it('should never hold a value that anybody typed', () => {
    fc.assert(
      fc.property(personal, personal, value, (first, second, words) => {
        const context = makeContext({ policy: makePolicy() });
        const made = change(
          request(makeDraft({ answers: makeAnswers({ ...first, reason: 'contractor-consultant' }) }), makePerson(), context, {
            actor: sponsor,
            now,
          }),
        );
        const deciders = decidersOf(made.request, makeDepartment(), []);
        const returned = change(giveBack(made.request, deciders, words, { actor: { id: headId, channel: 'teams' }, now, seen: 1 }));
        const draft = makeDraft({ answers: makeAnswers({ ...second, reason: 'contractor-consultant', validTo: '2027-06-29' }) });
        const again = change(resubmit(returned.request, draft, makePerson(), context, { actor: sponsor, now, seen: 2 }));
        const values = [...Object.values(made.request.answers), ...Object.values(again.request.answers), words]
          .filter((one) => typeof one === 'string')
          .concat(made.request.answers.photo?.blob ?? '?');
        const events = JSON.stringify([made.event, returned.event, again.event]);
        for (const one of values) expect(events).not.toContain(one);
        expect([made, returned, again].map(({ request: { revision, events: count } }) => [revision, count])).toEqual([
          [1, 1],
          [2, 2],
          [3, 3],
        ]);
      }),
    );
  });
});
