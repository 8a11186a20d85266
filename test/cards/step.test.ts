import { emptyAnswers } from '../../bot/domain/form/questions';
import { stepCard } from '../../cards/step';
import { complete, context, makeDraft, policy } from './examples/context';
import { ofType, piecesOf, richTexts, verbsOf } from './walk';

const filled = makeDraft({ answers: complete, revision: 9 });
const draw = (more: Partial<Parameters<typeof stepCard>[0]>) => stepCard({ draft: filled, step: 'names', context, ...more }).card;
const inputs = (card: object) => piecesOf(card).filter(({ type }) => type.startsWith('Input.'));
const labels = (card: object) => inputs(card).map(({ label }) => label);

describe('the card of a step', () => {
  it('should put every answer back into its input', () => {
    expect(inputs(draw({ step: 'more' })).map(({ id, value }) => [id, value])).toEqual([
      ['title', 'Dr'],
      ['middleNames', 'Mary'],
      ['preferredName', 'Addie'],
      ['telephone', '01509 222121'],
      ['personalEmail', 'ada@example.org'],
    ]);
  });

  it('should choose the defaults of IT access and ID card', () => {
    expect(inputs(draw({ draft: makeDraft(), step: 'access' })).map(({ value }) => value)).toEqual(['none', 'yes']);
  });

  it('should say in the label what is required, by the rules', () => {
    const required = { ...context, policy: { ...policy, personalEmailRequired: true } };
    expect(labels(draw({}))).toEqual(['First name (required)', 'Last name (required)']);
    expect(labels(draw({ step: 'more' }))).toContain('Personal email (optional)');
    expect(labels(draw({ step: 'more', context: required }))).toContain('Personal email (required)');
  });

  it('should say what a blank date stands for', () => {
    const hints = ofType(
      draw({ step: 'dates', draft: makeDraft({ answers: { ...emptyAnswers, department: 'estates' } }) }),
      'TextBlock',
    ).map(({ text }) => text);
    expect(hints).toContain('Leave blank for the organisation’s date, Mon 1 Mar 2027.');
    expect(labels(draw({ step: 'dates' }))).toEqual(['Valid from (required)', 'Valid to (optional)']);
  });

  it('should put the sentence of a problem directly before its input, marked in words', () => {
    const pieces = piecesOf(draw({ problems: { lastName: { word: 'no-letter' } } }));
    const sentence = pieces.findIndex(({ type, text }) => type === 'TextRun' && text === '⚠ This needs at least one letter.');
    expect(sentence).toBeGreaterThan(pieces.findIndex(({ id }) => id === 'firstName'));
    expect(pieces[sentence + 1]).toMatchObject({ type: 'Input.Text', id: 'lastName' });
  });

  it('should keep a typed date that no calendar shows beside its empty input', () => {
    const card = draw({ step: 'dates', draft: makeDraft({ answers: { ...complete, validTo: '31 February' } }) });
    expect(inputs(card).map(({ value }) => value)).toEqual(['2027-02-08', '']);
    expect(richTexts(card)).toEqual(['You gave: 31 February']);
  });

  it('should show what was typed in the input and what another device saved beside it', () => {
    const card = draw({ savedElsewhere: { firstName: 'Adelaide', lastName: undefined } });
    expect(inputs(card).map(({ value }) => value)).toEqual(['Ada', 'Example']);
    expect(richTexts(card)).toEqual(['Saved on the other device: Adelaide', 'Saved on the other device: nothing']);
  });

  it('should name a saved choice as the list does', () => {
    expect(richTexts(draw({ step: 'department', savedElsewhere: { department: 'library' } }))).toEqual([
      'Saved on the other device: University Library',
    ]);
    expect(richTexts(draw({ step: 'access', savedElsewhere: { idCard: false } }))).toEqual(['Saved on the other device: No']);
  });

  it('should count the steps that the answers reveal', () => {
    expect(ofType(draw({}), 'TextBlock')[0]?.text).toBe('Step 4 of 9');
    expect(ofType(draw({ draft: makeDraft({ answers: { ...emptyAnswers, idCard: false } }) }), 'TextBlock')[0]?.text).toBe('Step 3 of 7');
  });

  it('should have no way back from the first step', () => {
    expect(verbsOf(draw({ step: 'department' })).map(({ verb }) => verb)).not.toContain('previous-step');
    expect(verbsOf(draw({})).map(({ verb }) => verb)).toContain('previous-step');
  });

  it('should carry draft, step and revision with every button that keeps what was typed', () => {
    const here = { draft: 'VR-7K3M9QXA', step: 'names', revision: 9 };
    const kept = verbsOf(draw({})).filter((one) => (one as { associatedInputs?: string }).associatedInputs === 'auto');
    expect(kept.map(({ verb, data }) => [verb, data])).toEqual(
      ['next-step', 'previous-step', 'save-draft', 'ask-discard'].map((verb) => [verb, here]),
    );
  });
});
