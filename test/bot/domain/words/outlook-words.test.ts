import { headerText, outlookSentences } from '../../../../bot/domain/words/outlook-words';
import { refusalSentence, sentences } from '../../../../bot/domain/words/words';
import { hostileStrings } from '../../../fakes/hostile-strings';

describe('a sentence as a header', () => {
  it('should keep its words, with the signs that ASCII has', () => {
    expect(headerText('Don’t press “Approve” – it’s\ndone…')).toBe(`Don't press "Approve" - it's done...`);
    expect(headerText(`‘Ångström’ ${'語'}`)).toBe(`'Angstrom' ?`);
  });

  it.each(Object.entries(hostileStrings))('should be one that HTTP carries, whatever it is made of: %s', (_name, text) => {
    const value = headerText(text.repeat(20));
    expect(value).toMatch(/^[\x20-\x7E]{0,400}$/);
    expect(() => new Headers({ 'CARD-ACTION-STATUS': value })).not.toThrow();
  });

  it('should hold each of ours in full, with nothing lost on the way', () => {
    const ours = [
      ...Object.values(outlookSentences),
      sentences.stillBusy,
      sentences.decisionWaits,
      sentences.fault('0123456789'),
      ...(['not-yours', 'own-request', 'words-missing'] as const).map((refused) => refusalSentence({ refused }, { helpRoute: '' })),
    ];
    for (const sentence of ours) expect(headerText(sentence).replace(/[^\w]/g, '')).toBe(sentence.replace(/[^\w]/g, ''));
    expect(ours.map(headerText).join('')).not.toContain('? ');
  });
});
