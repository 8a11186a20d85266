import type { SettledProposal, VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { requestCard } from '../../../cards/request';
import { read } from './account';
import { people } from './context';
import { digestRow, showDigest } from './digest';
import type { Examples } from './index';
import { inStatus } from './requests';
import { viewFor } from './shown';

const before = inStatus('approved', { validFrom: '2027-02-15' });
const { photo: _none, ...answers } = before.answers;
const coming: VisitorRequest = { ...before, answers: { ...answers, itAccess: 'student-like', idCard: false } };
const open = { by: 'sponsor', at: '2027-02-01T09:15:00Z', channel: 'teams' as const, revision: 4 };
const change = { validFrom: '2027-03-01', itAccess: 'staff-like', idCard: true } as const;
const asked = (proposal: object): VisitorRequest => ({ ...coming, account: { proposal: { open: { ...open, change, ...proposal } } } });
const photo = { blob: '0'.repeat(32) };
/** One whose sponsor has asked for a change, which waits for the head. */
export const changeAsked = asked({
  photo,
  note: 'She teaches two modules, and has to get into the laboratories. Her visa comes later than planned.',
});
export const needsPhoto = asked({ awaitsPhoto: true });
const settled = (answer: SettledProposal['answer'], words?: string): VisitorRequest => ({
  ...coming,
  account: {
    proposal: {
      last: {
        ...open,
        change,
        answer,
        answered: { by: 'head', at: '2027-02-03T10:30:00Z', channel: 'outlook' },
        settledAt: 5,
        ...(words !== undefined && { words }),
      },
    },
  },
});
const lapsed: VisitorRequest = {
  ...coming,
  account: {
    proposal: {
      last: {
        ...open,
        change: { idCard: true },
        awaitsPhoto: true,
        answer: 'unanswered',
        answered: { by: 'clock', at: '2027-02-03T08:03:00Z', channel: 'clock' },
        settledAt: 5,
      },
    },
  },
};
const wrongDay = 'Choose a day up to Fri 30 Jul 2027, the last day.';

export const changes: Examples = {
  'request/change, asking for one': () => read(coming, 'sponsor', { asking: { verb: 'propose-change' } }),
  'request/change, asking for a day that cannot be': () =>
    read(coming, 'sponsor', {
      asking: {
        verb: 'propose-change',
        body: { terms: { validFrom: '2027-09-30', itAccess: 'staff-like', idCard: 'yes' }, words: 'Her visa comes later than planned.' },
        problem: wrongDay,
        term: 'validFrom',
      },
    }),
  'request/change needs a photo, its sponsor': () => read(needsPhoto, 'sponsor'),
  'request/change needs a photo, the link': () =>
    requestCard({
      view: viewFor(needsPhoto, 'sponsor', { reader: 'sponsor' }),
      addPhotoUrl: 'https://alms.bantshire.example/photo#link',
      notice: 'Open the photo page within 30 minutes. This card changes when the photo has been added.',
    }),
  'request/change waits, its sponsor': () => read(changeAsked, 'sponsor'),
  'request/change waits, the head': () => read(changeAsked, 'head'),
  'request/change, asking to refuse': () => read(changeAsked, 'head', { asking: { verb: 'refuse' } }),
  'request/change refused, its sponsor': () => read(settled('refused', 'There is no room in the laboratories this term.'), 'sponsor'),
  'request/change lapsed without its photo, its sponsor': () => read(lapsed, 'sponsor'),
  'digest/a card that was requested lacks its photo': () => showDigest([digestRow({ request: needsPhoto, rowState: 'photo', offers: [] })]),
  'digest/changes wait, the head': () =>
    showDigest([digestRow({ request: changeAsked, rowState: 'proposed', offers: [], sponsor: people.sponsor })], {
      list: { digest: 'decider', date: '2027-02-03' },
    }),
};
