import fc from 'fast-check';
import { inOrderOfName, isSearched, searchWords } from '../../../../bot/domain/request/people-search';
import { hostileStrings } from '../../../fakes/hostile-strings';

const siobhan = { name: 'Siobhán O’Driscoll-Wiecek', mail: 'siobhan.odriscoll@bantshire.example' };

describe('the words of a search', () => {
  it.each([
    ['Smith) (Zoë"', ['smith', 'zoë']],
    [' Ada\\  Okafor ', ['ada', 'okafor']],
    ['ada.okafor@bantshire.example', ['ada.okafor@bantshire.example']],
    ['O’Driscoll', ["o'driscoll"]],
    ['a', []],
    ['*', []],
    ['  ', []],
    ['山田', ['山田']],
  ])('should be those of %s', (typed, words) => {
    expect(searchWords(typed)).toEqual(words);
  });

  it('should never have what ends or escapes a quotation in a query, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', '\\', '(', ')', "'", '*', ' ', 'a', 'é', ':', '&', '$', '%', '@', '.') }),
      fc.constantFrom(...Object.values(hostileStrings)),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const words = searchWords(text);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}@._'+-]{0,63}$/u);
        expect(words.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('somebody', () => {
  it.each([
    'siob',
    'SIOBHAN',
    'odri',
    "o'dri",
    'driscoll',
    'wiecek siob',
    'o’driscoll-wie',
    'siobhan.odri',
    'siobhan.odriscoll@bantshire.example',
  ])('should be found by %s', (typed) => {
    expect(isSearched(siobhan, searchWords(typed))).toBe(true);
  });

  it.each(['iobhan', 'siob nobody', 'odriscoll@bantshire.example', '', '"', 'siobhan.odriscoll@elsewhere.example'])(
    'should not be found by %s',
    (typed) => {
      expect(isSearched(siobhan, searchWords(typed))).toBe(false);
    },
  );

  it('should stand in the order of names', () => {
    expect(inOrderOfName([{ name: 'Zoë' }, { name: 'Émile' }, { name: 'Ada' }]).map(({ name }) => name)).toEqual(['Ada', 'Émile', 'Zoë']);
  });
});
