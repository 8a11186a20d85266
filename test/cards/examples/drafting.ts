import { withColleague } from '../../../bot/asking/prepared-draft';
import { nothingUnderstoodLine } from '../../../bot/domain/form/form-words';
import { type Answers, emptyAnswers } from '../../../bot/domain/form/questions';
import type { OwnDuplicate } from '../../../bot/domain/request/duplicates';
import { wordsAtMost } from '../../../bot/domain/request/lifecycle';
import type { Draft } from '../../../bot/domain/request/records';
import { wordsPutBack } from '../../../cards/asking';
import { draftsCard } from '../../../cards/drafts';
import type { DuplicatesShown } from '../../../cards/duplicates';
import { nameSponsorCard } from '../../../cards/name-sponsor';
import { photoChoicesCard } from '../../../cards/photo-choices';
import { reviewCard } from '../../../cards/review';
import { stepCard } from '../../../cards/step';
import { complete, context, makeDraft, manyDepartments, people, policy, thumbnail } from './context';
import type { Examples } from './index';

const uploadUrl = 'https://alms.bantshire.example/photo#c3BvbnNvcg.VR-7K3M9QXA.q7XH0vI1f2Z8mJ5t';
const filled = makeDraft({ answers: complete, revision: 9, thumbnail });
const empty = makeDraft();
const withoutPhoto = (() => {
  const { photo: _none, ...answers } = complete;
  return makeDraft({ answers, step: 'review' });
})();
/** As a line with a name and a school leaves it. */
const named: Answers = { ...emptyAnswers, department: 'computer-science', firstName: 'Ada', lastName: 'Example' };
/** As the first two cards leave it, and Valid from as it is filled in. */
const beforeDates: Answers = { ...named, reason: 'visiting-academic' };
const begun: Answers = { ...beforeDates, validFrom: '2027-02-04' };
const own: OwnDuplicate = {
  request: 'VR-7K3M9QXB',
  visitor: 'Ada Example',
  status: 'active',
  validFrom: '2026-09-01',
  validTo: '2027-02-20',
  isInWindow: true,
};
const duplicates: DuplicatesShown = {
  own: [
    own,
    { ...own, request: 'VR-00000002', status: 'pending', isInWindow: false },
    { ...own, request: 'VR-00000003', status: 'approved', validTo: '2027-08-31', isInWindow: false },
  ],
  others: [{ department: 'School of Computer Science', sponsor: people.deputy }],
};
const step =
  (name: Parameters<typeof stepCard>[0]['step'], more: Partial<Parameters<typeof stepCard>[0]> = {}) =>
  () =>
    stepCard({ draft: empty, step: name, context, ...more });

const colleague = { id: '3648245e-dafa-4a38-bf00-6745f3194a3b', name: 'Xavier Iqbal', mail: 'xavier.iqbal@bantshire.example' };
const prepared = { by: '3ceaaf30-8142-48ea-b1d9-3080f9b439fc', name: people.sponsor };
const confirmation = { by: colleague.id, name: colleague.name, at: '2027-02-03T14:05:00Z' };

const understood = 'I understood: First name Ada; Last name Example. Please check that this is right.';

const notUnderstood = nothingUnderstoodLine(['the usual one from Acme']);

const returned: Draft = {
  ...filled,
  touched: {},
  changes: { revision: 2, department: 'computer-science', question: 'Which building will they work in?' },
};

export const drafting: Examples = {
  'step/who, from a line': step('who', { understood, draft: makeDraft({ answers: named, step: 'who' }) }),
  'review/from a line': () => reviewCard({ draft: withoutPhoto, context, uploadUrl, understood }),
  'step/department, after a line that was not understood': step('department', { understood: notUnderstood }),
  'step/visit, with dates that were not understood': step('visit', {
    draft: makeDraft({ answers: beforeDates, step: 'visit' }),
    context: { ...context, datesNotUnderstood: ['validFrom', 'validTo'] },
    problems: { validFrom: { word: 'missing' }, validTo: { word: 'missing' } },
    understood:
      'I understood: First name Ada; Last name Example. I did not understand: “1/2/2027 - 1/3/2027”. Please check that this is right.',
  }),
  'step/who, one part from the review': step('who', { draft: { ...filled, isReviewing: true } }),
  'review/returned, without dialogs': () =>
    reviewCard({ draft: { ...returned, step: 'review', answer: 'The Alder building.' }, context, isWithoutDialogs: true }),
  'name-sponsor/asking': () => nameSponsorCard({ draft: filled }),
  'name-sponsor/nobody’s address': () =>
    nameSponsorCard({ draft: filled, mail: 'x.iqbal@bantshire.example', problem: 'no-such-colleague' }),
  'name-sponsor/one’s own': () => nameSponsorCard({ draft: filled, mail: 'sam.sponsor@bantshire.example', problem: 'oneself' }),
  'name-sponsor/too many': () => nameSponsorCard({ draft: filled, mail: colleague.mail, problem: 'too-many' }),
  'name-sponsor/no room': () => nameSponsorCard({ draft: filled, problem: 'no-room' }),
  'name-sponsor/who it is': () => nameSponsorCard({ draft: filled, mail: colleague.mail, colleague }),
  'notice/with a colleague': () => withColleague({ ...filled, confirmation }, { policy }),
  'drafts/between two people': () =>
    draftsCard({
      drafts: [
        { ...filled, step: 'review', confirmation },
        { ...filled, step: 'review', prepared },
      ],
      context,
      next: 'VR-7K3M9QXB',
    }),
  'step/department, with the page in a dialog': () => stepCard({ draft: empty, step: 'department', context, page: 'dialog' }),
  'step/department, with a link to the page': () => stepCard({ draft: empty, step: 'department', context, page: 'link' }),
  'step/visit, with the page in a dialog': () => stepCard({ draft: filled, step: 'visit', context, page: 'dialog' }),
  'review/with the page in a dialog': () => reviewCard({ draft: filled, context, page: 'dialog' }),
  'review/prepared by a colleague': () => reviewCard({ draft: { ...filled, step: 'review', prepared }, context }),
  'review/prepared, photo missing': () => reviewCard({ draft: { ...withoutPhoto, prepared }, context }),
  'step/visit, prepared by a colleague': step('visit', { draft: { ...filled, prepared } }),
  'drafts/one that edits a request': () => draftsCard({ drafts: [{ ...returned, step: 'review' }], context, next: 'VR-7K3M9QXB' }),
  'drafts/after a line that was not understood': () =>
    draftsCard({
      drafts: [makeDraft({ answers: complete, step: 'visit' })],
      context,
      next: 'VR-7K3M9QXB',
      said: { line: 'the usual one from Acme', understood: notUnderstood },
    }),
  'drafts/one': () => draftsCard({ drafts: [makeDraft({ answers: complete, step: 'visit' })], context, next: 'VR-7K3M9QXB' }),
  'drafts/five': () =>
    draftsCard({
      drafts: [
        makeDraft({ answers: complete, step: 'review' }),
        makeDraft({ id: 'VR-00000002' }),
        makeDraft({ id: 'VR-00000003', answers: { ...emptyAnswers, department: 'library' }, step: 'who' }),
        makeDraft({ id: 'VR-00000004', answers: { ...emptyAnswers, department: 'closed-long-ago', firstName: 'Bo' }, step: 'visit' }),
        makeDraft({ id: 'VR-00000005', touchedAt: '2026-12-01T00:30:00Z' }),
      ],
      context,
      next: 'VR-7K3M9QXB',
    }),
  'drafts/seven': () =>
    draftsCard({
      drafts: [1, 2, 3, 4, 5, 6, 7].map((place) => makeDraft({ id: `VR-0000000${place}`, answers: complete })),
      context,
      next: 'VR-7K3M9QXB',
    }),
  'step/department': step('department'),
  'step/department answered': step('department', { draft: filled }),
  'step/department of seventy': step('department', {
    context: { ...context, departments: manyDepartments },
    problems: { department: { word: 'missing' } },
  }),
  'step/department missing': step('department', { problems: { department: { word: 'missing' } } }),
  'step/who': step('who'),
  'step/who answered': step('who', { draft: filled }),
  'step/who, reason retired': step('who', {
    draft: makeDraft({ answers: { ...emptyAnswers, reason: 'retired' } }),
    problems: { reason: { word: 'missing' } },
  }),
  'step/who with problems': step('who', {
    problems: { reason: { word: 'missing' }, firstName: { word: 'missing' }, lastName: { word: 'no-letter' } },
  }),
  'step/who saved elsewhere': step('who', { draft: filled, savedElsewhere: { firstName: 'Adelaide', lastName: undefined } }),
  'step/visit': step('visit', { draft: makeDraft({ answers: begun }) }),
  'step/visit of a contractor': step('visit', {
    draft: makeDraft({ answers: { ...begun, reason: 'contractor-consultant' } }),
  }),
  'step/visit of a department': step('visit', {
    draft: makeDraft({ answers: { ...begun, department: 'estates', validFrom: '2027-03-01' } }),
  }),
  'step/visit without dates': step('visit', { context: { ...context, policy: withoutDates() } }),
  'step/visit answered': step('visit', { draft: filled }),
  'step/visit with problems': step('visit', {
    draft: makeDraft({
      answers: {
        ...complete,
        validFrom: '31 February',
        validTo: '2029-01-01',
        itAccess: 'none',
        idCard: false,
        telephone: 'ring me',
        personalEmail: 'ada@bantshire.example',
      },
    }),
    problems: {
      validFrom: { word: 'no-such-date' },
      validTo: { word: 'stay-too-long', latest: '2028-02-07', months: 12 },
      itAccess: { word: 'nothing-asked' },
      telephone: { word: 'not-a-telephone' },
      personalEmail: { word: 'university-email' },
    },
  }),
  'step/visit with email required': step('visit', {
    draft: filled,
    context: { ...context, policy: { ...policy, personalEmailRequired: true } },
  }),
  'step/visit, visitor here already': step('visit', { draft: filled, duplicates }),
  'step/visit, another’s visitor': step('visit', { draft: filled, duplicates: { own: [], others: duplicates.others } }),
  'step/visit saved elsewhere': step('visit', {
    draft: filled,
    savedElsewhere: { validFrom: '2027-03-01', itAccess: 'student-like', idCard: false },
  }),
  'step/department saved elsewhere': step('department', { draft: filled, savedElsewhere: { department: 'library' } }),
  'drafts/whose photo': () => photoChoicesCard({ drafts: [filled, withoutPhoto], context }),
  'review/without photo': () => reviewCard({ draft: withoutPhoto, context }),
  'review/without photo, in a client without dialogs': () => reviewCard({ draft: withoutPhoto, context, uploadUrl }),
  'review/photo without thumbnail': () =>
    reviewCard({ draft: makeDraft({ answers: complete, step: 'review' }), context, uploadUrl: 'http://127.0.0.1:3978/photo#abc' }),
  'review/without a card': () => reviewCard({ draft: makeDraft({ answers: { ...complete, idCard: false }, step: 'review' }), context }),
  'review/complete': () => reviewCard({ draft: filled, context }),
  'review/complete, to be sent again': () =>
    reviewCard({ draft: { ...filled, touched: { visit: 9 }, changes: { revision: 2, department: 'computer-science' } }, context }),
  'review/changed while it was sent': () =>
    reviewCard({
      draft: { ...filled, touched: { visit: 9 }, changes: { revision: 2, department: 'computer-science', isLate: true } },
      context,
    }),
  'review/to be edited': () =>
    reviewCard({ draft: { ...filled, touched: {}, changes: { revision: 2, department: 'computer-science' } }, context }),
  'review/with a question': () => reviewCard({ draft: returned, context }),
  'review/with a question, answered and edited': () =>
    reviewCard({ draft: { ...returned, touched: { visit: 9 }, answer: 'In Turing, room 2.' }, context }),
  'review/with the longest question and answer': () =>
    reviewCard({
      draft: {
        ...returned,
        answer: 'é'.repeat(wordsPutBack),
        changes: { revision: 2, department: 'computer-science', question: 'é'.repeat(wordsAtMost) },
      },
      context,
    }),
  'review/visitor here already': () => reviewCard({ draft: filled, context, duplicates }),
  'review/asking again': () => reviewCard({ draft: { ...filled, follows: 'VR-7K3M9QXB' }, context }),
  'review/asking again, dates past': () => {
    const { validFrom: _1, validTo: _2, ...answers } = complete;
    return reviewCard({ draft: makeDraft({ answers, follows: 'VR-7K3M9QXB' }), context });
  },
  'review/nothing answered': () => reviewCard({ draft: empty, context: { ...context, policy: withoutDates() } }),
  'review/warnings': () => {
    const { middleNames: _none, personalEmail: _2, ...answers } = complete;
    return reviewCard({
      draft: makeDraft({ answers: { ...answers, validFrom: '2027-02-01', validTo: '2027-02-20' }, thumbnail }),
      context,
    });
  },
  'review/neither access nor card': () =>
    reviewCard({
      draft: makeDraft({
        answers: { ...complete, itAccess: 'none', idCard: false },
        touched: { visit: 4 },
        changes: { revision: 3, department: 'computer-science' },
      }),
      context,
    }),
};

function withoutDates() {
  const { validTo: _none, ...rest } = policy;
  return rest;
}
