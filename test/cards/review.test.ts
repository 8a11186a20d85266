import { emptyAnswers } from '../../bot/domain/form/questions';
import { photoCard } from '../../cards/photo';
import { reviewCard } from '../../cards/review';
import { complete, context, makeDraft, thumbnail } from './examples/context';
import { ofType, richTexts, verbsOf } from './walk';

const { photo: _none, ...unfinished } = complete;
const draw = (draft: Parameters<typeof reviewCard>[0]['draft']) => reviewCard({ draft, context }).card;
const buttonsOf = (card: object) =>
  ofType(card, 'Action.Execute')
    .map(({ title }) => title)
    .filter((title) => title !== undefined && title !== 'Change');

describe('the review', () => {
  it('should have Make request where everything is there', () => {
    expect(buttonsOf(draw(makeDraft({ answers: complete })))).toEqual(['Make request', 'Back', 'Save and close', 'Discard']);
  });

  it('should send again what was returned', () => {
    const card = draw(makeDraft({ answers: complete, changes: { revision: 2, department: 'computer-science' } }));
    expect(buttonsOf(card)[0]).toBe('Send again');
    expect(verbsOf(card).find(({ verb }) => verb === 'make-request')?.data).toEqual({ draft: 'VR-7K3M9QXA', revision: 4, round: 2 });
  });

  it('should name what is missing, with a way there, and have no Make request', () => {
    const card = draw(makeDraft({ answers: unfinished }));
    expect(richTexts(card)[0]).toBe('⚠ An ID card needs a photo. Please add one, or choose no ID card.');
    expect(buttonsOf(card)).toEqual(['Add the photo', 'Back', 'Save and close', 'Discard']);
    expect(verbsOf(card).find((one) => (one as { title?: string }).title === 'Add the photo')?.data).toEqual({
      draft: 'VR-7K3M9QXA',
      step: 'photo',
    });
    expect(verbsOf(card).map(({ verb }) => verb)).not.toContain('make-request');
  });

  it('should have no Make request for neither IT access nor ID card', () => {
    const card = draw(makeDraft({ answers: { ...complete, itAccess: 'none', idCard: false } }));
    expect(buttonsOf(card)).toEqual(['Change IT access or ID card', 'Back', 'Save and close', 'Discard']);
  });

  it('should offer a change of every step that is asked, told apart for a screen reader', () => {
    const changes = ofType(draw(makeDraft({ answers: { ...emptyAnswers, idCard: false } })), 'Action.Execute').filter(
      ({ title }) => title === 'Change',
    );
    expect(changes.map(({ data }) => (data as { step: string }).step)).toEqual([
      'department',
      'reason',
      'names',
      'dates',
      'access',
      'more',
    ]);
    expect(new Set(changes.map(({ tooltip }) => tooltip)).size).toBe(changes.length);
  });

  it('should show the organisation’s date where a date was left blank', () => {
    const { validTo: _blank, ...answers } = complete;
    expect(richTexts(draw(makeDraft({ answers })))).toContain('Fri 30 Jul 2027 (the organisation’s date)');
  });
});

describe('the card of the photo', () => {
  const uploadUrl = 'https://alms.bantshire.example/photo#token';

  it('should open the upload page with its token', () => {
    const card = photoCard({ draft: makeDraft({ answers: unfinished }), context, uploadUrl }).card;
    expect(ofType(card, 'Action.OpenUrl')).toEqual([{ type: 'Action.OpenUrl', title: 'Add the photo', url: uploadUrl, style: 'positive' }]);
    expect(ofType(card, 'Image')).toEqual([]);
  });

  it('should show the photo small once it is there, and offer another', () => {
    const card = photoCard({ draft: makeDraft({ answers: complete, thumbnail }), context, uploadUrl }).card;
    expect(ofType(card, 'Image')).toMatchObject([{ url: thumbnail, altText: 'The photo as it will be printed on the ID card' }]);
    expect(ofType(card, 'Action.OpenUrl')[0]?.title).toBe('Replace the photo');
  });

  it('should have Next without a photo too: the review names what is missing', () => {
    const card = photoCard({ draft: makeDraft({ answers: unfinished }), context, uploadUrl }).card;
    expect(buttonsOf(card)).toEqual(['Check again', 'Next', 'Back', 'Save and close', 'Discard']);
  });
});
