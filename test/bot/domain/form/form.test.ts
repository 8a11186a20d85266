import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  clean,
  fieldsOf,
  fillIn,
  isRequired,
  isVisible,
  mayRequest,
  problemsOf,
  stepAfter,
  stepBefore,
  stepOf,
  stepsOf,
  tidy,
  warningsOf,
} from '../../../../bot/domain/form/form';
import { datesOf } from '../../../../bot/domain/form/form-context';
import { type Answers, emptyAnswers, type Field, type Problem } from '../../../../bot/domain/form/questions';
import { type StepName, stepNames } from '../../../../bot/domain/form/steps';
import { request } from '../../../../bot/domain/request/lifecycle';
import { isRefusal } from '../../../../bot/domain/request/refusal';
import { hostileStrings } from '../../../fakes/hostile-strings';
import { departments, makeAnswers, makeContext, makeDraft, makePerson, makePolicy, noon, sponsorId, without } from '../../../make';

const context = makeContext();
const allFields = Object.values(fieldsOf).flat();
const contractor = makeAnswers({ reason: 'contractor-consultant', employer: 'Widgets Ltd' });

/** The problem of one field, with one answer of a complete request changed. */
function problem(field: Field, answers: Answers, where = context): Problem | undefined {
  return problemsOf(answers, where)[field];
}

describe('which questions are asked', () => {
  it.each([
    ['employer, for a reason that needs one', 'employer', contractor, true],
    ['employer, for another reason', 'employer', makeAnswers({ employer: 'Widgets Ltd' }), false],
    ['employer, before there is a reason', 'employer', emptyAnswers, false],
    ['employer, for a reason that is not in the list', 'employer', makeAnswers({ reason: 'holiday' }), false],
    ['photo, with a card', 'photo', makeAnswers(), true],
    ['photo, by default', 'photo', emptyAnswers, true],
    ['photo, without a card', 'photo', makeAnswers({ idCard: false }), false],
  ] as const)('should decide about %s', (_what, field, answers, is) => {
    expect([isVisible(field, answers, context.policy), isRequired(field, answers, context)]).toEqual([is, is]);
  });

  it('should ask for the department first and alone, and for the photo on the review, last', () => {
    expect([stepNames[0], fieldsOf.department, stepNames.at(-1), fieldsOf.review]).toEqual([
      'department',
      ['department'],
      'review',
      ['photo'],
    ]);
  });

  it('should ask what is always asked before what only some have, the employer first', () => {
    expect(fieldsOf.who).toEqual(['reason', 'firstName', 'lastName']);
    expect(fieldsOf.visit).toEqual(
      ['employer', 'validFrom', 'validTo', 'itAccess', 'idCard', 'middleNames', 'personalEmail'].concat([
        'title',
        'preferredName',
        'telephone',
      ]),
    );
  });

  it('should ask each question on exactly one step', () => {
    expect(new Set(allFields).size).toBe(allFields.length);
    expect([...allFields].sort()).toEqual(
      ['department', 'reason', 'employer', 'title', 'firstName', 'middleNames', 'lastName', 'preferredName', 'telephone']
        .concat(['validFrom', 'validTo', 'itAccess', 'idCard', 'photo', 'personalEmail'])
        .sort(),
    );
    for (const field of allFields) expect(fieldsOf[stepOf(field)]).toContain(field);
  });

  it.each([
    ['department', [true, true]],
    ['reason', [true, true]],
    ['employer', [true, false]],
    ['firstName', [true, true]],
    ['lastName', [true, true]],
    ['photo', [true, true]],
    ['title', [false, false]],
    ['middleNames', [false, false]],
    ['preferredName', [false, false]],
    ['telephone', [false, false]],
    ['personalEmail', [false, false]],
    ['itAccess', [false, false]],
    ['idCard', [false, false]],
  ] as const)('should know whether %s must be answered, for a contractor and for an examiner', (field, musts) => {
    expect([isRequired(field, contractor, context), isRequired(field, makeAnswers(), context)]).toEqual(musts);
    if (field === 'itAccess' || field === 'idCard') return;
    const missing = musts.map((must) => (must ? { word: 'missing' } : undefined));
    expect([problem(field, without(contractor, field)), problem(field, without(makeAnswers(), field))]).toEqual(missing);
  });
});

describe('dates', () => {
  const organisation = makeContext({ policy: makePolicy({ validFrom: '2027-02-01', validTo: '2027-07-31' }) });
  const blank = (department: string) => without(makeAnswers({ department }), 'validFrom', 'validTo');

  it.each([
    ['the department’s own', 'summer-office', organisation, '2027-02-15', '2027-04-30'],
    ['the department’s own end, the organisation’s start', 'archive', organisation, '2027-02-01', '2027-06-30'],
    ['the organisation’s', 'computer-science', organisation, '2027-02-01', '2027-07-31'],
    ['the department’s end and no start', 'archive', context, undefined, '2027-06-30'],
    ['none', 'computer-science', context, undefined, undefined],
  ])('should take a blank for %s', (_whose, department, where, from, to) => {
    const answers = blank(department);
    const dates = datesOf(answers, where);
    expect([dates.from?.toString(), dates.to?.toString()]).toEqual([from, to]);
    expect([isRequired('validFrom', answers, where), isRequired('validTo', answers, where)]).toEqual([
      from === undefined,
      to === undefined,
    ]);
    expect([problem('validFrom', answers, where), problem('validTo', answers, where)]).toEqual(
      [from, to].map((date) => (date === undefined ? { word: 'missing' } : undefined)),
    );
  });

  it('should let a typed date win over the organisation’s', () => {
    const dates = datesOf(makeAnswers({ department: 'summer-office' }), organisation);
    expect([dates.from?.toString(), dates.to?.toString()]).toEqual(['2027-02-03', '2027-05-31']);
  });

  // Today is 20 January 2027; an examiner stays at most 48 months, somebody of the summer school 3.
  it.each<[string, Partial<Answers>, Problem | undefined, Problem | undefined]>([
    ['a start 14 days back', { validFrom: '2027-01-06' }, undefined, undefined],
    ['a start 15 days back', { validFrom: '2027-01-05' }, { word: 'too-far-back', earliest: '2027-01-06' }, undefined],
    ['a start today', { validFrom: '2027-01-20' }, undefined, undefined],
    ['a start on 29 February of a common year', { validFrom: '2027-02-29' }, { word: 'no-such-date' }, undefined],
    ['a start on 29 February of a leap year', { validFrom: '2028-02-29', validTo: '2028-05-31' }, undefined, undefined],
    ['an end on 29 February of a common year', { validTo: '2027-02-29' }, undefined, { word: 'no-such-date' }],
    ['an end on 29 February of a leap year', { validTo: '2028-02-29' }, undefined, undefined],
    ['a start in words', { validFrom: 'next Monday' }, { word: 'no-such-date' }, undefined],
    ['a start with a time', { validFrom: '2027-02-03T00:00' }, { word: 'no-such-date' }, undefined],
    ['an end in another order', { validTo: '31/05/2027' }, undefined, { word: 'no-such-date' }],
    ['a month that is none', { validTo: '2027-13-01' }, undefined, { word: 'no-such-date' }],
    ['an end before the start', { validTo: '2027-02-02' }, undefined, { word: 'ends-before-start' }],
    ['an end on the day of the start', { validTo: '2027-02-03' }, undefined, undefined],
    ['an end yesterday', { validFrom: '2027-01-10', validTo: '2027-01-19' }, undefined, { word: 'over-already' }],
    ['an end today', { validFrom: '2027-01-10', validTo: '2027-01-20' }, undefined, undefined],
    ['the longest stay', { reason: 'summer-school', validTo: '2027-05-02' }, undefined, undefined],
    [
      'a stay that is a day too long',
      { reason: 'summer-school', validTo: '2027-05-03' },
      undefined,
      { word: 'stay-too-long', latest: '2027-05-02', months: 3 },
    ],
    ['a long stay with a reason that is not in the list', { reason: 'holiday', validTo: '2037-05-03' }, undefined, undefined],
    ['years that no visit has', { validFrom: '0027-02-01', validTo: '9999-12-31' }, { word: 'no-such-date' }, { word: 'no-such-date' }],
  ])('should judge %s', (_what, change, start, end) => {
    const answers = makeAnswers(change);
    expect([problem('validFrom', answers), problem('validTo', answers)]).toEqual([start, end]);
  });

  it('should judge the organisation’s end like a typed one', () => {
    const until = (validTo: string) => makeContext({ policy: makePolicy({ validTo }) });
    const answers = without(makeAnswers({ reason: 'summer-school' }), 'validTo');
    expect(problem('validTo', answers, until('2027-05-02'))).toBeUndefined();
    expect(problem('validTo', answers, until('2027-05-03'))).toEqual({ word: 'stay-too-long', latest: '2027-05-02', months: 3 });
    expect(problem('validTo', answers, until('2027-02-01'))).toEqual({ word: 'ends-before-start' });
    expect(problem('validTo', { ...answers, validFrom: '2027-01-06' }, until('2027-01-10'))).toEqual({ word: 'over-already' });
  });

  it('should not hold the organisation’s own start against the sponsor, however far back it lies', () => {
    const where = makeContext({ policy: makePolicy({ validFrom: '2026-09-01' }) });
    expect(problemsOf(without(makeAnswers(), 'validFrom'), where)).toEqual({});
  });

  it.each([
    ['a day short of a month', '2027-03-01', true],
    ['a month', '2027-03-02', false],
  ])('should warn of a visit of %s, or refuse it where the setting says so', (_what, validTo, isShort) => {
    const answers = makeAnswers({ validTo });
    expect(warningsOf(answers, context)).toEqual(isShort ? [{ word: 'short-visit' }] : []);
    expect(problem('validTo', answers)).toBeUndefined();
    const strict = makeContext({ policy: makePolicy({ shortVisit: 'refuse' }) });
    expect(problem('validTo', answers, strict)).toEqual(isShort ? { word: 'stay-too-short' } : undefined);
  });
});

describe('access and card', () => {
  const card = { photo: { blob: 'ab' } };

  it.each<[string, Partial<Answers>, Problem | undefined, Problem | undefined]>([
    ['the defaults without a photo', {}, undefined, { word: 'missing' }],
    ['the defaults with a photo', card, undefined, undefined],
    ['no access and no card', { idCard: false }, { word: 'nothing-asked' }, undefined],
    ['no access and no card, with a photo left over', { idCard: false, ...card }, { word: 'nothing-asked' }, undefined],
    ['staff-like access without a card', { idCard: false, itAccess: 'staff-like' }, undefined, undefined],
    ['student-like access and a card without a photo', { itAccess: 'student-like' }, undefined, { word: 'missing' }],
  ])('should judge %s', (_what, change, access, photo) => {
    const answers = { ...without(makeAnswers(), 'photo'), ...change };
    expect([problem('itAccess', answers), problem('photo', answers)]).toEqual([access, photo]);
    expect(mayRequest(answers, context)).toBe(!access && !photo);
  });

  it('should advise a personal email with IT access, and never block; a visitor may have no middle names', () => {
    const answers = makeAnswers({ itAccess: 'student-like' });
    expect(warningsOf(answers, context)).toEqual([{ word: 'no-personal-email' }]);
    expect(mayRequest(answers, context)).toBe(true);
    expect(warningsOf({ ...answers, personalEmail: 'a@b.example' }, context)).toEqual([]);
    expect(warningsOf(makeAnswers(), context)).toEqual([]);
  });

  it('should require a personal email with IT access where the setting says so', () => {
    const strict = makeContext({ policy: makePolicy({ personalEmailRequired: true }) });
    expect(problem('personalEmail', makeAnswers({ itAccess: 'staff-like' }), strict)).toEqual({ word: 'missing' });
    expect(problem('personalEmail', makeAnswers(), strict)).toBeUndefined();
  });

  it('should warn of a start in the past', () => {
    expect(warningsOf(makeAnswers({ validFrom: '2027-01-19' }), context)).toEqual([{ word: 'begun-already' }]);
    expect(warningsOf(makeAnswers({ validFrom: '2027-01-20' }), context)).toEqual([]);
  });

  it('should warn of a start more than six months away, which may be of the wrong year', () => {
    const from = (validFrom: string) => warningsOf(makeAnswers({ validFrom, validTo: '2028-06-30' }), context);
    expect(from('2027-07-21')).toEqual([{ word: 'far-off' }]);
    expect(from('2027-07-20')).toEqual([]);
  });
});

describe('texts', () => {
  it.each<[Field, string, Problem['word'] | undefined]>([
    ['department', 'no-such-department', 'missing'],
    ['reason', 'no-such-reason', 'missing'],
    ['firstName', 'Ó', undefined],
    ['firstName', '山田', undefined],
    ['firstName', '42 -', 'no-letter'],
    ['lastName', '😀', 'no-letter'],
    ['lastName', "O'Brien-D’Arcy", undefined],
    ['lastName', 'x'.repeat(60), undefined],
    ['lastName', 'x'.repeat(61), 'text-too-long'],
    ['lastName', `${'😀'.repeat(59)}x`, undefined],
    ['telephone', '+44 (0)1509 222121', undefined],
    ['telephone', '01509/222-121 ext. 12 #3', undefined],
    ['telephone', '999', undefined],
    ['telephone', '99', 'not-a-telephone'],
    ['telephone', 'ext', 'not-a-telephone'],
    ['telephone', '01509 222121 or ask', 'not-a-telephone'],
    ['personalEmail', 'ada@home.example', undefined],
    ['personalEmail', "o'brien+visits@post.home.example", undefined],
    ['personalEmail', 'ada@müller.example', undefined],
    ['personalEmail', 'ada', 'not-an-email'],
    ['personalEmail', 'ada@', 'not-an-email'],
    ['personalEmail', '@home.example', 'not-an-email'],
    ['personalEmail', 'ada@home', 'not-an-email'],
    ['personalEmail', 'ada@home..example', 'not-an-email'],
    ['personalEmail', 'ada@home.example.', 'not-an-email'],
    ['personalEmail', 'ada@home@example.org', 'not-an-email'],
    ['personalEmail', 'Ada <ada@home.example>', 'not-an-email'],
    ['personalEmail', 'a@b.example, c@d.example', 'not-an-email'],
    ['personalEmail', 'ada@bantshire.example', 'university-email'],
    ['personalEmail', 'ada@BantShire.Example', 'university-email'],
    ['personalEmail', 'ada@physics.bantshire.example', 'university-email'],
    ['personalEmail', 'ada@bantshire.test', 'university-email'],
    ['personalEmail', 'ada@notbantshire.example', undefined],
    ['personalEmail', 'ada@bantshire.example.org', undefined],
  ])('should judge %s "%s"', (field, text, word) => {
    expect(problem(field, makeAnswers({ [field]: text }))?.word).toBe(word);
  });

  it('should name the longest text that is taken', () => {
    const texts: [Field, number][] = [
      ['employer', 120],
      ['title', 30],
      ['firstName', 60],
      ['middleNames', 80],
      ['preferredName', 60],
      ['telephone', 30],
      ['personalEmail', 254],
    ];
    for (const [field, most] of texts) {
      expect(problem(field, { ...contractor, [field]: 'x'.repeat(most + 1) })).toEqual({ word: 'text-too-long', most });
    }
  });

  it.each(['a', 'a@', '@', 'a.', '1', ' ', '-', '(', 'ext', 'a@b.', '😀', '<', '\u0301', '2027-02-'])(
    'should judge 50,000 characters of "%s" without losing its way',
    (part) => {
      const long = part.repeat(50_000 / part.length);
      // A regular expression that tries every way of splitting such a text would never come back.
      for (const text of [long, `${long}!`, `!${long}`]) {
        for (const field of allFields.filter((one) => one !== 'photo' && one !== 'idCard' && one !== 'itAccess')) {
          const answers = { ...contractor, [field]: text };
          expect(problem(field, answers)).toBeDefined();
          expect(Array.from(fillIn(answers, stepOf(field), { [field]: text })[field] ?? '').length).toBeLessThanOrEqual(300);
        }
      }
    },
  );
});

describe('tidy', () => {
  it.each([
    ['joins blanks, tabs and line breaks', '  Ada \t\n Mary\u00a0 Example\u3000', 'Ada Mary Example'],
    ['takes line and paragraph separators for blanks', 'Ada\u2028Mary\u2029Example', 'Ada Mary Example'],
    ['composes characters', 'A\u030angstro\u0308m', 'Ångström'],
    ['composes what an unseen character had kept apart', 'e\u200b\u0301', 'é'],
    ['drops direction characters', 'abc\u202egpj.exe\u2066x\u2069', 'abcgpj.exex'],
    ['drops lone surrogates', 'A\ud800d\udc00a', 'Ada'],
    ['takes NUL and other controls for blanks', 'Ada\u0000Mary\u0007\u009f', 'Ada Mary'],
    ['keeps the joiner inside an emoji', '👩‍👧', '👩‍👧'],
    ['leaves nothing of what nobody sees', '\u200b\ufeff \u2060', ''],
    ['never cuts a character in two', '😀'.repeat(400), '😀'.repeat(300)],
    ['leaves no blank at the cut', `${'x'.repeat(299)} y`, 'x'.repeat(299)],
  ])('%s', (_what, typed, text) => {
    expect(tidy(typed)).toBe(text);
  });

  it.each(Object.entries(hostileStrings))('should keep %s as it was typed', (name, text) => {
    const changed: Record<string, string> = { 'direction override': 'abcgpj.exe', 'zero width': 'Administrator' };
    expect(tidy(text)).toBe(changed[name] ?? text.replaceAll('\u034F', '').normalize('NFC').trim());
  });

  const awkward = fc.constantFrom(
    'e',
    'A',
    ' ',
    '\u0301',
    '\u030a',
    '\u200b',
    '\u202e',
    '\u0000',
    '\ud800',
    '\udc00',
    '😀',
    '\u1100',
    '\u1161',
    '\ufb2c',
    '\u2028',
    '\u0344',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.string({ unit: awkward, maxLength: 40 }),
    fc.string({ unit: awkward, maxLength: 700 }),
  );

  it('should change nothing the second time, hold at most 300 characters, and end without a blank', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const once = tidy(typed);
        expect(tidy(once)).toBe(once);
        expect(Array.from(once).length).toBeLessThanOrEqual(300);
        expect(once).toBe(once.trim());
        expect(/\p{Cs}/u.test(once)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('fillIn', () => {
  it('should keep everything that is typed on the step, right or wrong', () => {
    const typed = { title: 'Prof 7', middleNames: '42', preferredName: '${x}', telephone: 'call me', personalEmail: 'nonsense' };
    expect(fillIn(makeAnswers(), 'visit', typed)).toEqual({ ...makeAnswers(), ...typed });
    expect(fillIn(makeAnswers(), 'visit', { validFrom: 'soon', validTo: '2027-02-30' })).toMatchObject({
      validFrom: 'soon',
      validTo: '2027-02-30',
    });
  });

  it('should take an emptied field away, and leave one that the card did not send', () => {
    const answers = makeAnswers({ title: 'Dr', telephone: '01632 960 147' });
    expect(fillIn(answers, 'visit', { title: '  ' })).toEqual(without(answers, 'title'));
    expect(fillIn(answers, 'visit', { title: 7, telephone: null })).toEqual(without(answers, 'title', 'telephone'));
  });

  it.each([
    [{ itAccess: 'staff-like', idCard: 'no' }, 'staff-like', false],
    [{ itAccess: 'student-like', idCard: 'yes' }, 'student-like', true],
    [{ itAccess: 'root', idCard: 'maybe' }, 'none', true],
    [{ itAccess: '', idCard: false }, 'none', true],
    [{}, 'none', true],
  ] as const)('should take %j from the step of choices', (inputs, itAccess, idCard) => {
    expect(fillIn(makeAnswers(), 'visit', inputs)).toEqual(makeAnswers({ itAccess, idCard }));
  });

  it('should ignore a photo, fields of other steps, and anything else that a card might carry', () => {
    const inputs = JSON.parse(
      '{"photo":{"blob":"evil"},"department":"archive","sponsor":"me","status":"approved","__proto__":{"admin":true},"constructor":"x"}',
    );
    for (const step of stepNames.filter((one) => one !== 'department')) expect(fillIn(makeAnswers(), step, inputs)).toEqual(makeAnswers());
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('should touch the fields of its step only, whatever comes in, and never write into what it was given', () => {
    const key = fc.constantFrom<string>(...allFields, 'sponsor', 'id', '__proto__', 'toString', 'revision');
    fc.assert(
      fc.property(
        fc.constantFrom(...stepNames),
        fc.dictionary(key, fc.oneof(fc.string(), fc.constantFrom('yes', 'no', 'none'), fc.anything())),
        (step, inputs) => {
          const before = Object.freeze(makeAnswers());
          const after = fillIn(before, step, inputs);
          const others = allFields.filter((field) => !fieldsOf[step].includes(field));
          for (const field of [...others, 'photo' as const]) expect(after[field]).toEqual(before[field]);
          expect(allFields).toEqual(expect.arrayContaining(Object.keys(after)));
        },
      ),
    );
  });
});

// Answers that are right or left out, so that what is wrong with a request is known without asking the form.
const completeness = fc.record(
  {
    department: fc.constantFrom('computer-science', 'summer-office', 'archive'),
    reason: fc.constantFrom('external-examiner', 'contractor-consultant'),
    employer: fc.constant('Widgets Ltd'),
    firstName: fc.constant('Ottoline'),
    lastName: fc.constant('Fairweather'),
    validFrom: fc.constant('2027-02-03'),
    validTo: fc.constant('2027-05-31'),
    itAccess: fc.constantFrom('none' as const, 'staff-like' as const, 'student-like' as const),
    idCard: fc.boolean(),
    photo: fc.constant({ blob: 'ab' }),
    telephone: fc.constant('01632 960 147'),
  },
  { requiredKeys: ['itAccess', 'idCard'] },
);

describe('what is missing for a request', () => {
  it('should offer Make request exactly when nothing mandatory is missing and something is asked for', () => {
    fc.assert(
      fc.property(completeness, (answers: Answers) => {
        const department = departments.find(({ id }) => id === answers.department);
        const isComplete =
          [answers.department, answers.reason, answers.firstName, answers.lastName].every((given) => given !== undefined) &&
          (answers.reason !== 'contractor-consultant' || answers.employer !== undefined) &&
          (answers.validFrom ?? department?.validFrom) !== undefined &&
          (answers.validTo ?? department?.validTo) !== undefined &&
          (!answers.idCard || answers.photo !== undefined) &&
          (answers.idCard || answers.itAccess !== 'none');
        expect(mayRequest(answers, context)).toBe(isComplete);
        const press = { actor: { id: sponsorId, channel: 'teams' as const }, now: noon('2027-01-20') };
        expect(isRefusal(request(makeDraft({ answers }), makePerson(), context, press))).toBe(!isComplete);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('clean', () => {
  it('should drop the answers to hidden questions and no others, once and for all', () => {
    fc.assert(
      fc.property(completeness, (answers: Answers) => {
        const kept = clean(Object.freeze(answers), context.policy);
        const hidden = allFields.filter((field) => !isVisible(field, answers, context.policy));
        expect(kept).toEqual(without(answers, ...hidden));
        expect(clean(kept, context.policy)).toEqual(kept);
      }),
    );
  });
});

describe('steps', () => {
  const walk = (answers: Answers): StepName[] => {
    const walked: StepName[] = ['department'];
    while (walked.at(-1) !== 'review' && walked.length < 20) walked.push(stepAfter(walked.at(-1) ?? 'review', answers, context, false));
    return walked;
  };

  it.each<[string, Answers]>([
    ['by default', emptyAnswers],
    ['for a contractor', contractor],
    ['without a card', { ...emptyAnswers, idCard: false }],
  ])('should be the same four %s', (_when, answers) => {
    expect(walk(answers)).toEqual([...stepNames]);
    expect(stepsOf(answers, context.policy)).toEqual([...stepNames]);
  });

  it('should lead back the way they led on', () => {
    fc.assert(
      fc.property(completeness, (answers: Answers) => {
        const steps = stepsOf(answers, context.policy);
        for (const [at, step] of steps.entries()) {
          if (step !== 'review') expect(stepBefore(stepAfter(step, answers, context, false), answers, context.policy)).toBe(step);
          if (at > 0) expect(stepAfter(stepBefore(step, answers, context.policy), answers, context, false)).toBe(step);
        }
        expect([stepBefore('department', answers, context.policy), stepAfter('review', answers, context, false)]).toEqual([
          'department',
          'review',
        ]);
      }),
    );
  });

  it('should begin at the beginning where a draft stands at a step of an earlier release', () => {
    expect(stepAfter('dates' as StepName, makeAnswers(), context, false)).toBe('department');
  });

  it('should return to the review from a step that was opened there, by way of what the change has made necessary', () => {
    expect(stepAfter('who', makeAnswers(), context, true)).toBe('review');
    expect(stepAfter('who', without(contractor, 'employer'), context, true)).toBe('visit');
    expect(stepAfter('visit', without(makeAnswers(), 'photo'), context, true)).toBe('review');
  });
});

describe('an empty draft', () => {
  it('should need all that is mandatory, and nothing else', () => {
    const missing = ['department', 'reason', 'firstName', 'lastName', 'validFrom', 'validTo', 'photo'].map((field) => [
      field,
      { word: 'missing' },
    ]);
    expect(problemsOf(emptyAnswers, makeContext({ today: Temporal.PlainDate.from('2027-01-20') }))).toEqual(Object.fromEntries(missing));
  });
});
