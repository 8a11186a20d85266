import type { Viewer } from '../../../bot/domain/request/viewers';
import type { Decision, VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { type Status, statuses } from '../../../bot/domain/statuses/table';
import { buttonTitles } from '../../../bot/domain/words/card-words';
import { closedLine, lineOfNews, outcomeNews, wasNews } from '../../../bot/domain/words/news-words';
import { tellingSentence, tellingTitles } from '../../../bot/domain/words/telling-words';
import { refusalSentence, sentences } from '../../../bot/domain/words/words';
import { button } from '../../../cards/actions';
import { lineCard } from '../../../cards/line';
import { noticeCard } from '../../../cards/notice';
import { type RequestCard, requestCard } from '../../../cards/request';
import { requestsCard } from '../../../cards/requests';
import { welcomeCard } from '../../../cards/welcome';
import { complete, context, departments, makeDraft, makeRequest, people } from './context';
import type { Examples } from './index';
import { type NamedRow, requestsRow } from './row';
import { type Look, viewFor } from './shown';

const questionBack = outcomeNews('returned', people.head, false, {
  reason: 'Contractor/Consultant',
  validFrom: '2027-02-08',
  validTo: '2027-07-30',
  today: '2027-02-03',
});

const decision = (verb: Decision['verb'], words?: string): Decision => ({
  verb,
  by: 'head',
  at: '2027-02-03T14:05:00Z',
  channel: verb === 'approve' ? 'outlook' : 'teams',
  ...(words !== undefined && { words }),
});

const reason = 'We have nobody free to look after a visitor in the spring. Please ask again for the autumn.';
const question = 'Which laboratory will Dr Example work in, and does she need a card for the weekend?';

const decisions: Partial<Record<Status, Decision>> = {
  returned: decision('return', question),
  approved: decision('approve'),
  active: decision('approve'),
  expired: decision('approve'),
  ended: decision('approve'),
  rejected: decision('reject', reason),
};

export function inStatus(status: Status, changes: Partial<VisitorRequest> = {}): VisitorRequest {
  const decided = decisions[status];
  const isPast = status === 'expired' || status === 'lapsed';
  const dates = isPast ? { validFrom: '2026-09-01', validTo: '2027-01-31' } : status === 'active' ? { validFrom: '2027-01-11' } : {};
  return makeRequest({ status, ...dates, ...(decided && { decision: { ...decided, outcomeRevision: 3 } }), ...changes });
}

/** What a card of this request is drawn from, for either channel. */
export function shownOf(
  request: VisitorRequest,
  viewer: Viewer,
  { asking, notice, mayOpenFollowed, back, ...look }: Look & Around = {},
): RequestCard {
  const view = viewFor(request, viewer, look);
  return {
    view,
    ...(view.hasPhotoToShow && { photoUrl: `https://alms.bantshire.example/tab#request/${request.id}/photo` }),
    ...(asking && { asking }),
    ...(notice !== undefined && { notice }),
    ...(mayOpenFollowed !== undefined && { mayOpenFollowed }),
    ...(back && { back }),
  };
}
export type Around = Omit<RequestCard, 'view'>;

export function show(...shown: Parameters<typeof shownOf>) {
  return requestCard(shownOf(...shown));
}

const everyState: Examples = Object.fromEntries(
  statuses.flatMap((status) =>
    (['sponsor', 'decider', 'reader'] as const).map((viewer) => [`request/${status}, ${viewer}`, () => show(inStatus(status), viewer)]),
  ),
);

const pending = inStatus('pending');
/** Of the same request, less in every respect. */
export const approvedChanged = inStatus('approved', {
  validTo: '2027-05-31',
  answers: { ...pending.answers, itAccess: 'student-like', idCard: false },
  decision: {
    ...decision('approve'),
    outcomeRevision: 3,
    change: {
      validTo: { asked: '2027-07-30', approved: '2027-05-31' },
      itAccess: { asked: 'staff-like', approved: 'student-like' },
      idCard: { asked: true, approved: false },
    },
  },
});
/** With a note to the sponsor. */
export const noted = inStatus('approved', { decision: { ...decision('approve', 'Room 4.12 is *free* until May.'), outcomeRevision: 3 } });
export const passedOn = inStatus('pending', {
  question: {
    askedAt: '2027-02-02T09:30:00Z',
    revision: 1,
    passedOn: [{ to: 'deputy', by: 'head', at: '2027-02-03T14:05:00Z', note: 'You know the **project**.' }],
  },
});
const names = {
  sponsor: people.sponsor,
  waitsFor: [people.head, people.deputy],
  people: { head: people.head, deputy: people.deputy, other: 'Odd_Deputy_' },
};
export const passedOnTo: Look = { reader: 'deputy', names };
/** A department whose head has two deputies; the name of one would be Markdown. */
export const withDeputies: Look = {
  names,
  deputies: ['deputy', 'other'],
  context: {
    ...context,
    departments: departments.map((one) => (one.id === 'computer-science' ? { ...one, deputies: ['deputy', 'other'] } : one)),
  },
};
const recalled = inStatus('pending', { revision: 5, recalled: { by: 'head', at: '2027-02-03T14:08:00Z', revision: 5 } });
const recalledBy = { names: { sponsor: people.sponsor, waitsFor: [people.head], recalledBy: people.head } };
const { preferredName: _p, title: _t, middleNames: _m, employer: _e, ...plain } = pending.answers;

const listed: NamedRow = {
  request: 'VR-7K3M9QXA',
  revision: 3,
  status: 'pending',
  visitor: 'Ada Example',
  department: 'School of Computer Science',
  validFrom: '2027-02-08',
  validTo: '2027-07-30',
  since: '2027-02-02T09:30:00Z',
  waitsFor: [people.head],
  sponsor: people.sponsor,
};
const list = statuses.map((status, place) =>
  requestsRow({ ...listed, request: `VR-0000000${place}`, status, waitsFor: status === 'pending' ? [people.head] : [] }),
);

const answered = inStatus('pending', {
  question: {
    askedAt: '2027-02-02T09:30:00Z',
    revision: 3,
    answered: { question, answer: 'The robotics laboratory; no weekends.' },
    changed: { validTo: '2027-05-31', lastName: 'Exemplar' },
  },
});

export const requests: Examples = {
  'request/answered, decider': () => show(answered, 'decider'),
  'request/answered, sponsor': () => show(answered, 'sponsor'),
  ...everyState,
  'request/pending, nobody to ask': () => show(pending, 'sponsor', { names: { sponsor: people.sponsor, waitsFor: [] } }),
  'request/pending, head away': () =>
    show(pending, 'sponsor', {
      names: {
        sponsor: people.sponsor,
        waitsFor: [people.head, people.deputy],
        headAway: { name: people.head, until: '2027-02-12', deputies: [people.deputy] },
      },
    }),
  'request/pending, own department': () =>
    show(pending, 'decider', { mayDecide: false, notice: 'You made or changed this request, so someone else has to decide it.' }),
  'request/pending with concerns': () =>
    show(inStatus('pending', { answers: plain, validFrom: '2027-01-30', validTo: '2027-02-12' }), 'decider'),
  'request/pending, sparse': () => show(inStatus('pending', { answers: { ...plain, itAccess: 'none' } }), 'decider'),
  'request/pending, past its end': () => show(inStatus('pending', { validFrom: '2026-09-01', validTo: '2027-02-02' }), 'decider'),
  'request/asking to reject': () => show(pending, 'decider', { asking: { verb: 'reject' } }),
  'request/asking to reject without words': () =>
    show(pending, 'decider', { asking: { verb: 'reject', problem: 'Please write a few words: the sponsor will read them.' } }),
  'request/asking to return': () => show(pending, 'decider', { asking: { verb: 'return', body: { words: question } } }),
  'request/asking to return, far too long': () =>
    show(pending, 'decider', {
      asking: { verb: 'return', body: { words: '語'.repeat(20_000) }, problem: 'That is too long: please use at most 1000 characters.' },
    }),
  'request/asking to approve changed': () => show(pending, 'decider', { asking: { verb: 'approve-changed' } }),
  'request/asking to approve changed, no date': () =>
    show(pending, 'decider', {
      asking: {
        verb: 'approve-changed',
        body: { terms: { validTo: 'next summer', itAccess: 'student-like', idCard: 'no' } },
        term: 'validTo',
        problem: 'Enter a date, such as 31/07/2027.',
      },
    }),
  'request/asking to approve changed, nothing left': () =>
    show(pending, 'decider', {
      asking: {
        verb: 'approve-changed',
        body: { terms: { validTo: '2027-05-31', itAccess: 'none', idCard: 'no' } },
        term: 'itAccess',
        problem: refusalSentence({ refused: 'nothing-left' }, context.policy),
      },
    }),
  'request/asking to approve changed, a card alone': () =>
    show(inStatus('pending', { answers: { ...plain, itAccess: 'none' } }), 'decider', {
      asking: {
        verb: 'approve-changed',
        body: { terms: { validTo: '2027-05-31', itAccess: 'admin' } },
        term: 'itAccess',
        problem: refusalSentence({ refused: 'more-than-asked' }, context.policy),
      },
    }),
  'request/asking a deputy': () => show(pending, 'decider', { ...withDeputies, asking: { verb: 'pass-on' } }),
  'request/asking the only deputy, too many words': () =>
    show(pending, 'decider', {
      ...withDeputies,
      deputies: ['deputy'],
      asking: {
        verb: 'pass-on',
        body: { to: 'deputy', words: 'You know the project. '.repeat(50) },
        problem: 'That is too long: please use at most 1000 characters.',
      },
    }),
  'request/passed on, its deputy': () => show(passedOn, 'decider', passedOnTo),
  'request/passed on, its sponsor': () => show(passedOn, 'sponsor', { names }),
  'request/approved with a note, its sponsor': () => show(noted, 'sponsor'),
  'request/approved with changes and a note': () =>
    show({ ...approvedChanged, decision: { ...approvedChanged.decision!, words: 'The lease ends in May.' } }, 'sponsor'),
  'request/note too long': () =>
    show(pending, 'decider', {
      asking: {
        verb: 'approve',
        body: { words: 'Welcome. '.repeat(120) },
        problem: 'That is too long: please use at most 1000 characters.',
      },
    }),
  'request/note for what is decided': () =>
    show(inStatus('rejected'), 'decider', { asking: { verb: 'approve', body: { words: 'Welcome **back**.' } }, notice: sentences.movedOn }),
  'request/approved with changes, its sponsor': () => show(approvedChanged, 'sponsor'),
  'request/approved with changes, its decider': () => show(approvedChanged, 'decider', { time: '14:10' }),
  'request/approved, may be taken back': () => show(inStatus('approved'), 'decider', { time: '14:10' }),
  'request/taken back, decider': () => show(recalled, 'decider', recalledBy),
  'request/taken back, sponsor': () => show(recalled, 'sponsor', recalledBy),
  'request/following another': () => show(inStatus('pending', { follows: 'VR-7K3M9QXB' }), 'decider', { mayOpenFollowed: true }),
  'request/following what may not be seen': () => show(inStatus('pending', { follows: 'VR-7K3M9QXB' }), 'decider'),
  'request/opened from a request': () => show(inStatus('expired'), 'sponsor', { back: { to: 'request', id: 'VR-7K3M9QXB' } }),
  'request/opened from a draft': () => show(inStatus('active'), 'sponsor', { back: { to: 'draft', id: 'VR-7K3M9QXB' } }),
  'request/asking to withdraw': () => show(pending, 'sponsor', { asking: { verb: 'withdraw' } }),
  'request/asking what has changed since': () =>
    show(inStatus('active'), 'decider', {
      asking: { verb: 'reject' },
      notice: 'This request has changed since you opened it, so nothing was done. Here is the latest version.',
    }),
  'request/decided by nobody known': () => show(inStatus('rejected'), 'sponsor', { names: { sponsor: people.sponsor, waitsFor: [] } }),
  'request/longest question': () => show(inStatus('returned', { decision: decision('return', '語'.repeat(1000)) }), 'sponsor'),
  'request/department and reason taken off': () =>
    show(inStatus('pending', { answers: { ...plain, department: 'closed-long-ago', reason: 'retired' } }), 'reader'),
  'requests/mine': () => requestsCard({ kind: 'mine', empty: sentences.noVisitors, from: 0, total: list.length, rows: list, context }),
  'requests/mine, with drafts': () =>
    requestsCard({
      kind: 'mine',
      empty: sentences.noVisitors,
      from: 0,
      total: list.length,
      rows: list,
      context,
      drafts: [makeDraft({ answers: complete, step: 'review' }), makeDraft({ id: 'VR-00000002', step: 'who' })],
    }),
  'requests/mine, none': () => requestsCard({ kind: 'mine', empty: sentences.noVisitors, from: 0, total: 0, rows: [], context }),
  'requests/waiting': () =>
    requestsCard({
      kind: 'waiting',
      empty: sentences.nothingWaiting,
      from: 0,
      total: 2,
      rows: [requestsRow(listed), requestsRow({ ...listed, request: 'VR-00000001' })],
      context,
    }),
  'requests/about to approve those ticked': () =>
    requestsCard({
      kind: 'waiting',
      empty: '',
      from: 0,
      total: 2,
      rows: [requestsRow(listed), requestsRow({ ...listed, request: 'VR-00000001' })],
      ticked: ['VR-00000001'],
      isAsking: true,
      results: ['Ada Example: approved.'],
      context,
    }),
  'requests/waiting, none': () => requestsCard({ kind: 'waiting', empty: sentences.nothingWaiting, from: 0, total: 0, rows: [], context }),
  'requests/found': () =>
    requestsCard({ kind: 'found', name: 'exam', empty: sentences.nothingFound, from: 10, total: 10 + list.length, rows: list, context }),
  'requests/found, none': () =>
    requestsCard({ kind: 'found', name: 'exam', empty: sentences.nothingFound, from: 0, total: 0, rows: [], context }),
  'line/news': () =>
    lineCard({
      sentence: lineOfNews('Ada Example', questionBack, '“Which project is this for?”'),
      buttons: [button('showRequest', buttonTitles.open, { request: 'VR-7K3M9QXA' })],
      summary: questionBack,
    }),
  'line/closed': () => lineCard({ sentence: closedLine('Ada Example', 'VR-7K3M9QXA', wasNews.made), summary: wasNews.made }),
  'notice/notifications': () =>
    noticeCard({
      title: 'Notifications',
      sentence: tellingSentence('at-once'),
      buttons: [button('chooseTelling', tellingTitles.daily, { telling: 'daily' })],
    }),
  'notice/how to find': () => noticeCard({ sentence: sentences.howToFind, buttons: [button('help', 'What can I do?', {})] }),
  'requests/waiting, second page': () =>
    requestsCard({
      kind: 'waiting',
      empty: sentences.nothingWaiting,
      from: 10,
      total: 32,
      rows: Array.from({ length: 10 }, (_, place) =>
        requestsRow({
          ...listed,
          request: `VR-0000000${place}`,
          visitor: 'Ångström '.repeat(13),
          department: 'Département de '.repeat(10),
          sponsor: 'Šárka '.repeat(20),
        }),
      ),
      context,
    }),
  'welcome/greeting': () => welcomeCard({ intro: sentences.welcome }),
  'welcome/not understood': () => welcomeCard({ intro: sentences.notUnderstood }),
  'notice/confirm discard': () =>
    noticeCard({
      title: 'Discard this draft?',
      sentence: 'Everything in it will be deleted.',
      buttons: [
        button('discardDraft', 'Discard', { draft: 'VR-7K3M9QXA' }, 'destructive'),
        button('showDraft', 'Keep it', { draft: 'VR-7K3M9QXA' }),
      ],
    }),
  'notice/saved': () => noticeCard({ sentence: sentences.saved, buttons: [] }),
  'notice/fault': () => noticeCard({ sentence: sentences.fault('abc123'), buttons: [button('help', 'What can I do?', {})] }),
};
