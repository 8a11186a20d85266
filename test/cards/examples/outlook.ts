import { statuses } from '../../../bot/domain/statuses/table';
import { outlookRequestCard } from '../../../cards/outlook-request';
import { extensionInOutlook } from './extension';
import { approvedChanged, inStatus, noted, passedOn, passedOnTo, shownOf, withDeputies } from './requests';

const at = (verb: string) =>
  `https://alms.bantshire.example/api/outlook/${verb}/VR-7K3M9QXA/3/0ff9bb51-0944-4e0c-bdfb-369bab13dfae/1802600000/${'x'.repeat(43)}`;
/** What Outlook's cards have beside those of Teams. */
export const outlook = {
  originator: '8f1d2c3b-4a59-4687-b0c1-d2e3f4a5b6c7',
  openUrl:
    'https://teams.microsoft.com/l/chat/0/0?tenantId=7a7edc27-9ba1-4a59-931e-318ab5fc3797&users=28%3A07b2de9f-2640-4c74-838a-a3cf3608219a',
  link: at,
};

function forOutlook(...[request, viewer, more]: Parameters<typeof shownOf>): ReturnType<typeof shownOf> {
  return shownOf(request, viewer, { ...more, place: 'outlook' });
}

const viewers = ['sponsor', 'decider', 'reader'] as const;
export const problem = 'Please write a few words: the sponsor will read them.';
const pending = inStatus('pending');
const { preferredName: _p, title: _t, middleNames: _m, employer: _e, ...plain } = pending.answers;
/** Each is drawn from the same as a card in Teams. */
export const outlookExamples: Record<string, ReturnType<typeof shownOf>> = {
  ...Object.fromEntries(
    statuses.flatMap((status) => viewers.map((viewer) => [`${status}, ${viewer}`, forOutlook(inStatus(status), viewer)])),
  ),
  'older version': forOutlook(inStatus('pending', { revision: 7 }), 'decider', {
    notice: 'This request has changed since you opened it, so nothing was done.',
  }),
  'past its end': forOutlook(inStatus('pending', { validFrom: '2026-09-01', validTo: '2027-02-02' }), 'decider'),
  'with concerns': forOutlook(inStatus('pending', { answers: plain, validFrom: '2027-01-30', validTo: '2027-02-12' }), 'decider'),
  'asking again to reject': forOutlook(pending, 'decider', { asking: { verb: 'reject', body: { words: '' }, problem } }),
  'asking again to return': forOutlook(pending, 'decider', {
    asking: { verb: 'return', body: { words: 'a "quoted" {{words.value}} \\ reason\nin lines' }, problem },
  }),
  'asking again, too long': forOutlook(pending, 'decider', { asking: { verb: 'reject', body: { words: 'x'.repeat(5000) }, problem } }),
  'asking again to approve changed': forOutlook(pending, 'decider', {
    asking: {
      verb: 'approve-changed',
      body: { terms: { validTo: 'next {{summer.value}}', itAccess: 'student-like', idCard: 'no' } },
      term: 'validTo',
      problem: 'Enter a date, such as 31/07/2027.',
    },
  }),
  'passing on': forOutlook(pending, 'decider', {
    ...withDeputies,
    asking: { verb: 'pass-on', body: { words: 'x'.repeat(1001) }, problem: 'That is too long.' },
  }),
  'passing on to one of two': forOutlook(pending, 'decider', withDeputies),
  'passed on, its deputy': forOutlook(passedOn, 'decider', passedOnTo),
  'approved with a note': forOutlook(noted, 'sponsor'),
  'approved with changes': forOutlook(approvedChanged, 'sponsor'),
  'with one choice': forOutlook(inStatus('pending', { answers: { ...plain, itAccess: 'none' } }), 'decider'),
  'the longest reason': forOutlook(
    inStatus('rejected', {
      decision: { verb: 'reject', by: 'head', at: '2027-02-03T14:05:00Z', channel: 'teams', words: '*'.repeat(1000) },
    }),
    'decider',
  ),
  'extension, its approver': extensionInOutlook(),
  'extension, asking again to refuse': extensionInOutlook({ verb: 'refuse', body: { words: '' }, problem }),
  'asking the sponsor': forOutlook(pending, 'sponsor', { asking: { verb: 'withdraw' } }),
};

export function drawForOutlook(shown: ReturnType<typeof shownOf>): object {
  return JSON.parse(JSON.stringify(outlookRequestCard({ ...shown, ...outlook }))) as object;
}
