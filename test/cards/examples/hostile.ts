import { withColleague } from '../../../bot/asking/prepared-draft';
import { tidy } from '../../../bot/domain/form/form';
import type { FormContext } from '../../../bot/domain/form/form-context';
import type { Decision, Done, Handover, VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { draftsCard } from '../../../cards/drafts';
import type { DuplicatesShown } from '../../../cards/duplicates';
import { lineCard } from '../../../cards/line';
import { nameSponsorCard } from '../../../cards/name-sponsor';
import { noticeCard } from '../../../cards/notice';
import { photoChoicesCard } from '../../../cards/photo-choices';
import { requestCard } from '../../../cards/request';
import { requestsCard } from '../../../cards/requests';
import { reviewCard } from '../../../cards/review';
import { stepCard } from '../../../cards/step';
import { complete, context, makeDraft, makeRequest, people, policy, thumbnail, today } from './context';
import type { Examples } from './index';
import { requestsRow } from './row';
import { viewFor } from './shown';

/** Stands before every text from outside, so that a card can be searched for any of it. */
export const marker = 'Zq7 ';

/** Every card with one text in every place where a person's (or an admin's) text can come in. */
export function hostileCards(text: string): Examples {
  const typed = tidy(`${marker}${text}`);
  const answers = {
    ...complete,
    ...Object.fromEntries(
      ['employer', 'title', 'firstName', 'middleNames', 'lastName', 'preferredName', 'telephone', 'personalEmail'].map((field) => [
        field,
        typed,
      ]),
    ),
  };
  const there: FormContext = {
    today,
    policy: { ...policy, reasons: policy.reasons.map((reason) => ({ ...reason, label: typed })), shortVisitRoute: typed },
    departments: [{ id: 'computer-science', name: typed, kind: 'school', deputies: [] }],
  };
  const draft = makeDraft({ answers, thumbnail, step: 'who' });
  const decision: Decision = { verb: 'return', by: 'head', at: '2027-02-03T14:05:00Z', channel: 'teams', words: typed };
  const pending = makeRequest({ answers: answers as VisitorRequest['answers'] });
  const did: Done = { by: 'other', at: '2027-02-03T14:05:00Z', channel: 'teams' };
  const offered: Handover = { ...did, to: 'next', revision: 3 };
  const running: VisitorRequest = {
    ...pending,
    status: 'active',
    validFrom: '2027-01-11',
    validTo: '2027-02-10',
    account: { ending: did, shortened: did, reapproved: { ...did, from: '2027-02-01' } },
    handover: { last: { ...offered, from: 'sponsor', answer: 'accepted', answeredAt: did.at } },
  };
  const everybody = { other: typed, next: typed };
  const names = { sponsor: typed, decidedBy: typed, waitsFor: [typed, people.deputy], recalledBy: typed, people: everybody };
  const look = { context: there, names, mayDecide: false };
  const saved = { firstName: typed, lastName: typed, employer: typed, personalEmail: typed };
  const shortStay = { ...answers, validFrom: '2027-02-08', validTo: '2027-02-10' };
  const duplicates: DuplicatesShown = {
    own: [{ request: 'VR-7K3M9QXB', visitor: typed, status: 'active', validFrom: '2026-09-01', validTo: '2027-02-20', isInWindow: true }],
    others: [{ department: typed, sponsor: typed }],
  };
  return {
    'drafts/hostile': () => draftsCard({ drafts: [draft], context: there, next: 'VR-7K3M9QXB' }),
    'name-sponsor/hostile': () => nameSponsorCard({ draft, mail: typed, problem: 'no-such-colleague' }),
    'name-sponsor/hostile name': () =>
      nameSponsorCard({ draft, colleague: { id: '3648245e-dafa-4a38-bf00-6745f3194a3b', name: typed, mail: typed } }),
    'notice/hostile colleague': () => withColleague({ ...draft, confirmation: { by: 'other', name: typed, at: did.at } }, { policy }),
    'review/hostile preparer': () => reviewCard({ draft: makeDraft({ answers, prepared: { by: 'other', name: typed } }), context: there }),
    'step/hostile names': () => stepCard({ draft, step: 'who', context: there, savedElsewhere: saved }),
    'step/hostile department': () =>
      stepCard({ draft, step: 'department', context: there, savedElsewhere: { department: 'computer-science' } }),
    'step/hostile visit': () => stepCard({ draft, step: 'visit', context: there, savedElsewhere: saved }),
    'step/hostile dates': () =>
      stepCard({
        draft: makeDraft({ answers: { ...answers, validFrom: typed, validTo: typed } }),
        step: 'visit',
        context: there,
        problems: { validTo: { word: 'stay-too-short' } },
        savedElsewhere: { validFrom: typed },
        duplicates,
      }),
    'drafts/hostile whose photo': () => photoChoicesCard({ drafts: [draft], context: there }),
    'review/hostile': () =>
      reviewCard({
        draft: makeDraft({ answers: shortStay, changes: { revision: 2, department: 'computer-science', question: typed } }),
        context: there,
        duplicates,
        uploadUrl: 'https://alms.bantshire.example/photo#abc',
      }),
    'request/hostile to decide': () =>
      requestCard({
        view: viewFor(pending, 'decider', { ...look, mayDecide: true }),
        asking: { verb: 'reject', body: { words: typed }, problem: typed },
        notice: typed,
      }),
    'request/hostile terms': () =>
      requestCard({
        view: viewFor(pending, 'decider', { ...look, mayDecide: true }),
        asking: {
          verb: 'approve-changed',
          body: { terms: { validTo: typed, itAccess: typed, idCard: typed } },
          term: 'validTo',
          problem: typed,
        },
      }),
    'request/hostile to its sponsor': () => requestCard({ view: viewFor(pending, 'sponsor', look) }),
    'request/hostile, taken back': () =>
      requestCard({
        view: viewFor({ ...pending, recalled: { by: 'head', at: '2027-02-03T14:08:00Z', revision: 5 } }, 'sponsor', look),
      }),
    'request/hostile question': () => requestCard({ view: viewFor({ ...pending, status: 'returned', decision }, 'sponsor', look) }),
    'request/hostile successor': () =>
      requestCard({
        view: viewFor(pending, 'sponsor', look),
        asking: { verb: 'offer-handover', colleague: { id: '6fced11d-2bd8-41e6-b47a-8387cdde8d51', name: typed, mail: typed } },
      }),
    'request/hostile address': () =>
      requestCard({ view: viewFor(pending, 'sponsor', look), asking: { verb: 'offer-handover', mail: typed, problem: typed } }),
    'request/hostile offer': () =>
      requestCard({ view: viewFor({ ...pending, handover: { open: offered } }, 'reader', { ...look, reader: 'next' }), notice: typed }),
    'request/hostile, kept until': () => requestCard({ view: viewFor(running, 'reader', { ...look, reader: 'other' }) }),
    'request/hostile, a day that cannot be': () =>
      requestCard({
        view: viewFor({ ...running, account: { ...running.account, ending: undefined } } as unknown as VisitorRequest, 'sponsor', look),
        asking: { verb: 'reapprove', body: { until: typed }, problem: typed },
      }),
    'request/hostile, ended': () => requestCard({ view: viewFor({ ...pending, status: 'ended', account: { end: did } }, 'sponsor', look) }),
    'requests/hostile': () =>
      requestsCard({
        kind: 'mine',
        empty: '',
        from: 0,
        total: 1,
        rows: [
          requestsRow({
            request: pending.id,
            revision: 3,
            status: 'pending',
            visitor: typed,
            department: typed,
            validFrom: '2027-02-08',
            validTo: '2027-07-30',
            since: pending.question.askedAt,
            waitsFor: [typed],
            sponsor: typed,
          }),
        ],
        context,
      }),
    'requests/hostile found': () =>
      requestsCard({
        kind: 'found',
        name: typed,
        empty: '',
        from: 0,
        total: 11,
        rows: [
          requestsRow({
            request: pending.id,
            revision: 3,
            status: 'pending',
            visitor: typed,
            department: typed,
            validFrom: '2027-02-08',
            validTo: '2027-07-30',
            since: pending.question.askedAt,
            sponsor: typed,
          }),
        ],
        context,
      }),
    'requests/hostile waiting': () =>
      requestsCard({
        kind: 'waiting',
        empty: '',
        from: 0,
        total: 1,
        rows: [
          requestsRow({
            request: pending.id,
            revision: 3,
            status: 'pending',
            visitor: typed,
            department: typed,
            validFrom: '2027-02-08',
            validTo: '2027-07-30',
            since: pending.question.askedAt,
            sponsor: typed,
          }),
        ],
        context,
      }),
    'line/hostile': () => lineCard({ sentence: typed }),
    'notice/hostile': () => noticeCard({ sentence: typed, buttons: [] }),
  };
}
