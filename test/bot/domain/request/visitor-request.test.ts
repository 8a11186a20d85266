import * as fc from 'fast-check';
import { emptyAnswers } from '../../../../bot/domain/form/questions';
import { referenceIn } from '../../../../bot/domain/request/search';
import { requestId, requestIdPattern } from '../../../../bot/domain/request/visitor-request';
import { isOver, statuses } from '../../../../bot/domain/statuses/table';

describe('requestId', () => {
  it('should write eight bytes in Crockford’s letters', () => {
    expect(requestId(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 31))).toBe('VR-0123456Z');
    expect(requestId(Uint8Array.of(255, 32, 18, 20, 22, 27, 9, 10))).toBe('VR-Z0JMPV9A');
  });

  it('should match its own pattern, and use no letter that is read as another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 16 }), (bytes) => {
        expect(requestId(bytes)).toMatch(requestIdPattern);
        expect(requestId(bytes).slice(3)).not.toMatch(/[ILOU]/);
      }),
    );
  });

  it('should always hold a digit, anywhere, so that it is never taken for two words', () => {
    // Bytes of letters alone are one in twenty.
    const lettersAlone = fc
      .uint8Array({ minLength: 8, maxLength: 8 })
      .map((bytes) => bytes.map((byte) => ((byte & 31) < 10 ? byte + 10 : byte)));
    fc.assert(
      fc.property(fc.oneof(lettersAlone, fc.uint8Array({ minLength: 8, maxLength: 8 })), (bytes) => {
        expect(requestId(bytes)).toMatch(requestIdPattern);
        expect(requestId(bytes)).toMatch(/\d/);
        expect(referenceIn(requestId(bytes).replace('-', ' ').toLowerCase())).toBe(requestId(bytes));
      }),
      { numRuns: 500 },
    );
    const high = (first: number, second: number, third: number) => requestId(Uint8Array.of(first, 31, 31, 31, 31, 31, second, third));
    const all = Array.from({ length: 512 }, (_, at) => high(31 | (at << 5), 31 | ((at >> 3) << 5), 31 | ((at >> 6) << 5)));
    expect(new Set(all.map((id) => id.search(/\d/))).size).toBe(8);
    expect(new Set(all.map((id) => id.replace(/\D/g, ''))).size).toBe(10);
  });

  it('should give each of the 32 letters the same chance', () => {
    const letters = Array.from({ length: 256 }, (_, byte) => requestId(Uint8Array.of(byte, 0, 0, 0, 0, 0, 0, 0))[3]);
    expect(new Set(letters).size).toBe(32);
    for (const letter of new Set(letters)) expect(letters.filter((one) => one === letter)).toHaveLength(8);
  });

  it('should refuse to make a reference of too little randomness', () => {
    expect(() => requestId(new Uint8Array(7))).toThrow(RangeError);
  });

  it.each(['VR-0123456', 'VR-012345678', 'vr-01234567', 'VR-0123456I', 'VR-0123456U', ' VR-01234567', 'VR-01234567\n', "VR-0123456'"])(
    'should not take %j for a reference',
    (text) => expect(text).not.toMatch(requestIdPattern),
  );
});

describe('isOver', () => {
  it('should be true of exactly those statuses from which nothing leads on', () => {
    expect(statuses.filter(isOver)).toEqual(['expired', 'ended', 'rejected', 'withdrawn', 'lapsed']);
  });
});

describe('emptyAnswers', () => {
  it('should ask for no IT access and for a card', () => {
    expect(emptyAnswers).toEqual({ itAccess: 'none', idCard: true });
  });
});
