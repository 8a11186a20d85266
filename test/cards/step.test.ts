import { emptyAnswers } from '../../bot/domain/form/questions';
import { stepCard } from '../../cards/step';
import { complete, context, makeDraft, policy } from './examples/context';
import { ofType, piecesOf, richTexts, verbsOf } from './walk';

const filled = makeDraft({ answers: complete, revision: 9 });
const draw = (more: Partial<Parameters<typeof stepCard>[0]>) => stepCard({ draft: filled, step: 'who', context, ...more }).card;
const inputs = (card: object) => piecesOf(card).filter(({ type }) => type.startsWith('Input.'));
const labels = (card: object) => inputs(card).map(({ label }) => label);

describe('the card of a step', () => {
  it('should put every answer back into its input', () => {
    expect(inputs(draw({ step: 'visit' })).map(({ id, value }) => [id, value])).toEqual([
      ['employer', 'Example Robotics Ltd'],
      ['validFrom', '2027-02-08'],
      ['validTo', '2027-07-30'],
      ['itAccess', 'staff-like'],
      ['idCard', 'yes'],
      ['middleNames', 'Mary'],
      ['personalEmail', 'ada@example.org'],
      ['title', 'Dr'],
      ['preferredName', 'Addie'],
      ['telephone', '01509 222121'],
    ]);
  });

  it('should choose the defaults of IT access and ID card', () => {
    const choices = inputs(draw({ draft: makeDraft(), step: 'visit' })).filter(({ type }) => type === 'Input.ChoiceSet');
    expect(choices.map(({ value }) => value)).toEqual(['none', 'yes']);
  });

  it('should say in the label what is required, by the rules', () => {
    const required = { ...context, policy: { ...policy, personalEmailRequired: true } };
    expect(labels(draw({}))).toEqual(['Reason (required)', 'First name (required)', 'Last name (required)']);
    expect(labels(draw({ step: 'visit' }))).toContain('Personal email (optional)');
    expect(labels(draw({ step: 'visit', context: required }))).toContain('Personal email (required)');
  });

  it('should say what a blank date stands for', () => {
    const hints = ofType(
      draw({ step: 'visit', draft: makeDraft({ answers: { ...emptyAnswers, department: 'estates' } }) }),
      'TextBlock',
    ).map(({ text }) => text);
    expect(hints).toContain('Leave blank to use the University’s default date, Mon 1 Mar 2027.');
    expect(labels(draw({ step: 'visit' }))).toEqual(expect.arrayContaining(['Valid from (required)', 'Valid to (optional)']));
  });

  it('should put the sentence of a problem directly before its input, marked in words', () => {
    const pieces = piecesOf(draw({ problems: { lastName: { word: 'no-letter' } } }));
    const sentence = pieces.findIndex(({ type, text }) => type === 'TextRun' && text === '⚠ This needs at least one letter.');
    expect(sentence).toBeGreaterThan(pieces.findIndex(({ id }) => id === 'firstName'));
    expect(pieces[sentence + 1]).toMatchObject({ type: 'Input.Text', id: 'lastName' });
  });

  it('should keep a typed date that no calendar shows beside its empty input', () => {
    const card = draw({ step: 'visit', draft: makeDraft({ answers: { ...complete, validTo: '31 February' } }) });
    const dates = inputs(card).filter(({ type }) => type === 'Input.Date');
    expect(dates.map(({ value }) => value)).toEqual(['2027-02-08', '']);
    expect(richTexts(card)).toEqual(['You entered: 31 February']);
  });

  it('should show what was typed in the input and what another device saved beside it', () => {
    const card = draw({ savedElsewhere: { firstName: 'Adelaide', lastName: undefined } });
    expect(inputs(card).map(({ value }) => value)).toEqual(['contractor-consultant', 'Ada', 'Example']);
    expect(richTexts(card)).toEqual(['Saved on the other device: Adelaide', 'Saved on the other device: blank']);
  });

  it('should name a saved choice as the list does', () => {
    expect(richTexts(draw({ step: 'department', savedElsewhere: { department: 'library' } }))).toEqual([
      'Saved on the other device: University Library',
    ]);
    expect(richTexts(draw({ step: 'visit', savedElsewhere: { idCard: false } }))).toEqual(['Saved on the other device: No']);
  });

  it('should count the steps', () => {
    expect(ofType(draw({}), 'TextBlock')[0]?.text).toBe('Step 2 of 4');
  });

  it.each([
    ['a request that waits', { changes: { revision: 2, department: 'computer-science' } }],
    ['what a colleague prepared', { prepared: { by: 'other', name: 'Marisol Okafor' } }],
    ['one part from the review', { isReviewing: true }],
  ])('should count no steps where there are none: %s', (_what, more) => {
    expect(ofType(draw({ draft: { ...filled, ...more } }), 'TextBlock')[0]?.text).toBe('Who is visiting, and why?');
  });

  it('should fold the rarer questions away, but never what was given or is wrong', () => {
    const folded = (draft = makeDraft(), problems = {}) =>
      piecesOf(draw({ step: 'visit', draft, problems })).flatMap((piece) => (piece['isVisible'] === false ? [piece.id] : []));
    const rare = ['box-title', 'box-preferredName', 'box-telephone'];
    expect(folded()).toEqual(rare);
    expect(ofType(draw({ step: 'visit', draft: makeDraft() }), 'Action.ToggleVisibility')).toMatchObject([
      { title: 'More details', targetElements: rare },
    ]);
    expect(folded(makeDraft({ answers: { ...emptyAnswers, title: 'Dr' } }))).toEqual([]);
    expect(folded(makeDraft(), { telephone: { word: 'not-a-telephone' } })).toEqual([]);
    expect(ofType(draw({ step: 'visit' }), 'Action.ToggleVisibility')).toEqual([]);
  });

  it('should offer last days at one press, with all that is typed', () => {
    const presses = ofType(draw({ step: 'visit' }), 'Action.Execute').filter(({ verb }) => verb === 'fill-date');
    expect(
      presses.map(({ title, data, associatedInputs }) => [title, (data as { suggestion: string }).suggestion, associatedInputs]),
    ).toEqual([
      ['Fri 30 Jul 2027', 'usual', 'auto'],
      ['3 months', '3-months', 'auto'],
      ['6 months', '6-months', 'auto'],
      ['1 year', '12-months', 'auto'],
    ]);
  });

  it('should have no way back from the first step', () => {
    expect(verbsOf(draw({ step: 'department' })).map(({ verb }) => verb)).not.toContain('previous-step');
    expect(verbsOf(draw({})).map(({ verb }) => verb)).toContain('previous-step');
  });

  it('should have Save for later and Discard behind the menu, and never in red', () => {
    for (const step of ['department', 'who', 'visit'] as const) {
      const rare = ofType(draw({ step }), 'Action.Execute').filter(({ mode }) => mode === 'secondary');
      expect(rare.map(({ title, style }) => [title, style])).toEqual([
        ['Save for later', 'default'],
        ['Discard', 'default'],
      ]);
    }
  });

  it('should carry draft, step and revision with every button that keeps what was typed', () => {
    const here = { draft: 'VR-7K3M9QXA', step: 'who', revision: 9, asked: ['reason', 'firstName', 'lastName'] };
    const kept = verbsOf(draw({})).filter((one) => (one as { associatedInputs?: string }).associatedInputs === 'auto');
    expect(kept.map(({ verb, data }) => [verb, data])).toEqual(
      ['next-step', 'previous-step', 'save-draft', 'ask-discard'].map((verb) => [verb, here]),
    );
  });

  it('should offer the page beside the way on where a draft begins, and behind the menu later, with all that is typed', () => {
    const dialogs = (step: 'department' | 'visit') => ofType(draw({ step, page: 'dialog' }), 'Action.Submit');
    expect(dialogs('department')).toMatchObject([{ title: 'Fill in on one page', mode: 'primary', associatedInputs: 'auto' }]);
    expect(dialogs('visit')).toMatchObject([
      { mode: 'secondary', data: { msteams: { type: 'task/fetch' }, step: 'visit', asked: expect.arrayContaining(['personalEmail']) } },
    ]);
    const links = (step: 'department' | 'visit') => verbsOf(draw({ step, page: 'link' })).filter(({ verb }) => verb === 'open-page');
    expect([...links('department'), ...links('visit')].map((one) => (one as { mode?: string }).mode)).toEqual(['primary', 'secondary']);
    expect(JSON.stringify(draw({ step: 'department' }))).not.toContain('open-page');
  });

  it('should say what the details are for once, where the first of them is typed', () => {
    const said = (step: 'department' | 'who' | 'visit') => JSON.stringify(draw({ step })).includes('We use these details for');
    expect([said('department'), said('who'), said('visit')]).toEqual([false, true, false]);
  });
});
