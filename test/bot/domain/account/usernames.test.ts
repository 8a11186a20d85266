import anyAscii from 'any-ascii';
import * as fc from 'fast-check';
import { transliterate } from '../../../../bot/domain/account/transliterate';
import { type NamesOfVisitor, namesNeedToAscii, usernameAtMost, usernames } from '../../../../bot/domain/account/usernames';
import { type UsernameRules, usernamePatterns } from '../../../../bot/domain/organisation/username-rules';

const lowest = () => 0;
const first = (
  count: number,
  names: NamesOfVisitor,
  rules: Partial<UsernameRules> = {},
  draw: (below: number) => number = lowest,
): string[] => {
  const all = usernames(names, { pattern: 'initials', refused: [], ...rules }, draw, anyAscii);
  return Array.from({ length: count }, () => all.next().value as string);
};
const ottoline = { firstName: 'Ottoline', middleNames: 'Grace', lastName: 'Fairweather' };

describe('a transliterated name', () => {
  it.each([
    ['Zoë Müller', 'zoemuller'],
    ['O’Neill', 'oneill'],
    ['Łukasz Ørsted-Đặng', 'lukaszorsteddang'],
    ['İbrahim Şahin', 'ibrahimsahin'],
    ['GROẞ', 'gross'],
    ['Ｆｕｌｌ ﬁ', 'fullfi'],
    ['Юлия Щербакова', 'yuliyashcherbakova'],
    ['Ελένη', 'eleni'],
    ['محمد', 'mhmd'],
    ['דוד', 'dvd'],
    ['王小明', 'wangxiaoming'],
    ['김민준', 'gimminjun'],
    ['தமிழ்', 'tmil'],
    ['Həsən', 'hesen'],
    ['😀 42', ''],
  ])('of %s should be “%s”', (name, wanted) => expect(transliterate(name, anyAscii)).toBe(wanted));
});

describe('usernames', () => {
  it.each([
    ['initials', ottoline, ['ogfairweather', 'ogfairweather2', 'ogfairweather3']],
    ['initials', { firstName: 'Mary-Jane', lastName: 'van der Berg' }, ['mjvanderberg', 'mjvanderberg2', 'mjvanderberg3']],
    ['given', ottoline, ['ottoline.fairweather', 'ottoline.g.fairweath', 'ottoline.fairweathe2']],
    ['given', { firstName: 'Ann', lastName: 'Lee' }, ['ann.lee', 'ann.lee2', 'ann.lee3']],
    ['neutral', ottoline, ['bb00000', 'bb00000', 'bb00000']],
    ['initials', { firstName: '小明', lastName: '王' }, ['xwang', 'xwang2', 'xwang3']],
    ['initials', { firstName: '😀', lastName: '王' }, ['bb00000', 'bb00000', 'bb00000']],
  ] as const)('by %s should begin with the name of the visitor', (pattern, names, wanted) => {
    expect(first(3, names, { pattern })).toEqual(wanted);
  });

  it('should ask for other letters only where a name has some', () => {
    const asked: string[] = [];
    const toAscii = (text: string) => {
      asked.push(text);
      return anyAscii(text);
    };
    const who = { firstName: 'Zoë', middleNames: 'D’Arcy', lastName: 'Müller-Núñez' };
    expect(usernames(who, { pattern: 'given', refused: [] }, lowest, toAscii).next().value).toBe('zoe.mullernunez');
    expect([namesNeedToAscii(who), asked]).toEqual([false, []]);
    expect(namesNeedToAscii({ ...who, middleNames: 'Ø' })).toBe(true);
  });

  it('should leave out what has a refused word in it, also where numbers would follow', () => {
    expect(first(2, { firstName: 'Ada', lastName: 'Dmin' }, { refused: ['admin'] })[0]).toBe('bb00000');
    expect(first(1, { firstName: 'Ro', lastName: 'Ot' }, { pattern: 'given', refused: ['root'] })).toEqual(['bb00000']);
    // The second form of a name may do where the first is refused.
    expect(first(1, { firstName: 'Ro', middleNames: 'Xu', lastName: 'Ot' }, { pattern: 'given', refused: ['root'] })).toEqual(['ro.x.ot']);
  });

  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  const name = fc.oneof(
    text,
    fc.constantFrom(
      'Zoë',
      'Юлия',
      'Ελένη',
      'محمد',
      'דוד',
      '王小明',
      'Nguyễn',
      'Þórr',
      'ﬁona',
      'أحمد',
      'தமிழ்',
      'Æthelstan',
      'İ',
      '.',
      "d'Arc",
      'Wolfeschlegelsteinhausenbergerdorff',
    ),
    fc.tuple(text, text).map((both) => both.join(' ')),
  );
  const names = fc.record({ firstName: name, middleNames: name, lastName: name });

  it('should all be legal, short, different and without refused words, whatever the script', () => {
    fc.assert(
      fc.property(
        names,
        fc.constantFrom(...usernamePatterns),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (who, pattern, chance) => {
          const draw = (below: number) => Math.floor(chance.next().value! * below);
          const refused = ['oel', 'admin', 'nes'];
          const all = first(44, who, { pattern, refused }, draw);
          expect(all.filter((one) => !/^[a-z]+(\.[a-z]+){0,2}\d*$/.test(one) || one.length > usernameAtMost)).toEqual([]);
          expect(all.filter((one) => refused.some((word) => one.replaceAll('.', '').includes(word)))).toEqual([]);
          // Neutral ones repeat by chance: whoever takes them finds one taken and goes on.
          const named = all.filter((one) => !/^[a-z]{2}\d{5}$/.test(one));
          expect(new Set(named).size).toBe(named.length);
        },
      ),
    );
  });

  it('should never end, and go far within few tries', () => {
    const high = first(200, ottoline, {}, (below) => below - 1);
    expect(high).toHaveLength(200);
    expect(high[16]).toMatch(/^ogfairweather\d{5}$/);
    expect(new Set(high.slice(0, 42)).size).toBe(42);
  });
});
