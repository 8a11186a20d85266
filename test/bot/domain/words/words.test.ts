import { visitorForm } from '../../../../bot/domain/form/form';
import * as formWording from '../../../../bot/domain/form/form-words';
import { answerText, labelled, problemSentence, warningSentence } from '../../../../bot/domain/form/form-words';
import type { Question } from '../../../../bot/domain/form/question-kinds';
import { type Answers, type Field, type Problem, questions } from '../../../../bot/domain/form/questions';
import { stepNames } from '../../../../bot/domain/form/steps';
import type { Refusal } from '../../../../bot/domain/request/refusal';
import { eventTitle } from '../../../../bot/domain/shown/timeline-words';
import { statuses, statusRow } from '../../../../bot/domain/statuses/table';
import * as cardWording from '../../../../bot/domain/words/card-words';
import { nextFor, problemAway } from '../../../../bot/domain/words/card-words';
import { outcomeNews } from '../../../../bot/domain/words/news-words';
import * as plainWording from '../../../../bot/domain/words/words';
import { moment, refusalSentence, startingWithCapital, stay } from '../../../../bot/domain/words/words';
import { makeAnswers, makeContext, makePolicy, without } from '../../../make';

const wording = { ...plainWording, ...formWording, ...cardWording };

const policy = makePolicy();
const fields = Object.keys(questions) as Field[];

/** One of each word; a new word of the union has to be added here to compile. */
const problems: Record<Problem['word'], Problem> = {
  missing: { word: 'missing' },
  'text-too-long': { word: 'text-too-long', most: 60 },
  'no-letter': { word: 'no-letter' },
  'no-such-date': { word: 'no-such-date' },
  'too-far-back': { word: 'too-far-back', earliest: '2027-01-06' },
  'ends-before-start': { word: 'ends-before-start' },
  'over-already': { word: 'over-already' },
  'stay-too-long': { word: 'stay-too-long', latest: '2027-05-02', months: 3 },
  'stay-too-short': { word: 'stay-too-short' },
  'not-an-email': { word: 'not-an-email' },
  'university-email': { word: 'university-email' },
  'not-a-telephone': { word: 'not-a-telephone' },
  'nothing-asked': { word: 'nothing-asked' },
};
/** Of every kind of answer; the others belong to one question each. */
const common: readonly Problem['word'][] = ['missing', 'text-too-long', 'no-letter', 'no-such-date'];
const sentencesOf = (question: Question) => ('sentences' in question ? Object.keys(question.sentences ?? {}) : []);
const warnings = fields.flatMap((field) => (questions[field] as Question).warnings ?? []);
type Spoken = Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }>;
const refusals: Record<Spoken['refused'], Spoken> = {
  'not-yours': { refused: 'not-yours' },
  'own-request': { refused: 'own-request' },
  involved: { refused: 'involved' },
  'another-person': { refused: 'another-person' },
  'not-staff': { refused: 'not-staff' },
  'not-who-decided': { refused: 'not-who-decided' },
  'active-already': { refused: 'active-already' },
  'too-late': { refused: 'too-late', minutes: 10 },
  'outside-window': { refused: 'outside-window', opens: '2027-07-01' },
  'over-already': { refused: 'over-already' },
  'agreed-too-late': { refused: 'agreed-too-late', end: '2027-07-31' },
  'asked-already': { refused: 'asked-already', until: '2027-12-31' },
  'not-a-date': { refused: 'not-a-date' },
  'not-later': { refused: 'not-later', than: '2027-07-31' },
  'not-earlier': { refused: 'not-earlier', than: '2027-07-31' },
  'no-later-day': { refused: 'no-later-day', most: '2028-07-31' },
  'needs-editing': { refused: 'needs-editing' },
  'no-earlier-day': { refused: 'no-earlier-day' },
  'too-early': { refused: 'too-early', least: '2027-02-03' },
  'too-far': { refused: 'too-far', most: '2028-07-31' },
  'no-such-colleague': { refused: 'no-such-colleague' },
  'sponsor-already': { refused: 'sponsor-already' },
  'offered-too-often': { refused: 'offered-too-often', of: 'request', most: 10 },
  'decider-involved': { refused: 'decider-involved' },
  'decider-already': { refused: 'decider-already' },
  'not-the-head': { refused: 'not-the-head' },
  'no-deputy': { refused: 'no-deputy' },
  'deputy-missing': { refused: 'deputy-missing' },
  'not-correctable': { refused: 'not-correctable' },
  unchanged: { refused: 'unchanged' },
  'not-right': { refused: 'not-right', field: 'lastName', problem: { word: 'missing' } },
  'nudged-already': { refused: 'nudged-already', next: '2027-02-04' },
  'nothing-left': { refused: 'nothing-left' },
  'more-than-asked': { refused: 'more-than-asked' },
  'task-over': { refused: 'task-over' },
  'task-changed': { refused: 'task-changed' },
  'username-not-legal': { refused: 'username-not-legal', most: 20 },
  'username-taken': { refused: 'username-taken' },
  'username-of-staff': { refused: 'username-of-staff' },
  'no-card': { refused: 'no-card' },
  'card-issued': { refused: 'card-issued' },
  'extension-waits': { refused: 'extension-waits' },
  'card-moved-on': { refused: 'card-moved-on' },
  'card-number-wrong': { refused: 'card-number-wrong', most: 40 },
  'card-number-same': { refused: 'card-number-same' },
  'card-number-taken': { refused: 'card-number-taken', by: 'VR-7K3M9QXA' },
  'words-missing': { refused: 'words-missing', of: 'answer' },
  'words-too-long': { refused: 'words-too-long', most: 1000 },
};

/** A sentence as a person may read it: nothing of the program shines through. */
function expectReadable(text: string | undefined): void {
  expect(text).toMatch(/\S/);
  expect(text).not.toMatch(/undefined|null|NaN|\[object|function|=>|\$\{|\{\{|TODO|Invalid/);
}

/** Every text that a module holds, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('every sentence', () => {
  it.each(
    Object.values(problems).flatMap((problem) =>
      fields
        .filter((field) => common.includes(problem.word) || sentencesOf(questions[field]).includes(problem.word))
        .map((field) => [problem.word, field, problem] as const),
    ),
  )('should put "%s" at %s into words', (_word, field, problem) => {
    expectReadable(problemSentence(questions[field], problem, policy));
    expect(problemSentence(questions[field], problem, policy)).toMatch(/\.$/);
  });

  it('should belong to one question, unless it is for every kind', () => {
    const own = fields.flatMap((field) => sentencesOf(questions[field]));
    expect([...own].sort()).toEqual(
      Object.keys(problems)
        .filter((word) => !common.some((one) => one === word))
        .sort(),
    );
  });

  it.each(warnings)('should put the warning $word into words', (warning) => {
    expectReadable(warningSentence(warning, policy));
    expect(warningSentence(warning, policy)).toMatch(/\.$/);
    if (warning.concern !== undefined) expectReadable(warning.concern);
  });

  it.each(Object.values(refusals))('should put the refusal $refused into words', (refusal) => {
    expectReadable(refusalSentence(refusal, policy));
    expect(refusalSentence(refusal, policy)).toMatch(/\.$/);
  });

  it('should hold no placeholder, wherever it is kept', () => {
    const texts = textsIn({ ...wording, questions });
    expect(texts.length).toBeGreaterThan(80);
    for (const text of texts) expectReadable(text);
  });

  it('should say for every status what it is called and what happens next, with the date where there is one', () => {
    for (const status of statuses) {
      expectReadable(statusRow(status).label);
      expectReadable(nextFor(true, status, { validFrom: '2027-02-03', validTo: '2027-08-31' }, '2027-02-01'));
      expectReadable(wording.summaries.request(status, 'VR-7K3M9QXA'));
    }
    expect(nextFor(true, 'approved', { validFrom: '2027-02-03', validTo: '2027-08-31' }, '2027-02-01')).toContain('Wed 3 Feb 2027');
    for (const status of ['pending', 'active', 'expired'] as const) {
      expect(nextFor(true, status, { validFrom: '2027-02-03', validTo: '2027-08-31' }, '2027-02-03')).toContain('Tue 31 Aug 2027');
    }
  });

  it('should say why a request lapsed: not decided, or returned and not resubmitted', () => {
    const dates = { validFrom: '2027-02-03', validTo: '2027-08-31' };
    const returned = { ...dates, decision: { verb: 'return', by: 'head', at: '2027-02-01T10:00:00Z', channel: 'teams' } as const };
    for (const isSponsor of [true, false]) {
      expect(nextFor(isSponsor, 'lapsed', dates, '2027-09-01')).toMatch(
        /^This request lapsed because it was not decided by its last day\./,
      );
      expect(nextFor(isSponsor, 'lapsed', returned, '2027-09-01')).toMatch(
        /^This request lapsed because it was not resubmitted by its last day\./,
      );
    }
    expect(eventTitle({ verb: 'lapse', fields: [] }, {})).toBe('Lapsed');
  });

  it('should have a label for every field and a title for every step', () => {
    for (const field of fields) {
      expectReadable(questions[field].label);
      expectReadable(questions[field].noun);
      expect([labelled(questions[field], true), labelled(questions[field], false)]).toEqual([
        expect.stringMatching(/ \(required\)$/),
        expect.stringMatching(/ \(optional\)$/),
      ]);
    }
    for (const step of stepNames) expectReadable(wording.stepTitles[step]);
    for (const part of Object.values(wording.stepParts)) expectReadable(wording.editStep(part));
  });

  it('should point the sponsor of a short visit, and who may not sponsor, to the routes of the policy', () => {
    expect(warningSentence(visitorForm.warningOf({ word: 'short-visit' }), policy)).toContain(policy.shortVisitRoute);
    expect(problemSentence(questions.validTo, { word: 'stay-too-short' }, policy)).toContain(policy.shortVisitRoute);
    expect(refusalSentence({ refused: 'not-staff' }, policy)).toContain(policy.helpRoute);
  });

  it('should print limits and dates', () => {
    expect(problemSentence(questions.lastName, problems['text-too-long'], policy)).toContain('60');
    expect(problemSentence(questions.validFrom, problems['too-far-back'], policy)).toContain('Wed 6 Jan 2027');
    expect(problemSentence(questions.validTo, problems['stay-too-long'], policy)).toMatch(/3 months\. .*Sun 2 May 2027/);
    expect(wording.blankMeans(undefined, '2027-07-31')).toContain('Sat 31 Jul 2027');
    expectReadable(wording.blankMeans(undefined, undefined) ?? '');
    expect(wording.blankMeans('2027-02-01', undefined)).toBeUndefined();
  });
});

describe('moment', () => {
  it.each([
    ['2027-02-03T14:05:00Z', 'Wed 3 Feb 2027 at 14:05'],
    ['2027-06-30T23:30:00Z', 'Thu 1 Jul 2027 at 00:30'],
    ['2027-03-28T01:00:00Z', 'Sun 28 Mar 2027 at 02:00'],
  ])('should print %s as the organisation’s clock has it', (instant, text) => {
    expect(moment(instant, 'Europe/London')).toBe(text);
  });
});

describe('stay', () => {
  it.each([
    ['2027-02-01', '2027-02-28', '1 month'],
    ['2027-02-01', '2027-02-01', '1 day'],
    ['2027-02-01', '2027-02-02', '2 days'],
    ['2027-02-01', '2027-03-01', '1 month and 1 day'],
    ['2027-02-03', '2027-05-04', '3 months and 2 days'],
    ['2027-02-01', '2028-01-31', '12 months'],
  ])('should say how long %s to %s is', (from, to, text) => {
    expect(stay(from, to)).toBe(text);
  });

  it('should never print a day of a stay that is none', () => {
    expect(stay('2027-02-03', '2027-02-02')).toBe('no days');
    expect(stay('2027-02-03', '2026-01-01')).not.toMatch(/\d/);
  });
});

describe('answerText', () => {
  const context = makeContext();
  const textOf = (field: Field, given: Answers) => answerText(questions[field], given[field], context);
  const answers = makeAnswers({ itAccess: 'student-like', idCard: false, lastName: '${x} *O’Neil*' });

  it.each<[Field, string | undefined]>([
    ['lastName', '${x} *O’Neil*'],
    ['itAccess', 'Student-like'],
    ['idCard', 'No'],
    ['photo', 'Added'],
    ['validFrom', 'Wed 3 Feb 2027'],
    ['telephone', undefined],
    ['department', 'School of Computer Science'],
    ['reason', 'External Examiner'],
  ])('should show %s', (field, text) => {
    expect(textOf(field, answers)).toBe(text);
  });

  it('should show nothing of what the lists of the organisation do not hold', () => {
    expect(textOf('department', makeAnswers({ department: 'closed' }))).toBeUndefined();
  });

  it('should show a date that is none as it was typed, and nothing for a blank', () => {
    expect(textOf('validFrom', makeAnswers({ validFrom: 'next Monday' }))).toBe('next Monday');
    expect(textOf('validTo', makeAnswers({ validTo: '2027-02-30' }))).toBe('2027-02-30');
    expect(textOf('validFrom', without(answers, 'validFrom'))).toBeUndefined();
    expect(textOf('photo', without(answers, 'photo'))).toBeUndefined();
  });
});

describe('a problem away from its field', () => {
  it('should be named after its field once', () => {
    const away = (word: Problem['word']) => problemAway(questions.validTo, { word } as Problem, policy);
    expect(away('ends-before-start')).toBe('Valid to is before Valid from. Please change one of them.');
    expect(away('no-such-date')).toBe('Valid to: There is no such date. Please choose a day from the calendar.');
  });
});

describe('a sentence of somebody whose name is not known', () => {
  it('should begin with a capital letter, and leave every other as it is', () => {
    const said = ['a colleague made a colleague the sponsor.', 'van Dyk, a colleague, declined.', 'A colleague declined.'];
    expect(said.map(startingWithCapital)).toEqual(['A colleague made a colleague the sponsor.', ...said.slice(1)]);
  });
});

describe('the news of what became of a request', () => {
  it('should say it in the words of its status', () => {
    const facts = { reason: 'Contractor', validFrom: '2027-02-08', validTo: '2027-07-30', today: '2027-02-03' };
    const said = (['expired', 'ended', 'withdrawn', 'lapsed'] as const).map((status) => outcomeNews(status, 'Helen Head', false, facts));
    expect(said).toEqual(
      ['the account has expired', 'the account has ended', 'your request was withdrawn', 'your request has lapsed'].map(
        (news) => `Contractor, 8 Feb to 30 Jul: ${news}`,
      ),
    );
  });
});
