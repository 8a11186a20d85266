import { emptyAnswers } from '../../../bot/domain/form/questions';
import type { OwnDuplicate } from '../../../bot/domain/request/duplicates';
import { draftsCard } from '../../../cards/drafts';
import type { DuplicatesShown } from '../../../cards/duplicates';
import { photoCard } from '../../../cards/photo';
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
  return makeDraft({ answers, step: 'photo' });
})();
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

export const drafting: Examples = {
  'drafts/one': () => draftsCard({ drafts: [makeDraft({ answers: complete, step: 'dates' })], context, next: 'VR-7K3M9QXB' }),
  'drafts/five': () =>
    draftsCard({
      drafts: [
        makeDraft({ answers: complete, step: 'review' }),
        makeDraft({ id: 'VR-00000002' }),
        makeDraft({ id: 'VR-00000003', answers: { ...emptyAnswers, department: 'library' }, step: 'reason' }),
        makeDraft({ id: 'VR-00000004', answers: { ...emptyAnswers, department: 'closed-long-ago', firstName: 'Bo' }, step: 'more' }),
        makeDraft({ id: 'VR-00000005', touchedAt: '2026-12-01T00:30:00Z' }),
      ],
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
  'step/reason': step('reason'),
  'step/reason answered': step('reason', { draft: filled }),
  'step/reason retired': step('reason', {
    draft: makeDraft({ answers: { ...emptyAnswers, reason: 'retired' } }),
    problems: { reason: { word: 'missing' } },
  }),
  'step/employer': step('employer', { draft: makeDraft({ answers: { ...emptyAnswers, reason: 'contractor-consultant' } }) }),
  'step/names': step('names'),
  'step/names with problems': step('names', { problems: { firstName: { word: 'missing' }, lastName: { word: 'no-letter' } } }),
  'step/dates': step('dates'),
  'step/dates of a department': step('dates', { draft: makeDraft({ answers: { ...emptyAnswers, department: 'estates' } }) }),
  'step/dates with problems': step('dates', {
    draft: makeDraft({ answers: { ...complete, validFrom: '31 February', validTo: '2029-01-01' } }),
    problems: { validFrom: { word: 'no-such-date' }, validTo: { word: 'stay-too-long', latest: '2028-02-07', months: 12 } },
  }),
  'step/dates, visitor here already': step('dates', { draft: filled, duplicates }),
  'step/dates, another’s visitor': step('dates', { draft: filled, duplicates: { own: [], others: duplicates.others } }),
  'step/access': step('access'),
  'step/access of nothing': step('access', {
    draft: makeDraft({ answers: { ...complete, itAccess: 'none', idCard: false } }),
    problems: { itAccess: { word: 'nothing-asked' } },
  }),
  'step/more': step('more'),
  'step/more answered': step('more', { draft: filled }),
  'step/more with problems': step('more', {
    draft: makeDraft({ answers: { ...complete, telephone: 'ring me', personalEmail: 'ada@bantshire.example' } }),
    problems: { telephone: { word: 'not-a-telephone' }, personalEmail: { word: 'university-email' } },
  }),
  'step/more with email required': step('more', {
    draft: filled,
    context: { ...context, policy: { ...policy, personalEmailRequired: true } },
  }),
  'step/names saved elsewhere': step('names', { draft: filled, savedElsewhere: { firstName: 'Adelaide', lastName: undefined } }),
  'step/dates saved elsewhere': step('dates', { draft: filled, savedElsewhere: { validFrom: '2027-03-01' } }),
  'step/department saved elsewhere': step('department', { draft: filled, savedElsewhere: { department: 'library' } }),
  'step/access saved elsewhere': step('access', { draft: filled, savedElsewhere: { itAccess: 'student-like', idCard: false } }),
  'photo/none yet': () => photoCard({ draft: withoutPhoto, context, uploadUrl }),
  'photo/missing': () => photoCard({ draft: withoutPhoto, context, uploadUrl, problem: { word: 'missing' } }),
  'drafts/whose photo': () => photoChoicesCard({ drafts: [filled, withoutPhoto], context }),
  'photo/in a dialog': () => photoCard({ draft: withoutPhoto, context, uploadUrl, hasDialog: true }),
  'photo/added': () => photoCard({ draft: filled, context, uploadUrl }),
  'photo/added without thumbnail': () =>
    photoCard({ draft: makeDraft({ answers: complete }), context, uploadUrl: 'http://127.0.0.1:3978/photo#abc' }),
  'review/complete': () => reviewCard({ draft: filled, context }),
  'review/complete, to be sent again': () =>
    reviewCard({ draft: { ...filled, changes: { revision: 2, department: 'computer-science' } }, context }),
  'review/visitor here already': () => reviewCard({ draft: filled, context, duplicates }),
  'review/asking again': () => reviewCard({ draft: { ...filled, follows: 'VR-7K3M9QXB' }, context }),
  'review/asking again, dates past': () => {
    const { validFrom: _1, validTo: _2, ...answers } = complete;
    return reviewCard({ draft: makeDraft({ answers, follows: 'VR-7K3M9QXB' }), context });
  },
  'review/nothing answered': () => reviewCard({ draft: empty, context: { ...context, policy: withoutDates() } }),
  'review/one thing missing': () => reviewCard({ draft: withoutPhoto, context }),
  'review/warnings': () => {
    const { middleNames: _1, personalEmail: _2, ...answers } = complete;
    return reviewCard({
      draft: makeDraft({ answers: { ...answers, validFrom: '2027-02-01', validTo: '2027-02-20' }, thumbnail }),
      context,
    });
  },
  'review/neither access nor card': () =>
    reviewCard({
      draft: makeDraft({
        answers: { ...complete, itAccess: 'none', idCard: false },
        changes: { revision: 3, department: 'computer-science' },
      }),
      context,
    }),
};

function withoutDates() {
  const { validTo: _none, ...rest } = policy;
  return rest;
}
