import * as fc from 'fast-check';
import { readCursor, writeCursor } from '../../../../bot/channels/tab/cursor';

describe('a cursor', () => {
  it('should lead back to where the page ended, of the same list and filter', () => {
    const cursor = writeCursor('requests', { status: 'active', ends: '2027-02' }, { segment: 1, after: 'YWJj' });
    expect(readCursor(cursor, 'requests', { ends: '2027-02', status: 'active' })).toEqual({ segment: 1, after: 'YWJj' });
  });

  it.each([
    ['another list', 'mine', { status: 'active' }],
    ['another filter', 'requests', { status: 'expired' }],
    ['no filter', 'requests', {}],
  ] as const)('should lead nowhere in %s', (_what, list, filter) => {
    const cursor = writeCursor('requests', { status: 'active' }, { segment: 0 });
    expect(readCursor(cursor, list, filter)).toBeUndefined();
  });

  it('should take nothing that somebody made up, and never throw', () => {
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const of = JSON.stringify(['mine']);
    expect(readCursor(made({ of, segment: 0 }), 'mine', {})).toEqual({ segment: 0, after: undefined });
    for (const bad of [
      made({ of, segment: -1 }),
      made({ of, segment: 0.5 }),
      made({ of, segment: 5_000 }),
      made({ of, segment: 0, after: "x' or PartitionKey ne '" }),
      made({ of, segment: 0, after: 'a'.repeat(1_001) }),
      made({ of, segment: 0, partition: 'sponsor:somebody' }),
      made([]),
      'not base64 at all',
      '',
    ])
      expect(readCursor(bad, 'mine', {})).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => expect(() => readCursor(text, 'requests', {})).not.toThrow()));
  });
});
