import type { ListPage } from '../../../../bot/channels/tab/list-contract';
import { emptyList, type ListEvent, type ListState, listState, manyItems, manyOffers } from '../../../../bot/tab/lists/list-state';
import { lettersOf, page, row } from './rows';

const after = (...events: ListEvent[]) => events.reduce(listState, emptyList);
const first = (one: ListPage): ListEvent[] => [
  { is: 'asked', reading: 'first' },
  { is: 'came', turn: 1, page: one },
];
const select = (...requests: string[]): ListEvent => ({ is: 'ticked', requests, isSelected: true });
const problem = { title: 'Too busy.', status: 503, code: 'busy' };
const letters = ({ rows }: ListState) => lettersOf(rows);

describe('a list', () => {
  it('should grow page by page, and know when it ends', () => {
    const one = after(...first(page('AB', 'next')));
    expect(one).toMatchObject({ cursor: 'next', looked: 2 });
    const two = [{ is: 'asked', reading: 'more' } as const, { is: 'came', turn: 2, page: page('CD') } as const].reduce(listState, one);
    expect(letters(two)).toBe('ABCD');
    expect(two).toMatchObject({ looked: 4 });
    expect(two).not.toHaveProperty('cursor');
    expect(two).not.toHaveProperty('reading');
  });

  it('should show a row once that moved down between two pages', () => {
    const two = after(...first(page('AB', 'next')), { is: 'asked', reading: 'more' }, { is: 'came', turn: 2, page: page('BC') });
    expect(letters(two)).toBe('ABC');
  });

  it('should throw away what was overtaken', () => {
    const late = after({ is: 'asked', reading: 'first' }, { is: 'asked', reading: 'first' }, { is: 'came', turn: 1, page: page('A') });
    expect(late).toMatchObject({ reading: 'first', turn: 2 });
    expect(late.rows).toBeUndefined();
    const failure = after(...first(page('A', 'x')), { is: 'asked', reading: 'more' }, { is: 'failed', turn: 1, problem });
    expect(failure).not.toHaveProperty('trouble');
  });

  it('should keep rows and ticks when the next page does not come', () => {
    const state = after(
      ...first(page('AB', 'next')),
      select('VR-AAAAAAAA'),
      { is: 'asked', reading: 'more' },
      { is: 'failed', turn: 2, problem },
    );
    expect(letters(state)).toBe('AB');
    expect(state).toMatchObject({ cursor: 'next', trouble: { reading: 'more', problem } });
    expect([...state.selected]).toEqual(['VR-AAAAAAAA']);
    expect(listState(state, { is: 'asked', reading: 'more' })).not.toHaveProperty('trouble');
  });

  it('should say nothing when a quiet reading fails', () => {
    const state = after(...first(page('AB')), { is: 'asked', reading: 'again' }, { is: 'failed', turn: 2, problem });
    expect(letters(state)).toBe('AB');
    expect(state).not.toHaveProperty('trouble');
    expect(state).not.toHaveProperty('reading');
  });

  it('should add up how many were looked at', () => {
    const state = after(
      ...first(page('', 'on', { isPartial: true, looked: 1000 })),
      { is: 'asked', reading: 'more' },
      {
        is: 'came',
        turn: 2,
        page: page('A', 'on', { isPartial: true, looked: 1000 }),
      },
    );
    expect(state).toMatchObject({ looked: 2000, isPartial: true });
  });
});

describe('a list read again', () => {
  const again = (...pages: ListPage[]): ListEvent[] => [
    { is: 'asked', reading: 'again' },
    { is: 'came-again', turn: 2, pages },
  ];

  it('should show what is true now, and keep the ticks of rows that still stand there to be ticked', () => {
    const now: ListPage = { ...page('BC'), rows: [row('B', { revision: 2 }), row('C', { may: [] })] };
    const state = after(...first(page('ABC')), select('VR-AAAAAAAA', 'VR-BBBBBBBB', 'VR-CCCCCCCC'), ...again(now));
    expect(letters(state)).toBe('BC');
    expect(state.rows?.[0]?.revision).toBe(2);
    expect([...state.selected]).toEqual(['VR-BBBBBBBB']);
  });

  it('should keep what lies below the part that was read', () => {
    const state = after(...first(page('ABCDEF', 'after-F')), ...again(page('ZA', 'x'), page('BC', 'after-C')));
    expect(letters(state)).toBe('ZABCDEF');
    expect(state.cursor).toBe('after-F');
  });

  it('should end where the list ends now', () => {
    const state = after(...first(page('ABCDEF', 'after-F')), ...again(page('AB')));
    expect(letters(state)).toBe('AB');
    expect(state).not.toHaveProperty('cursor');
  });

  it('should go on from the new cursor where it no longer meets the old rows', () => {
    const state = after(...first(page('ABC', 'after-C')), ...again(page('XYZ', 'after-Z')));
    expect(letters(state)).toBe('XYZ');
    expect(state.cursor).toBe('after-Z');
  });
});

describe('a request that was changed on its own page', () => {
  const view = { request: 'VR-AAAAAAAA', revision: 2, status: 'approved', statusLabel: 'Approved' } as const;

  it('should say so in its row, which offers nothing until it is read again', () => {
    const state = after(...first(page('AB')), select('VR-AAAAAAAA', 'VR-BBBBBBBB'), { is: 'changed', view });
    expect(state.rows?.[0]).toMatchObject({ revision: 2, statusLabel: 'Approved', may: [] });
    expect([...state.selected]).toEqual(['VR-BBBBBBBB']);
  });

  it('should leave other lists as they are', () => {
    const state = after(...first(page('B')));
    expect(listState(state, { is: 'changed', view })).toBe(state);
  });
});

describe('many at once', () => {
  const keep = row('A', { may: ['reapprove', 'let-end'], keepUntil: '2028-01-31' });
  const over = row('B', { may: ['let-end'] });
  const taken = row('C', { may: ['keep-after-all'] });
  const list = after(...first({ ...page(''), rows: [keep, over, taken] }), select('VR-AAAAAAAA', 'VR-BBBBBBBB', 'VR-CCCCCCCC'));

  it('should offer each verb for those rows that allow it', () => {
    const offers = manyOffers(list, ['reapprove', 'let-end', 'keep-after-all']);
    expect(offers.map(({ verb, rows }) => [verb, lettersOf(rows)])).toEqual([
      ['reapprove', 'A'],
      ['let-end', 'AB'],
      ['keep-after-all', 'C'],
    ]);
  });

  it('should offer nothing where nothing is ticked', () => {
    expect(manyOffers({ ...list, selected: new Set() }, ['let-end'])).toEqual([]);
    const unticked = listState(list, { is: 'ticked', requests: ['VR-CCCCCCCC'], isSelected: false });
    expect(manyOffers(unticked, ['keep-after-all'])).toEqual([]);
  });

  it('should send the day that was shown, and only where accounts are kept', () => {
    expect(manyItems({ verb: 'reapprove', rows: [keep] })).toEqual([{ request: 'VR-AAAAAAAA', revision: 1, until: '2028-01-31' }]);
    expect(manyItems({ verb: 'let-end', rows: [keep] })).toEqual([{ request: 'VR-AAAAAAAA', revision: 1 }]);
  });
});
