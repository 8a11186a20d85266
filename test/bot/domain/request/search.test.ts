import * as fc from 'fast-check';
import { matchesName, referenceIn, searchTermIn, surnamesIn } from '../../../../bot/domain/request/search';
import { requestId } from '../../../../bot/domain/request/visitor-request';

const reference = 'VR-7K3M9QXA';

describe('soughtIn', () => {
  it.each([
    ['VR-7K3M9QXA'],
    ['vr-7k3m9qxa'],
    ['VR7K3M9QXA'],
    ['vr 7k3m9qxa'],
    ['VR – 7K3M9QXA'],
    ['find VR-7K3M9QXA'],
    ['status VR-7K3M9QXA'],
    ['What is the status of vr-7k3m9qxa?'],
    ['“VR-7K3M9QXA”'],
    ['new visitor VR-7K3M9QXA'],
  ])('should take the reference out of “%s”', (text) => {
    expect(searchTermIn(text)).toEqual({ reference });
  });

  it.each([
    ['find smith', 'smith'],
    ['FIND Smith', 'Smith'],
    ['  find \n  O’Driscoll ', 'O’Driscoll'],
    ['please find visitor de Souza', 'de Souza'],
    ['search for Nguyễn?', 'Nguyễn'],
    ['look for 山田', '山田'],
    ['find new', 'new'],
    ['find VR headsets', 'VR headsets'],
    [`find ${'x'.repeat(5_000)}`, 'x'.repeat(60)],
  ])('should take the name out of “%.40s”', (text, name) => {
    expect(searchTermIn(text)).toEqual({ name });
  });

  it.each([
    '',
    'find',
    'find  ',
    'find ???',
    'find -',
    'findings',
    'new visitor',
    'status',
    'my visitors',
    'smith',
    'could you',
    'VR-7K3M9QX',
    'VR-7K3M9QXAB',
    'VR-7K3M9QXU',
    'XVR-7K3M9QXA',
  ])('should find nothing to look for in “%s”', (text) => {
    expect(searchTermIn(text)).toBeUndefined();
  });
});

describe('referenceIn', () => {
  it('should read every reference as people write it, its ones and noughts also as letters', () => {
    const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });
    const spelling = fc.constantFrom<(id: string) => string>(
      (id) => id,
      (id) => id.toLowerCase(),
      (id) => id.replace('-', ''),
      (id) => id.slice(0, 3) + id.slice(3).replaceAll('0', 'O').replaceAll('1', 'l'),
    );
    fc.assert(
      fc.property(bytes, spelling, (random, spelled) => {
        const id = requestId(random);
        expect(referenceIn(`About ${spelled(id)}, please`)).toBe(id);
      }),
    );
  });

  it('should never be anything but a reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('V', 'R', '-', ' ', '7', 'O', 'u', 'é', '\u202e'), maxLength: 30 }), (text) => {
        expect(referenceIn(text) ?? reference).toMatch(/^VR-[0-9A-HJKMNP-TV-Z]{8}$/);
      }),
    );
  });
});

describe('isNamed', () => {
  const visitor = 'Ottoline Grace O’Driscoll-Välé';
  it.each(['ottoline', 'OTT', 'odris', "o'dris", 'o’driscoll vale', 'vale', 'VÄLÉ', 'grace od', 'odriscoll-vale'])(
    'should know the visitor by “%s”',
    (name) => {
      expect(matchesName(visitor, name)).toBe(true);
    },
  );
  it.each(['', ' ', '-', 'riscoll', 'toline', 'ottoline vale', 'valez', '.*', '%'])('should not know the visitor by “%s”', (name) => {
    expect(matchesName(visitor, name)).toBe(false);
  });
});

describe('surnamesIn', () => {
  it('should try each word as the beginning of the surname, and a few only', () => {
    expect(surnamesIn('Ottoline Fair')).toEqual(['ottoline fair', 'fair']);
    expect(surnamesIn('Ó Briain')).toEqual(['o briain', 'briain']);
    expect(surnamesIn('O’Dris')).toEqual(["o'dris", 'o’dris']);
    expect(surnamesIn('a b c d e f')).toHaveLength(4);
  });
});
