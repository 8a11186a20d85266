import * as fc from 'fast-check';
import { emptyAnswers } from '../../../../bot/domain/form/questions';
import {
  findableNames,
  isFirstPlace,
  matchesName,
  namePlacesOf,
  referenceIn,
  searchKey,
  searchTermIn,
} from '../../../../bot/domain/request/search';
import { requestId } from '../../../../bot/domain/request/visitor-request';

const reference = 'VR-7K3M9QXA';

describe('searchTermIn', () => {
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

describe('what a visitor is found by', () => {
  const names = findableNames({
    ...emptyAnswers,
    firstName: 'Ottoline',
    middleNames: 'Grace',
    lastName: 'O’Driscoll-Välé',
    preferredName: 'Tilly',
    employer: 'Fenwick Instruments Ltd',
  });

  it.each([
    'ottoline',
    'OTT',
    'odris',
    "o'dris",
    'driscoll',
    'o’driscoll vale',
    'ottoline odriscoll',
    'vale',
    'VÄLÉ',
    'grace od',
    'odriscoll-vale',
    'tilly',
    'Tilly O’D',
    'fenwick',
    'INSTRUMENTS',
  ])('should hold “%s”, and the list by name should have it once', (sought) => {
    expect(matchesName(names, sought)).toBe(true);
    const places = namePlacesOf(names).map((key) => `${key}:VR-7K3M9QXA`);
    expect(places.filter((row) => row.startsWith(searchKey(sought)) && isFirstPlace(names, row, sought))).toHaveLength(1);
  });

  it.each(['', ' ', '-', 'riscoll', 'toline', 'ottoline vale', 'valez', '.*', '%'])('should not hold “%s”', (sought) => {
    expect(matchesName(names, sought)).toBe(false);
  });

  it('should stay few, however many words a name has', () => {
    expect(namePlacesOf([Array.from({ length: 60 }, (_, place) => `name${place}`).join(' ')])).toHaveLength(24);
  });
});
