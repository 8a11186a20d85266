import * as fc from 'fast-check';
import { correctableFields } from '../../../../bot/domain/form/form';
import { wantedMessages } from '../../../../bot/domain/messages/message';
import { messages } from '../../../../bot/domain/messages/table';
import type { Person } from '../../../../bot/domain/organisation/organisation';
import {
  correct,
  correctable,
  correctedValues,
  correctionRecipients,
  reassignDecider,
  reassignSponsor,
  resend,
} from '../../../../bot/domain/request/corrections';
import { decidersOf } from '../../../../bot/domain/request/deciders';
import { approve, type Press } from '../../../../bot/domain/request/lifecycle';
import type { Standing } from '../../../../bot/domain/request/reapproval';
import { recall } from '../../../../bot/domain/request/recall';
import { type Change, isRefusal, type Refusal } from '../../../../bot/domain/request/refusal';
import { nudgeDates } from '../../../../bot/domain/request/request-dates';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { isOver, statuses } from '../../../../bot/domain/statuses/table';
import { offersOf } from '../../../../bot/domain/verbs/offers';
import { verbs as table } from '../../../../bot/domain/verbs/table';
import {
  adminId,
  approval,
  deepFreeze,
  deputyId,
  headId,
  makeContext,
  makeDepartment,
  makePerson,
  makePolicy,
  makeRequest,
  noon,
  sponsorId,
  strangerId,
} from '../../../make';

const colleague = makePerson({ id: strangerId, name: 'Bo Colleague' });
const admin = makePerson({ id: adminId, isAdmin: true });
const context = makeContext();

function standingOf(current: VisitorRequest, person: Person = admin, isSponsorGone = false): Standing {
  return { person, deciders: decidersOf(current, makeDepartment(), [adminId]), isSponsorGone };
}

function pressOf(current: VisitorRequest, { seen = current.revision, on = '2027-03-02', id = adminId } = {}): Press {
  return { actor: { id, channel: 'tab' }, now: noon(on), seen };
}

const made = (overrides: Partial<VisitorRequest> = {}) => deepFreeze(makeRequest({ revision: 5, events: 5, ...overrides }));
const outcomeOf = (result: Change | Refusal) => (isRefusal(result) ? result.refused : 'done');
const done = (result: Change | Refusal): Change => {
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
};

type Verb = (current: VisitorRequest, standing: Standing, press: Press) => Change | Refusal;
const verbs: [string, Verb][] = [
  ['resend', resend],
  ['reassign-sponsor', (current, standing, press) => reassignSponsor(current, colleague, standing, press)],
  ['reassign-decider', (current, standing, press) => reassignDecider(current, colleague, standing, press)],
  ['correct', (current, standing, press) => correct(current, { field: 'lastName', value: 'Fayreweather' }, standing, context, press)],
];

describe.each(verbs)('%s', (verb, act) => {
  it.each([
    ['an admin', admin, 'done'],
    ['an admin whose account is disabled', makePerson({ id: adminId, isAdmin: true, isEnabled: false }), 'not-yours'],
    ['the sponsor', makePerson(), 'not-yours'],
    ['the head', makePerson({ id: headId }), 'not-yours'],
    ['a stranger', makePerson({ id: strangerId }), 'not-yours'],
  ] as const)('should be for admins only: %s', (_who, person, expected) => {
    const current = made();
    expect(outcomeOf(act(current, standingOf(current, person), pressOf(current, { id: person.id })))).toBe(expected);
  });

  it.each(statuses)('should do nothing to what is over, and nothing on what was not seen: %s', (status) => {
    const current = made({ status });
    const isWanted = verb === 'resend' ? status === 'pending' || status === 'returned' : !isOver(status);
    expect(outcomeOf(act(current, standingOf(current), pressOf(current)))).toBe(isWanted ? 'done' : 'moved-on');
    expect(outcomeOf(act(current, standingOf(current), pressOf(current, { seen: 4 })))).toBe('moved-on');
    // Over by its dates, whatever the sweep has got to.
    expect(outcomeOf(act(current, standingOf(current), pressOf(current, { on: '2027-09-01' })))).toBe('moved-on');
  });

  it.each([
    ['made it', { sponsor: adminId, involved: [adminId] }],
    ['sponsors it', { sponsor: adminId }],
    ['sponsored it before', { involved: [adminId, sponsorId] }],
    ['changed it', { involved: [sponsorId, adminId] }],
  ] as [string, Partial<VisitorRequest>][])('should be refused to an admin who %s, in whatever status', (_how, overrides) => {
    for (const status of statuses) {
      const current = made({ status, ...overrides });
      expect(outcomeOf(act(current, standingOf(current), pressOf(current)))).toBe(isOver(status) ? 'moved-on' : 'involved');
      // Pressed twice, their own correction is answered with the state as it is.
      expect(outcomeOf(act(current, standingOf(current), pressOf(current, { seen: 4 })))).toBe('moved-on');
    }
    const current = made(overrides);
    const acting = { standing: standingOf(current), press: pressOf(current), context };
    expect(offersOf(table, current, acting, 'tab').filter(({ verb }) => table[verb as keyof typeof table].isForAdmins)).toEqual([]);
  });

  it('should raise the revision by one, and be recorded as what it is, without values in the event', () => {
    const current = made();
    const { request, event } = done(act(current, standingOf(current), pressOf(current)));
    expect([request.revision, request.events, request.status]).toEqual([6, 6, 'pending']);
    expect(event).toMatchObject({ verb, actor: adminId, channel: 'tab', from: 'pending', to: 'pending', revision: 6 });
    expect(JSON.stringify(event)).not.toMatch(/Fa[iy]r/);
  });
});

describe('resend', () => {
  it('should ask the deciders as if now, with reminders that begin anew', () => {
    const current = made({
      question: { ...makeRequest().question, nudged: { at: '2027-02-01T09:00:00Z', count: 3 }, headAway: { person: headId } },
    });
    const { request } = done(resend(current, standingOf(current), pressOf(current)));
    // Its sponsor asked when they asked: a long wait is not hidden from whoever decides.
    expect(request).toMatchObject({ question: { revision: 6, resentAt: '2027-03-02T12:00:00Z', askedAt: current.question.askedAt } });
    expect(nudgeDates(request, makePolicy()).map(String)[0]).toBe('2027-03-04');
    expect(request.question).not.toHaveProperty('nudged');
    expect(request.question).not.toHaveProperty('headAway');
  });

  it('should ask the sponsor of a returned request, and nobody else', () => {
    const current = made({ status: 'returned', decision: { ...approval, outcomeRevision: 3 } });
    const { request } = done(resend(current, standingOf(current), pressOf(current)));
    expect(request).toMatchObject({ decision: { outcomeRevision: 6 }, question: { revision: 1 } });
  });
});

describe('reassign sponsor', () => {
  it.each([
    ['nobody', undefined, 'no-such-colleague'],
    ['a student', makePerson({ id: strangerId, isStaff: false }), 'no-such-colleague'],
    ['somebody who has left', makePerson({ id: strangerId, isEnabled: false }), 'no-such-colleague'],
    ['the sponsor', makePerson(), 'sponsor-already'],
    ['a colleague', colleague, 'done'],
  ] as const)('should take %s or not', (_who, to, expected) => {
    const current = made();
    expect(outcomeOf(reassignSponsor(current, to, standingOf(current), pressOf(current)))).toBe(expected);
  });

  it('should end an open offer, and tell both', () => {
    const current = made({
      handover: { open: { to: deputyId, by: sponsorId, at: '2027-02-01T09:00:00Z', channel: 'teams', revision: 4 } },
      decision: { ...approval, outcomeRevision: 2 },
    });
    const { request, detail } = done(reassignSponsor(current, colleague, standingOf(current), pressOf(current)));
    expect(request).toMatchObject({
      sponsor: strangerId,
      involved: [sponsorId, strangerId],
      handover: { last: { answer: 'assigned', from: sponsorId, by: adminId } },
    });
    expect(request.handover).not.toHaveProperty('open');
    expect(request.decision).toEqual(approval);
    expect(detail).toEqual({ before: { sponsor: sponsorId }, after: { sponsor: strangerId } });
  });

  it('should leave the decision to others where the new sponsor was to decide', () => {
    const current = made();
    const { request } = done(reassignSponsor(current, makePerson({ id: headId }), standingOf(current), pressOf(current)));
    expect(decidersOf(request, makeDepartment(), [adminId])).toEqual({ ask: [deputyId], may: [deputyId], as: 'department' });
  });
});

describe('reassign decider', () => {
  it('should ask the colleague instead of the head, who may decide all the same', () => {
    const current = made();
    const { request } = done(reassignDecider(current, colleague, standingOf(current), pressOf(current)));
    expect(request).toMatchObject({ assigned: { to: strangerId, by: adminId }, question: { revision: 6 } });
    expect(decidersOf(request, makeDepartment(), [adminId])).toEqual({
      ask: [strangerId],
      may: [strangerId, headId, deputyId],
      as: 'department',
    });
  });

  it('should ask the head again where the colleague can decide no longer', () => {
    const current = made({ assigned: { to: strangerId, by: adminId, at: '2027-02-01T09:00:00Z', channel: 'tab' } });
    expect(decidersOf(current, makeDepartment(), [adminId], (person) => person !== strangerId).ask).toEqual([headId]);
    expect(decidersOf({ ...current, involved: [sponsorId, strangerId] }, makeDepartment(), [adminId]).may).toEqual([headId, deputyId]);
  });

  it.each([
    ['the sponsor', makePerson(), 'decider-involved'],
    ['a former sponsor', makePerson({ id: deputyId }), 'decider-involved'],
    ['the one who is asked', makePerson({ id: headId }), 'decider-already'],
    ['nobody', undefined, 'no-such-colleague'],
    ['a student', makePerson({ id: strangerId, isStaff: false }), 'no-such-colleague'],
  ] as const)('should refuse %s', (_who, to, expected) => {
    const current = made({ involved: [sponsorId, deputyId] });
    expect(outcomeOf(reassignDecider(current, to, standingOf(current), pressOf(current)))).toBe(expected);
  });

  it('should ask nobody anew for what is decided', () => {
    const current = made({ status: 'active' });
    const { request } = done(reassignDecider(current, colleague, standingOf(current), pressOf(current)));
    expect(request).toMatchObject({ question: { revision: 1, askedAt: current.question.askedAt }, assigned: { to: strangerId } });
  });
});

describe('correct', () => {
  const correcting = (field: string, value: string, overrides: Partial<VisitorRequest> = {}) => {
    const current = made(overrides);
    return correct(current, { field, value }, standingOf(current), context, pressOf(current));
  };

  it.each([
    ['lastName', 'Fayreweather', 'done'],
    ['lastName', '  Fayre   weather ', 'done'],
    ['lastName', ' ', 'not-right'],
    ['lastName', 'Fairweather', 'unchanged'],
    ['lastName', 'x'.repeat(2_000), 'not-right'],
    ['title', '', 'done'],
    ['middleNames', '', 'unchanged'],
    ['personalEmail', 'no address', 'not-right'],
    ['personalEmail', 'o.fairweather@bantshire.example', 'not-right'],
    ['personalEmail', 'o.fairweather@example.org', 'done'],
    ['employer', 'Fenwick Instruments Ltd', 'not-correctable'],
    ['validTo', '2029-01-01', 'not-correctable'],
    ['itAccess', 'staff-like', 'not-correctable'],
    ['__proto__', 'x', 'not-correctable'],
    ['', 'x', 'not-correctable'],
  ])('should take or refuse %s as %j: %s', (field, value, expected) => {
    expect(outcomeOf(correcting(field, value))).toBe(expected);
  });

  it('should mend an account whose dates the form would no longer take', () => {
    expect(outcomeOf(correcting('firstName', 'Otto', { status: 'active', validFrom: '2026-01-01' }))).toBe('done');
  });

  it('should offer the employer only for a reason that needs one', () => {
    const fieldsOf = (reason: string) =>
      correctable(made({ answers: { ...makeRequest().answers, reason } }), makePolicy()).map(({ field }) => field);
    expect(fieldsOf('external-examiner')).not.toContain('employer');
    expect(fieldsOf('contractor-consultant')).toEqual([...correctableFields]);
  });

  it('should keep whoever corrected from deciding, and keep both values beside the event', () => {
    const current = made({ involved: [sponsorId, headId, deputyId] });
    expect(decidersOf(current, makeDepartment(), [adminId]).may).toEqual([adminId]);
    const { request, event, detail } = done(
      correct(current, { field: 'firstName', value: 'Otto' }, standingOf(current), context, pressOf(current)),
    );
    expect(decidersOf(request, makeDepartment(), [adminId]).may).toEqual([]);
    expect([event.fields, detail]).toEqual([['firstName'], { before: { firstName: 'Ottoline' }, after: { firstName: 'Otto' } }]);
  });
});

describe('a correction after an approval', () => {
  /** Approved by the head as it was asked for. */
  function approved(answers: Partial<VisitorRequest['answers']> = {}): VisitorRequest {
    const asked = made({
      answers: { ...makeRequest().answers, middleNames: 'Grace', personalEmail: 'o.fairweather@example.org', ...answers },
    });
    return deepFreeze(
      done(approve(asked, decidersOf(asked, makeDepartment(), [adminId]), pressOf(asked, { id: headId, on: '2027-01-19' }))).request,
    );
  }
  /** Each correction by an admin who has changed nothing yet. */
  function corrected(current: VisitorRequest, field: string, value: string): Change | Refusal {
    const id = `admin-${current.revision}`;
    const standing = standingOf(current, makePerson({ id, isAdmin: true }));
    return correct(current, { field, value }, standing, context, pressOf(current, { id, on: '2027-01-20' }));
  }
  function after(current: VisitorRequest, ...corrections: [string, string][]): Change | Refusal {
    let result: Change | Refusal | undefined;
    for (const [field, value] of corrections) {
      result = corrected(result && !isRefusal(result) ? deepFreeze(result.request) : current, field, value);
      if (isRefusal(result)) return result;
    }
    if (!result) throw new Error('Nothing was corrected.');
    return result;
  }

  it.each<[string, [string, string][], string]>([
    ['a first name', [['firstName', 'Otto']], 'done'],
    [
      'a first name twice',
      [
        ['firstName', 'Otto'],
        ['firstName', 'Odo'],
      ],
      'done',
    ],
    [
      'the first name, then the last',
      [
        ['firstName', 'Otto'],
        ['lastName', 'Fayre'],
      ],
      'another-person',
    ],
    [
      'the last name, then the first',
      [
        ['lastName', 'Fayre'],
        ['firstName', 'Otto'],
      ],
      'another-person',
    ],
    [
      'the first name and back, then the last',
      [
        ['firstName', 'Otto'],
        ['firstName', 'Ottoline'],
        ['lastName', 'Fayre'],
      ],
      'done',
    ],
    [
      'the email, then the first name',
      [
        ['personalEmail', 'x@example.org'],
        ['firstName', 'Otto'],
      ],
      'another-person',
    ],
    [
      'the last name, then the email',
      [
        ['lastName', 'Fayre'],
        ['personalEmail', 'x@example.org'],
      ],
      'another-person',
    ],
    [
      'a middle name, then the email',
      [
        ['middleNames', ''],
        ['personalEmail', 'x@example.org'],
      ],
      'another-person',
    ],
    [
      'the email away, then the preferred name',
      [
        ['personalEmail', ''],
        ['preferredName', 'Jo Black'],
      ],
      'another-person',
    ],
    [
      'title, telephone and first name',
      [
        ['title', 'Prof'],
        ['telephone', '01632 960 000'],
        ['firstName', 'Otto'],
      ],
      'done',
    ],
    [
      'title, telephone and email',
      [
        ['title', ''],
        ['telephone', ''],
        ['personalEmail', 'x@example.org'],
      ],
      'done',
    ],
    [
      'only how it is written',
      [
        ['firstName', 'OTTOLINE'],
        ['lastName', 'Fáirweather'],
        ['personalEmail', 'O.Fairweather@example.org'],
      ],
      'done',
    ],
  ])('should be compared with what was approved, however often: %s', (_what, corrections, expected) => {
    expect(outcomeOf(after(approved(), ...corrections))).toBe(expected);
  });

  it('should be free before an approval, as the approver reads it, and is compared with what was approved in the end', () => {
    const asked = made();
    const renamed = done(after(asked, ['firstName', 'Ada'], ['lastName', 'Byron'])).request;
    const press = pressOf(renamed, { id: headId, on: '2027-01-19' });
    const decided = done(approve(renamed, decidersOf(renamed, makeDepartment(), [adminId]), press)).request;
    expect(outcomeOf(after(decided, ['firstName', 'Augusta'], ['lastName', 'Lovelace']))).toBe('another-person');
    expect(outcomeOf(after(decided, ['firstName', 'Augusta']))).toBe('done');
    // Taken back, the question is open again, and what is approved then counts.
    const again = done(recall(decided, decidersOf(decided, makeDepartment(), [adminId]), { ...press, seen: decided.revision })).request;
    expect(outcomeOf(after(again, ['firstName', 'Grace'], ['lastName', 'Hopper']))).toBe('done');
  });

  it('should compare what was approved before that was kept with what stands there at the first correction', () => {
    const { visitor: _unkept, ...decision } = approved().decision!;
    expect(outcomeOf(after(deepFreeze({ ...approved(), decision }), ['firstName', 'Otto'], ['lastName', 'Fayre']))).toBe('another-person');
  });

  it.each<[string, string, string[]]>([
    ['firstName', 'Otto', [headId]],
    ['middleNames', '', [headId]],
    ['lastName', 'Fayre', [headId]],
    ['preferredName', 'Lina', [headId]],
    ['personalEmail', 'x@example.org', [headId]],
    ['title', 'Prof', []],
    ['telephone', '01632 960 000', []],
  ])('should be told to whoever approved where it changes a name or the email: %s', (field, value, told) => {
    const { request } = done(after(approved(), [field, value]));
    expect(correctionRecipients(request)).toEqual(told);
    expect(
      wantedMessages(messages, request, decidersOf(request, makeDepartment(), [adminId])).filter(
        ({ message }) => message.kind === 'corrected',
      ),
    ).toEqual(told.map((person) => ({ person, message: { kind: 'corrected', revision: request.revision } })));
  });

  it('should not be told to whoever made it, nor of a request that is not approved', () => {
    const mine = { ...approved(), decision: { ...approved().decision!, by: 'admin-6' } };
    expect(correctionRecipients(done(after(deepFreeze(mine), ['firstName', 'Otto'])).request)).toEqual([]);
    expect(correctionRecipients(done(after(made(), ['firstName', 'Otto'])).request)).toEqual([]);
  });

  it('should say what was approved beside what it says now', () => {
    const { request } = done(after(approved(), ['firstName', 'Otto'], ['firstName', 'Ottilie'], ['middleNames', '']));
    expect(correctedValues(request)).toEqual([
      { field: 'firstName', approved: 'Ottoline', now: 'Ottilie' },
      { field: 'middleNames', approved: 'Grace' },
    ]);
    expect(correctedValues(done(after(approved(), ['firstName', 'Otto'], ['firstName', 'Ottoline'])).request)).toEqual([]);
  });

  it('should never make another person of the visitor, over any corrections in any order', () => {
    const values: Record<string, string[]> = {
      firstName: ['Ottoline', 'Otto', 'Ada', 'ottoline'],
      middleNames: ['', 'Grace', 'May'],
      lastName: ['Fairweather', 'Fayre', 'Byron'],
      preferredName: ['', 'Lina', 'Jack'],
      personalEmail: ['', 'o.fairweather@example.org', 'ada@example.org', 'O.FAIRWEATHER@example.org'],
      title: ['', 'Dr', 'Prof'],
    };
    const step = fc.constantFrom(...Object.entries(values).flatMap(([field, all]) => all.map((value) => [field, value] as const)));
    const isSame = (one: string | undefined, other: string | undefined) => (one ?? '').toLowerCase() === (other ?? '').toLowerCase();
    let refused = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), fc.boolean(), (steps, hasEmail) => {
        const before = approved(hasEmail ? {} : ({ personalEmail: undefined } as object));
        let current = before;
        for (const [field, value] of steps) {
          const result = corrected(current, field, value);
          if (isRefusal(result)) refused += Number(result.refused === 'another-person');
          else current = deepFreeze(result.request);
          const differs = (name: keyof typeof before.answers) =>
            !isSame(before.answers[name] as string | undefined, current.answers[name] as string | undefined);
          const names = (['firstName', 'middleNames', 'lastName', 'preferredName'] as const).filter(differs);
          expect(differs('firstName') && differs('lastName')).toBe(false);
          expect(differs('personalEmail') && names.length > 0).toBe(false);
        }
      }),
      // A fixed seed: how many are refused is counted.
      { seed: 20270118, numRuns: 200 },
    );
    // Without the comparison most of them would end as somebody else.
    expect(refused).toBeGreaterThan(50);
  });
});

describe('what admins may steer', () => {
  it('should let nobody decide what they sponsored or changed, in whatever order it comes', () => {
    const people = [headId, deputyId, strangerId, adminId, sponsorId];
    const step = fc.record({
      verb: fc.integer({ min: 0, max: 3 }),
      whom: fc.constantFrom(...people),
      value: fc.constantFrom('Ada', 'Bo', 'Cy'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let current: VisitorRequest = made();
        const touched = new Set([sponsorId]);
        for (const { verb, whom, value } of steps) {
          const [standing, press, to] = [standingOf(current), pressOf(current), makePerson({ id: whom })];
          const result = [
            () => resend(current, standing, press),
            () => reassignSponsor(current, to, standing, press),
            () => reassignDecider(current, to, standing, press),
            () => correct(current, { field: 'firstName', value }, standing, context, press),
          ][verb]?.();
          if (!result || isRefusal(result)) continue;
          expect(result.request.revision).toBe(current.revision + 1);
          current = deepFreeze(result.request);
          touched.add(current.sponsor);
          if (result.event.verb === 'correct') touched.add(adminId);
        }
        const deciders = decidersOf(current, makeDepartment(), [adminId]);
        expect(deciders.may.filter((person) => touched.has(person))).toEqual([]);
        expect(deciders.ask.filter((person) => !deciders.may.includes(person))).toEqual([]);
        for (const person of touched) expect(outcomeOf(approve(current, deciders, pressOf(current, { id: person })))).toBe('own-request');
      }),
    );
  });
});
