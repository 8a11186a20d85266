import type { ListPage, ListRow } from '../../../../bot/channels/tab/list-contract';

/** `row('A')` is request VR-AAAAAAAA. */
export function row(letter: string, more: Partial<ListRow> = {}): ListRow {
  return {
    request: `VR-${letter.repeat(8)}`,
    revision: 1,
    status: 'pending',
    tone: 'good',
    statusLabel: 'Waiting for a decision',
    visitor: `Visitor ${letter}`,
    department: { id: 'physics', name: 'School of Physics' },
    sponsor: { id: 'sponsor', name: 'Sam Sponsor' },
    validFrom: '2027-02-01',
    validTo: '2027-07-31',
    since: '2027-01-20',
    may: ['approve'],
    ...more,
  };
}

export const page = (letters: string, cursor?: string, more: Partial<ListPage> = {}): ListPage => ({
  rows: [...letters].map((letter) => row(letter)),
  isPartial: false,
  looked: letters.length,
  ...(cursor !== undefined && { cursor }),
  ...more,
});

export const lettersOf = (rows: readonly Pick<ListRow, 'request'>[] | undefined) => rows?.map(({ request }) => request[3]).join('');
