import type { Proposal, SettledProposal, VisitorRequest } from '../../../bot/domain/request/visitor-request';
import type { Asked } from '../../../cards/asking';
import { requestsCard } from '../../../cards/requests';
import { read } from './account';
import { context, people, policy } from './context';
import { digestRow, showDigest } from './digest';
import type { Examples } from './index';
import { inStatus } from './requests';
import { requestsRow } from './row';
import { viewFor } from './shown';

const open: Proposal = { by: 'sponsor', at: '2027-02-01T09:15:00Z', channel: 'teams', revision: 4, change: { validTo: '2028-02-03' } };
const answer = (how: SettledProposal['answer'], words?: string): SettledProposal => ({
  ...open,
  answer: how,
  answered: { by: 'head', at: '2027-02-03T10:30:00Z', channel: 'outlook' },
  settledAt: 5,
  ...(words !== undefined && { words }),
});

const closing = inStatus('active', { validTo: '2027-02-26' });
const of = (proposal: NonNullable<VisitorRequest['account']>['proposal'], one = closing): VisitorRequest => ({
  ...one,
  account: { ...one.account, ...(proposal && { proposal }) },
});
/** One whose sponsor has asked for an extension, which waits for the head. */
export const extensionAsked = of({ open });
const refused = of({ last: answer('refused', 'The placement ends with the year. Please make a new request for a second one.') });

/** Of which a stay of more than a year needs an agreement. */
const limited = {
  ...context,
  policy: { ...policy, reasons: policy.reasons.map((reason) => ({ ...reason, agreeAfterMonths: 12 })) },
};

/** In Outlook, to the approver. */
export const extensionInOutlook = (asking?: Asked) => ({
  view: viewFor(extensionAsked, 'decider', { place: 'outlook', names: namesOn }),
  ...(asking && { asking }),
});

const namesOn = {
  sponsor: people.sponsor,
  waitsFor: [people.head],
  decidedBy: people.head,
  people: { sponsor: people.sponsor, head: people.head },
};
const row = { request: extensionAsked, rowState: 'proposed' as const, offers: [] };

export const extensions: Examples = {
  'request/extension waits, its sponsor': () => read(extensionAsked, 'sponsor'),
  'request/extension waits, the head': () => read(extensionAsked, 'head'),
  'request/extension waits, an admin': () => read(extensionAsked, 'admin'),
  'request/extension, asking to refuse': () => read(extensionAsked, 'head', { asking: { verb: 'refuse' } }),
  'request/extension, asking for another day': () => read(extensionAsked, 'sponsor', { asking: { verb: 'reapprove' }, context: limited }),
  'request/extension, asking to withdraw': () => read(extensionAsked, 'sponsor', { asking: { verb: 'cancel-proposal' } }),
  'request/extension needed, its sponsor in the window': () => read(closing, 'sponsor', { context: limited }),
  'request/extension refused, its sponsor': () => read(refused, 'sponsor'),
  'request/extension agreed, the head': () => read(of({ last: answer('agreed') }, inStatus('active', { validTo: '2028-02-03' })), 'head'),
  'request/extension unanswered, its sponsor': () =>
    read(of({ last: answer('unanswered') }, inStatus('expired', { validTo: '2027-02-02' })), 'sponsor'),
  'digest/extension waits, its sponsor': () => showDigest([digestRow({ ...row, waitsFor: [people.head] })]),
  'digest/extensions wait, the head': () =>
    showDigest([digestRow({ ...row, sponsor: people.sponsor })], { list: { digest: 'decider', date: '2027-02-03' } }),
  'digest/extension unanswered, the head': () =>
    showDigest([digestRow({ request: of({ last: answer('unanswered') }), rowState: 'unanswered', status: 'expired', offers: [] })], {
      list: { digest: 'decider', date: '2027-02-27' },
    }),
  'requests/an extension waits': () => listed('mine', [people.head]),
  'requests/an extension to decide': () => listed('waiting'),
};

function listed(kind: 'mine' | 'waiting', waitsFor: string[] = []) {
  const one = requestsRow({
    request: extensionAsked.id,
    revision: 4,
    status: 'active',
    visitor: 'Ada Example',
    department: 'School of Computer Science',
    validFrom: extensionAsked.validFrom,
    validTo: extensionAsked.validTo,
    since: '2027-02-01T09:15:00Z',
    waitsFor,
    sponsor: people.sponsor,
  });
  const shown = { ...one.shown, proposal: { change: open.change, at: open.at } };
  return requestsCard({ kind, empty: '', rows: [{ ...one, shown }], from: 0, total: 1, context });
}
