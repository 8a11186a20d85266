import { examples } from './examples';
import { ofType, richTexts, verbsOf } from './walk';

const shownOn = (name: string) => examples[name]?.().card ?? {};
const opening = (card: object) => verbsOf(card).filter(({ verb }) => verb === 'open-duplicate');

describe('a visitor who may be here already', () => {
  it.each([
    ['step/visit, visitor here already', 'visit'],
    ['review/visitor here already', 'review'],
  ])('should be told on the card, one’s own to open with what is typed kept: %s', (name, step) => {
    const card = shownOn(name);
    const [first] = opening(card);
    expect(first).toMatchObject({
      title: 'Open VR-7K3M9QXB',
      associatedInputs: 'auto',
      data: {
        draft: 'VR-7K3M9QXA',
        step,
        revision: 9,
        request: 'VR-7K3M9QXB',
        ...(step === 'visit' && { asked: expect.arrayContaining(['validTo', 'personalEmail']) }),
      },
    });
    expect(opening(card)).toHaveLength(3);
    expect(richTexts(card).filter((text) => text.startsWith('Ada Example: your request'))).toHaveLength(3);
  });

  it('should never keep anybody from going on', () => {
    const titles = (card: object) => ofType(card, 'Action.Execute').map(({ title }) => title);
    expect(titles(shownOn('step/visit, visitor here already'))).toContain('Next');
    expect(titles(shownOn('review/visitor here already'))).toContain('Make request');
  });

  it('should be somebody else’s without anything to open', () => {
    const card = shownOn('step/visit, another’s visitor');
    expect(opening(card)).toEqual([]);
    expect(richTexts(card)).toContain(
      'An account in this name exists or has been requested in School of Computer Science. Its sponsor is Dev Deputy.',
    );
  });

  it('should leave no trace on a card without one', () => {
    for (const name of ['step/visit', 'review/complete']) expect(JSON.stringify(shownOn(name))).not.toContain('be here already');
  });
});
