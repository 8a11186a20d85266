import type { FormContext } from '../../../bot/domain/form/form-context';
import type { Done, Handover, VisitorRequest } from '../../../bot/domain/request/visitor-request';
import type { Asked } from '../../../cards/asking';
import { requestCard } from '../../../cards/request';
import { people } from './context';
import type { Examples } from './index';
import { inStatus } from './requests';
import { viewFor } from './shown';

/** A request as somebody reads it, with the buttons that the rules allow them. */
type Reader = 'sponsor' | 'head' | 'admin' | 'successor' | 'former';

const named = { sponsor: people.sponsor, head: people.head, admin: 'Ada Admin', successor: 'Bo Colleague', former: 'Fay Former' };
const viewers = { sponsor: 'sponsor', head: 'decider', admin: 'reader', successor: 'reader', former: 'reader' } as const;

export function read(
  request: VisitorRequest,
  reader: Reader,
  { asking, notice, isSponsorGone, context }: { asking?: Asked; notice?: string; isSponsorGone?: boolean; context?: FormContext } = {},
) {
  const names = { sponsor: people.sponsor, waitsFor: [people.head], decidedBy: people.head, people: named };
  const look = { reader, isAdmin: reader === 'admin', ...(isSponsorGone && { isSponsorGone }), ...(context && { context }), names };
  return requestCard({ view: viewFor(request, viewers[reader], look), ...(asking && { asking }), ...(notice !== undefined && { notice }) });
}

const at = '2027-02-03T14:30:00Z';
const doneBy = (by: string): Done => ({ by, at, channel: 'teams' });
const offer: Handover = { ...doneBy('sponsor'), to: 'successor', revision: 3 };

const running = inStatus('active');
const closing = inStatus('active', { validTo: '2027-02-26' });
const lastDay = inStatus('active', { validTo: '2027-02-03' });
const waiting = inStatus('pending', { question: { askedAt: '2027-02-03T09:30:00Z', revision: 1 } });
const handed = { ...offer, from: 'former', answer: 'accepted', answeredAt: at, revision: 3 } as const;

export const corrected = {
  ...running,
  account: { corrected: { ...doneBy('admin'), channel: 'tab' as const, revision: 3 } },
  decision: {
    ...running.decision!,
    visitor: { firstName: 'Adah', lastName: 'Example', preferredName: 'Addie', personalEmail: 'ada@example.org' },
  },
};

export const account: Examples = {
  'request/active, its sponsor before the window': () => read(running, 'sponsor'),
  'request/active, its sponsor in the window': () => read(closing, 'sponsor'),
  'request/active, on its last day': () => read(lastDay, 'sponsor'),
  'request/keep, a day that cannot be': () =>
    read(closing, 'sponsor', {
      asking: {
        verb: 'reapprove',
        body: { until: '2027-02-20' },
        problem: 'Choose a day after the current last day, Fri 26 Feb 2027.',
      },
    }),
  'request/keep, no date': () =>
    read(closing, 'sponsor', {
      asking: { verb: 'reapprove', body: { until: 'next summer' }, problem: 'Enter a date, such as 31/07/2027.' },
    }),
  'request/let end': () => read({ ...closing, account: { ...closing.account, ending: doneBy('sponsor') } }, 'sponsor'),
  'request/kept longer': () =>
    read({ ...running, account: { ...running.account, reapproved: { ...doneBy('sponsor'), from: '2027-02-01' } } }, 'sponsor'),
  'request/brought forward by an admin': () =>
    read(
      { ...running, account: { ...running.account, shortened: doneBy('admin') }, decision: { ...running.decision!, outcomeRevision: 3 } },
      'sponsor',
    ),
  'request/asking to shorten': () => read(running, 'sponsor', { asking: { verb: 'shorten' } }),
  'request/asking to shorten, too late a day': () =>
    read(running, 'sponsor', {
      asking: {
        verb: 'shorten',
        body: { until: '2027-09-01' },
        problem: 'Choose a day before the current last day, Fri 30 Jul 2027.',
      },
    }),
  'request/asking to end': () => read(running, 'head', { asking: { verb: 'end' } }),
  'request/ended by the head': () => read(inStatus('ended', { account: { end: doneBy('head') } }), 'sponsor'),
  'request/active, an admin': () => read(running, 'admin'),
  'request/active, the head': () => read(running, 'head'),
  'request/sponsor gone, in the window': () => read(closing, 'head', { isSponsorGone: true }),
  'request/sponsor gone, pending': () => read(waiting, 'head', { isSponsorGone: true }),
  'request/reminded just now': () => read({ ...waiting, question: { ...waiting.question, nudged: { at, count: 1 } } }, 'sponsor'),
  'request/may be reminded': () => read(inStatus('pending', { question: { askedAt: '2027-02-02T09:30:00Z', revision: 1 } }), 'sponsor'),
  'request/asking for a successor': () => read(running, 'sponsor', { asking: { verb: 'offer-handover' } }),
  'request/asking for a successor, nobody': () =>
    read(running, 'sponsor', {
      asking: {
        verb: 'offer-handover',
        mail: 'bo.colleague@bantshire',
        problem: 'No member of staff has this address. Please check it: it is the address of their work account.',
      },
    }),
  'request/asking to offer': () =>
    read(running, 'sponsor', {
      asking: {
        verb: 'offer-handover',
        colleague: { id: '6fced11d-2bd8-41e6-b47a-8387cdde8d51', name: 'Bo Colleague', mail: 'bo.colleague@bantshire.example' },
      },
    }),
  'request/offered, its sponsor': () => read({ ...closing, handover: { open: offer } }, 'sponsor'),
  'request/offered, the successor': () => read({ ...running, handover: { open: offer } }, 'successor'),
  'request/offered, the successor decides it too': () => read({ ...waiting, handover: { open: { ...offer, to: 'head' } } }, 'head'),
  'request/handed over, the former sponsor': () =>
    read({ ...running, involved: ['former', 'sponsor'], handover: { last: { ...handed, by: 'former', to: 'sponsor' } } }, 'former'),
  'request/corrected after the approval, whoever approved': () => read(corrected, 'head'),
  'request/offer declined': () =>
    read({ ...running, handover: { last: { ...handed, by: 'sponsor', from: 'sponsor', answer: 'declined' } } }, 'sponsor'),
};
