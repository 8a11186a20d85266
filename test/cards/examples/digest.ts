import { actBy, tallyOf } from '../../../bot/domain/notices/digest';
import { type DigestCardRow, digestCard } from '../../../cards/digest';
import { context, makeRequest, people, policy, today } from './context';
import type { Examples } from './index';
import { inStatus } from './requests';
import { viewFor } from './shown';

type Shown = Parameters<typeof digestCard>[0];

const ends = (validTo: string, changes = {}) => inStatus('active', { validTo, ...changes });

export function digestRow(changes: Partial<DigestCardRow> = {}): DigestCardRow {
  const request = changes.request ?? ends('2027-02-17');
  const { isTheirs = true, isSponsorGone = false } = changes;
  const viewer = isSponsorGone ? 'decider' : isTheirs ? 'sponsor' : 'reader';
  const given =
    changes.rowState === 'ending'
      ? { ...request, account: { ending: { by: 'sponsor', at: '2027-02-03T09:00:00Z', channel: 'teams' as const } } }
      : request;
  const reader = changes.rowState === 'handover' ? { reader: given.handover?.open?.to ?? '' } : {};
  const { offers } = viewFor(given, viewer, { isSponsorGone, place: 'list', ...reader });
  const by = actBy(given, changes.rowState ?? 'undecided', policy);
  return {
    request,
    offers,
    status: 'active',
    rowState: 'undecided',
    sponsor: people.sponsor,
    asker: people.head,
    isTheirs: true,
    isSponsorGone: false,
    offered: '2027-03-24',
    ...(by !== undefined && { by }),
    ...changes,
  };
}

export function showDigest(rows: DigestCardRow[], changes: Partial<Shown> = {}) {
  return digestCard({
    list: { digest: 'sponsor', date: '2027-02-03' },
    rows,
    from: 0,
    tally: tallyOf(rows),
    today,
    context,
    ...changes,
  });
}

/** One that its approver sent back with a question, and whose first day has passed. */
export const returnedRow = (validTo = '2027-03-05', changes: Partial<DigestCardRow> = {}) =>
  digestRow({ request: inStatus('returned', { validFrom: '2027-02-01', validTo }), status: 'returned', rowState: 'returned', ...changes });

/** One that a colleague wants its reader to take over. */
export const offeredRow = (validTo = '2027-07-30', changes: Partial<DigestCardRow> = {}) => {
  const open = { by: 'sponsor', at: '2027-01-29T10:00:00Z', channel: 'teams' as const, to: 'successor', revision: 3 };
  return digestRow({ request: ends(validTo, { handover: { open } }), rowState: 'handover', asker: people.sponsor, ...changes });
};

const numbered = (place: number) => `VR-7K3M9Q0${place}`;
const ten = Array.from({ length: 10 }, (_, place) => digestRow({ request: ends('2027-02-17', { id: numbered(place) }) }));
const ending = digestRow({ request: ends('2027-02-17', { id: numbered(3) }), rowState: 'ending', endingBy: 'you' });
const { offered: _none, ...noMore } = digestRow();

export const digests: Examples = {
  'digest/of a sponsor': () =>
    showDigest([
      digestRow({ request: ends('2027-02-02', { id: numbered(1) }), status: 'expired', rowState: 'over' }),
      digestRow({
        request: ends('2027-02-04', { id: numbered(2) }),
        typed: '2027-02-01',
        problem: 'Choose a day after the current last day, Thu 4 Feb 2027.',
      }),
      ending,
      digestRow({ request: ends('2027-08-17', { id: numbered(4) }), rowState: 'kept' }),
      digestRow({ ...noMore, request: ends('2027-03-03', { id: numbered(5) }) }),
      digestRow({ request: ends('2027-03-04', { id: numbered(6) }), isTheirs: false }),
    ]),
  'digest/of a sponsor with many': () =>
    showDigest(ten, {
      from: 10,
      tally: tallyOf([...ten, ...ten, ...ten, digestRow(), ending]),
      results: ['Ada Example: Reapproved to Fri 30 Jul 2027.'],
    }),
  'digest/newly due, and asked before': () =>
    showDigest([
      digestRow({ request: ends('2027-03-05', { id: numbered(1) }) }),
      digestRow({ request: ends('2027-02-17', { id: numbered(2) }), wasAsked: true }),
      digestRow({ request: ends('2027-02-19', { id: numbered(3) }), wasAsked: true }),
    ]),
  'digest/about to keep all': () =>
    showDigest(ten, {
      reapproveAll: ten.map(({ request: { id } }, place) => ({ request: id, revision: 3, until: place < 3 ? '2027-07-30' : '2027-08-31' })),
    }),
  'digest/returned, to take over and lapsed': () =>
    showDigest([
      returnedRow(),
      offeredRow(),
      digestRow({
        request: inStatus('lapsed', { decision: inStatus('returned').decision!, id: numbered(8) }),
        status: 'lapsed',
        rowState: 'over',
      }),
    ]),
  'digest/of a decider': () =>
    showDigest(
      [
        digestRow({ request: makeRequest(), status: 'pending', rowState: 'pending' }),
        digestRow({ isSponsorGone: true }),
        digestRow({ request: inStatus('rejected'), status: 'rejected', rowState: 'over' }),
      ],
      { list: { digest: 'decider', date: '2027-02-03' } },
    ),
  'digest/waiting': () =>
    showDigest([digestRow(), digestRow({ request: ends('2027-02-20', { id: numbered(7) }), rowState: 'ending', endingBy: 'you' })], {
      list: {},
    }),
  'digest/nothing waits': () => showDigest([], { list: {} }),
};
