import { outlookDigestCard } from '../../../cards/outlook-digest';
import { context, people, today } from './context';
import { digestRow } from './digest';
import { inStatus } from './requests';

export type Given = Parameters<typeof outlookDigestCard>[0];

const links = {
  show: 'https://alms.bantshire.example/api/outlook/digest/show/sponsor/2027-02-03/list/0/sponsor/1/x',
  of: (verb: string, request: string, revision: number) =>
    `https://alms.bantshire.example/api/outlook/digest/${verb}/sponsor/2027-02-03/${request}/${revision}/sponsor/1/x`,
};

export function drawDigest(changes: Partial<Given> = {}): object {
  const rows = changes.rows ?? [digestRow()];
  return outlookDigestCard({
    kind: 'sponsor',
    rows,
    total: rows.length,
    today,
    context,
    originator: '1b2f3c4d-0000-4000-8000-000000000000',
    openUrl: 'https://teams.microsoft.com/l/chat/0/0',
    links,
    ...changes,
  });
}

export const many = Array.from({ length: 14 }, (_, place) =>
  digestRow({ request: inStatus('active', { id: `VR-000000${String(place).padStart(2, '0')}`, validTo: '2027-02-17' }) }),
);

/** Digests as mailed cards, by what they show. */
export const outlookDigests: Record<string, () => object> = {
  'one visitor': () => drawDigest(),
  'more than a card holds': () => drawDigest({ rows: many }),
  'every state': () =>
    drawDigest({
      rows: (['undecided', 'kept', 'ending', 'over', 'pending', 'settled'] as const).map((rowState) => digestRow({ rowState })),
      results: [`${people.sponsor}: done.`],
      problems: new Map([[digestRow().request.id, 'Please choose a day.']]),
      typed: new Map([[digestRow().request.id, '2027-02-30']]),
    }),
  'newly due, and asked before': () => drawDigest({ rows: [digestRow(), digestRow({ wasAsked: true })] }),
  'nobody any more': () => drawDigest({ rows: [] }),
};
