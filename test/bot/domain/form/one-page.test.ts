import * as fc from 'fast-check';
import { fieldsOf, fillIn, formOf, isVisible, mayRequest, stepOf } from '../../../../bot/domain/form/form';
import { asOnPage, fillPage, inputText, isBegun, pageSections, stepToGoOn, type TypedText } from '../../../../bot/domain/form/one-page';
import { proposedStart } from '../../../../bot/domain/form/proposed-dates';
import { type Answers, emptyAnswers, type Field, questions } from '../../../../bot/domain/form/questions';
import { stepNames } from '../../../../bot/domain/form/steps';
import { hostileStrings } from '../../../fakes/hostile-strings';
import { makeAnswers, makeContext, without } from '../../../make';

const context = makeContext();
const complete = makeAnswers({ reason: 'contractor-consultant', employer: 'Widgets Ltd' });
const fields = Object.keys(questions) as Field[];
const first = stepNames[0];
/** A draft whose first question was answered by its sponsor. */
const begun = (answers: Answers) => ({ answers, step: stepNames[1], touched: { [first]: 2 } });
const shownIn = (answers: Answers) => pageSections(begun(answers), context).flatMap((section) => section.fields);
const change = (was: string, is: string): TypedText => ({ was: [was], is });

describe('a draft as the page shows it', () => {
  it('should have Valid from filled in, once the school is confirmed and unless the visit was asked about before', () => {
    const department = complete.department ?? '';
    const early = begun({ ...emptyAnswers, department });
    const started = asOnPage(early, context).answers.validFrom;
    expect(started).toBe(proposedStart(early.answers, context));
    expect(started).toBeDefined();
    const cleared = { ...early, touched: { ...early.touched, visit: 3 } };
    expect(asOnPage(cleared, context)).toBe(cleared);
    const editing = { ...early, changes: {} };
    expect(asOnPage(editing, context)).toBe(editing);
    const unconfirmed = { ...early, step: first, touched: {} };
    expect(asOnPage(unconfirmed, context)).toBe(unconfirmed);
  });
});

describe('which fields the page shows', () => {
  it('should be the first question alone until it has an answer of the list', () => {
    expect(shownIn(emptyAnswers)).toEqual(fieldsOf[first]);
    expect(shownIn({ ...emptyAnswers, department: 'nowhere' })).toEqual(fieldsOf[first]);
    expect(shownIn({ ...emptyAnswers, department: complete.department ?? '' }).length).toBeGreaterThan(8);
  });

  it('should then be all that is asked, each once, in the order of the steps', () => {
    for (const answers of [complete, makeAnswers({ idCard: false }), without(complete, 'reason')]) {
      const visible = fields.filter((field) => isVisible(field, answers, context.policy));
      expect(shownIn(answers).sort()).toEqual([...visible].sort());
      const steps = pageSections(begun(answers), context).map(({ fields: [field] }) => stepNames.indexOf(stepOf(field as Field)));
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
    }
  });

  it('should have all about the visitor under one heading, and all about the visit under the next', () => {
    expect(pageSections(begun(complete), context)).toEqual([
      { part: 'department', fields: ['department'] },
      {
        part: 'who',
        fields: ['reason', 'employer', 'title', 'firstName', 'middleNames', 'lastName', 'preferredName', 'telephone', 'personalEmail'],
      },
      { part: 'visit', fields: ['validFrom', 'validTo', 'itAccess', 'idCard'] },
      { part: 'review', fields: ['photo'] },
    ]);
  });

  it('should be the first question alone while its answer was only filled in for the person', () => {
    const answers: Answers = { ...emptyAnswers, department: complete.department ?? '' };
    const filledIn = { answers, step: first, touched: {} };
    expect([isBegun(filledIn, context), pageSections(filledIn, context)]).toEqual([false, [{ part: first, fields: fieldsOf[first] }]]);
    expect(isBegun({ ...filledIn, touched: { [first]: 2 } }, context)).toBe(true);
    // Its card was left for the next one, or it goes on from another request.
    expect(isBegun({ ...filledIn, step: stepNames[1] }, context)).toBe(true);
    expect(isBegun({ ...filledIn, step: 'review', answers: emptyAnswers }, context)).toBe(false);
  });

  it('should let the card go on at the first step with a problem, and at the review only with what is complete', () => {
    expect(stepToGoOn(complete, context)).toBe('review');
    expect(stepToGoOn(emptyAnswers, context)).toBe(first);
    for (const field of fields) {
      const answers = without(complete, field) as Answers;
      if (!mayRequest(answers, context)) expect(stepToGoOn(answers, context)).toBe(stepOf(field));
    }
  });
});

describe('what is typed on the page', () => {
  const texts = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(...Object.values(hostileStrings), '', 'yes', 'no', 'none', 'staff-like', '2027-02-01'),
  );

  it('should be filled in as on the cards, whichever step asks it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), texts, (field, is) => {
        const onCard = fillIn(complete, stepOf(field), { [field]: is });
        const { answers, savedElsewhere } = fillPage(complete, { [field]: change(inputText(field, complete), is) });
        expect([answers, savedElsewhere]).toEqual([onCard, {}]);
      }),
    );
  });

  it('should stand in its input again as it is stored', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), texts, (field, is) => {
        const { answers } = fillPage(complete, { [field]: change(inputText(field, complete), is) });
        expect(fillPage(answers, { [field]: change('', inputText(field, answers)) })).toEqual({ answers, changed: [], savedElsewhere: {} });
      }),
    );
  });

  it.each([
    ['nothing else was known', ['Ada'], 'Mine', { lastName: 'Vale' }],
    ['something older was known', ['Ada', 'Adaline'], 'Mine', { lastName: 'Vale' }],
  ])('should not write over what another device saved, where %s', (_what, was, is, elsewhere) => {
    const answers = makeAnswers({ lastName: 'Vale' });
    expect(fillPage(answers, { lastName: { was, is } })).toEqual({ answers, changed: [], savedElsewhere: elsewhere });
  });

  it('should be taken where it is what stands there already, and where a text sent before is', () => {
    const answers = makeAnswers({ lastName: 'Vale' });
    expect(fillPage(answers, { lastName: change('Older', '  Vale ') })).toEqual({ answers, changed: [], savedElsewhere: {} });
    expect(fillPage(answers, { lastName: { was: ['Older', ' Vale  '], is: 'Valentine' } }).changed).toEqual(['lastName']);
  });

  it('should not reach what the form does not ask, nor the photo', () => {
    const typed = Object.fromEntries(['sponsor', 'photo', '__proto__x', 'constructor'].map((field) => [field, change('', 'x')]));
    expect(fillPage(complete, typed)).toEqual({ answers: complete, changed: [], savedElsewhere: {} });
  });

  it('should follow another table of questions', () => {
    const form = formOf({ ...questions, badge: { ...questions.title, label: 'Badge' } });
    expect(fillPage(complete, { badge: change('', 'B1') }, form).answers).toMatchObject({ badge: 'B1' });
    expect(pageSections(begun(complete), context, form).flatMap((section) => section.fields)).toContain('badge');
  });
});
