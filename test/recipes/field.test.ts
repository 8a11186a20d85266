import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { formOf, visitorForm } from '../../bot/domain/form/form';
import { type Answers as RealAnswers, type questions as realQuestions } from '../../bot/domain/form/questions';
import { correctable } from '../../bot/domain/request/corrections';
import { shownDraft } from '../../bot/domain/shown/draft';
import { type RequestFacts, shownRequest } from '../../bot/domain/shown/request';
import { verbs } from '../../bot/domain/verbs/table';
import { requestCard } from '../../cards/request';
import { reviewCard } from '../../cards/review';
import { stepCard } from '../../cards/step';
import { diceOf } from '../../functions/local/invented/dice';
import { type Examples, examples as realExamples } from '../../functions/local/invented/examples';
import { inventedFor } from '../../functions/local/invented/visitor';
import { makeAnswers, makeContext, makeDraft, makePerson, makeRequest, noon } from '../make';
import { examples } from './field/examples';
import { type HomeProblem, homeInstitution } from './field/home-institution';
import { type Answers, form, questions } from './field/questions';

const context = makeContext();
const home = 'Northlea Conservatoire';
const examiner: Answers = { ...makeAnswers(), homeInstitution: home };
const contractor: Answers = { ...examiner, reason: 'contractor-consultant', employer: 'Fellside Instruments' };

/** What a card says, in one text, as a reader would find it. */
const textOf = (card: unknown) => JSON.stringify(card);
const stepWith = (answers: Answers, problems = {}) =>
  textOf(stepCard({ draft: makeDraft({ step: 'visit', answers }), step: 'visit', context, problems }, form));
const reviewWith = (answers: Answers) => textOf(reviewCard({ draft: makeDraft({ step: 'review', answers }), context }, form));

describe('a field that is added by the recipe', () => {
  it('should be asked on its step, with its label and hint', () => {
    expect(form.fieldsOf.visit).toContain('homeInstitution');
    const card = stepWith(makeAnswers({ itAccess: 'staff-like' }));
    expect(card).toContain('"id":"homeInstitution"');
    expect(card).toContain('Visitor’s home institution (required)');
    expect(card).toContain(homeInstitution.hint);
    expect(stepWith(makeAnswers())).toContain('Visitor’s home institution (optional)');
  });

  it('should be kept as it was typed, on its own step only', () => {
    const typed = { homeInstitution: `  ${home}\u200B ` };
    expect(form.fillIn(makeAnswers(), 'visit', typed).homeInstitution).toBe(home);
    expect(form.fillIn(examiner, 'visit', { homeInstitution: ' ' })).not.toHaveProperty('homeInstitution');
    expect(form.fillIn(makeAnswers(), 'who', typed)).not.toHaveProperty('homeInstitution');
  });

  it.each([
    ['what its own check finds', { homeInstitution: 'BANTSHIRE university' }, 'Somebody of Bantshire University is no visitor.'],
    ['a blank where it is mandatory', { itAccess: 'staff-like' as const }, 'Please give the institution at which the examiner works.'],
    ['a text that is too long', { homeInstitution: 'x'.repeat(101) }, 'please use at most 100 characters'],
  ])('should be refused with its sentence, beside it and on the review: %s', (_name, answers, sentence) => {
    const given: Answers = { ...makeAnswers(), ...answers };
    const problems = form.problemsOf(given, context);
    expect(Object.keys(problems)).toEqual(['homeInstitution']);
    expect(form.mayRequest(given, context)).toBe(false);
    expect(stepWith(given, problems)).toContain(sentence);
    expect(reviewWith(given)).toContain(sentence);
    expect(reviewWith(given)).toMatch(/(Add|Edit) the home institution/);
    expect(form.stepAfter('department', given, context, true)).toBe('visit');
  });

  it('should stand on the page of the form, with its problem, where it is asked', () => {
    const page = (answers: Answers) => {
      const { sections, missing } = shownDraft(makeDraft({ step: 'visit', answers }), context, form);
      const found = sections.flatMap(({ fields }) => fields).find(({ field }) => field === 'homeInstitution');
      return [found?.value, found?.problem, missing.some(({ field }) => field === 'homeInstitution')];
    };
    const wrong = 'Somebody of Bantshire University is no visitor. Please give another institution.';
    expect(page(examiner)).toEqual([home, undefined, false]);
    expect(page({ ...examiner, homeInstitution: 'Bantshire University' })).toEqual(['Bantshire University', wrong, true]);
    expect(page(contractor)).toEqual([undefined, undefined, false]);
  });

  it('should be hidden where its condition does not hold, and not stored', () => {
    expect([
      form.isVisible('homeInstitution', examiner, context.policy),
      form.isVisible('homeInstitution', contractor, context.policy),
    ]).toEqual([true, false]);
    expect(stepWith(contractor)).not.toContain('homeInstitution');
    expect(reviewWith(contractor)).not.toContain(home);
    expect(form.clean(contractor, context.policy)).not.toHaveProperty('homeInstitution');
    expect(form.clean(examiner, context.policy).homeInstitution).toBe(home);
    expect(form.problemsOf({ ...contractor, homeInstitution: 'Bantshire University' }, context)).toEqual({});
  });

  it('should stand on the review and on the card of the request, in its group', () => {
    expect(reviewWith(examiner)).toContain(home);
    const shown = (answers: Answers) => {
      const request = makeRequest({ answers: { ...makeRequest().answers, ...answers } });
      const { sponsor: id, revision: seen } = request;
      const standing = { person: makePerson(), deciders: { ask: [], may: [], as: 'department' as const }, isSponsorGone: false };
      const acting = { standing, press: { actor: { id, channel: 'teams' as const }, now: noon('2027-01-20'), seen }, context };
      const facts: RequestFacts = { request, viewer: 'sponsor', acting, names: { sponsor: 'Marisol Okafor', waitsFor: [] } };
      return textOf(requestCard({ view: shownRequest(facts, 'chat', verbs, form) }).card);
    };
    expect(shown(examiner)).toMatch(/Ottoline Fairweather.*Home.*Northlea Conservatoire.*School or service/);
    // The negative control: the product's own form does not know it.
    expect(shown(makeAnswers())).not.toContain('Home');
  });

  it('should be offered to an admin who corrects, where it is asked', () => {
    const offered = (answers: Answers) =>
      correctable(makeRequest({ answers: { ...makeRequest().answers, ...answers } }), context.policy, form).filter(
        ({ field }) => field === 'homeInstitution',
      );
    expect(offered(examiner)).toEqual([{ field: 'homeInstitution', label: 'Visitor’s home institution', value: home }]);
    expect(offered(contractor)).toEqual([]);
    expect(formOf({ ...questions, homeInstitution: { ...homeInstitution, isCorrectable: false } }).correctableFields).not.toContain(
      'homeInstitution',
    );
  });

  it('should be invented with the sample data, where it is asked', () => {
    const [from, to] = ['2027-02-03', '2027-05-31'].map((date) => Temporal.PlainDate.from(date)) as [
      Temporal.PlainDate,
      Temporal.PlainDate,
    ];
    const invented = (id: string) => {
      const reason = context.policy.reasons.find((one) => one.id === id)!;
      return inventedFor(form, examples, { department: 'computer-science', reason, from, to }, diceOf(7));
    };
    expect(invented('external-examiner').homeInstitution).toMatch(/College|Conservatoire/);
    expect(form.problemsOf(invented('external-examiner'), context)).toEqual({});
    expect(invented('contractor-consultant')).not.toHaveProperty('homeInstitution');
  });

  it('should leave the form of the product as it is', () => {
    expect(Object.keys(visitorForm.questions)).toEqual(Object.keys(questions).filter((field) => field !== 'homeInstitution'));
    expect(form.stepsOf(examiner, context.policy)).toEqual(visitorForm.stepsOf(examiner, context.policy));
  });
});

describe('the recipe', () => {
  it('should name files that exist', () => {
    const readme = readFileSync(join(__dirname, '../../bot/README.md'), 'utf8');
    const recipe = /### Add a field\n([\s\S]*?)(?=\n#|$)/.exec(readme)?.[1] ?? '';
    const files = [...recipe.matchAll(/`((?:bot|functions)\/[\w./-]+\.ts)`/g)].map(([, file]) => file!);
    expect(recipe.match(/^\d\. /gm)).toHaveLength(3);
    expect(files).toEqual(expect.arrayContaining(['bot/domain/form/questions.ts', 'functions/local/invented/examples.ts']));
    expect(files.filter((file) => !existsSync(join(__dirname, '../..', file)))).toEqual([]);
  });
});

type Home = typeof homeInstitution;

/** A question without one of its parts. */
function lacking<K extends keyof Home>(part: K): Omit<Home, K> {
  const { [part]: _gone, ...rest } = homeInstitution;
  return rest;
}

describe('a part of the recipe that is left out', () => {
  // Checked by tsc, to which an `@ts-expect-error` without an error is one.
  it('should not compile', () => {
    // @ts-expect-error the step that asks it
    const step: Home = lacking('step');
    // @ts-expect-error what it is called on the form
    const label: Home = lacking('label');
    // @ts-expect-error what it is called on a button
    const noun: Home = lacking('noun');
    // @ts-expect-error whether it must be answered
    const mandatory: Home = lacking('mandatory');
    // @ts-expect-error the sentence for a blank
    const missing: Home = { ...homeInstitution, mandatory: { when: () => true } };
    // @ts-expect-error how long it may be
    const most: Home = lacking('most');
    // @ts-expect-error where a request shows it
    const row: Home = lacking('row');
    // @ts-expect-error whether an admin may correct it
    const correction: Home = lacking('isCorrectable');
    // @ts-expect-error whether “Request another like this” takes it along
    const along: Home = lacking('isCopiedAlong');
    // @ts-expect-error the sentences of its own problems
    const sentences: Home = lacking('sentences');
    // @ts-expect-error a sentence for each of them
    const sentence: Home = { ...homeInstitution, sentences: {} };
    // @ts-expect-error the review asks for the photo alone
    const elsewhere: Home = { ...homeInstitution, step: 'review' };
    // @ts-expect-error its place in the answers
    const place: RealAnswers = { ...makeAnswers(), homeInstitution: home };
    // @ts-expect-error its example
    const example: Examples<typeof questions> = realExamples;
    const excess: Examples<typeof realQuestions> = {
      ...realExamples,
      // @ts-expect-error an example of what is not asked
      homeInstitution: () => home,
    };
    const problem: HomeProblem = { word: 'our-university', name: home };
    const parts = [step, label, noun, mandatory, missing, most, row, correction, along, sentences, sentence, elsewhere, place, example];
    expect([...parts, excess, problem]).not.toContain(undefined);
  });
});
