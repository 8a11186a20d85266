import { reviewCard } from '../../cards/review';
import { complete, context, makeDraft, thumbnail } from './examples/context';
import { ofType, richTexts, verbsOf } from './walk';

const { photo: _none, ...unfinished } = complete;
const draw = (draft: Parameters<typeof reviewCard>[0]['draft'], uploadUrl = 'https://alms.bantshire.example/photo#token') =>
  reviewCard({ draft, context, uploadUrl }).card;
const edited = { revision: 2, department: 'computer-science' };
const buttonsOf = (card: object) =>
  ofType(card, 'Action.Execute')
    .map(({ title }) => title)
    .filter((title) => title !== undefined && !/^Edit (school|visitor|visit|details)/.test(String(title)));

describe('the review', () => {
  it('should have Make request where everything is there', () => {
    expect(buttonsOf(draw(makeDraft({ answers: complete })))).toEqual([
      'Make request',
      'Ask a colleague',
      'Back',
      'Save for later',
      'Discard',
    ]);
  });

  it('should send again what was returned', () => {
    const card = draw(makeDraft({ answers: complete, changes: edited, touched: { who: 4 } }));
    expect(buttonsOf(card)[0]).toBe('Resubmit');
    expect(verbsOf(card).find(({ verb }) => verb === 'make-request')?.data).toEqual({ draft: 'VR-7K3M9QXA', revision: 4, round: 2 });
  });

  it('should ask what to edit, and send nothing, where nothing of a request was edited yet', () => {
    const card = draw(makeDraft({ answers: complete, changes: edited, touched: {} }));
    expect(buttonsOf(card)).toEqual(['Back', 'Save for later', 'Discard']);
    const texts = ofType(card, 'TextBlock').map(({ text }) => text);
    expect(texts).toContain('What do you want to edit?');
    expect(texts).toContain('Nothing has been changed yet. Choose what to edit below; then you can resubmit the request.');
    expect(texts.join()).not.toContain('complete');
  });

  it('should have Confirm, Decline and the ways to edit where a colleague prepared it', () => {
    const prepared = { by: '3ceaaf30-8142-48ea-b1d9-3080f9b439fc', name: 'Sam Sponsor' };
    const card = draw(makeDraft({ answers: complete, prepared }));
    expect(buttonsOf(card)).toEqual(['Confirm as sponsor', 'Decline', 'Back', 'Save for later']);
    expect(richTexts(card)[0]).toMatch(/^Sam Sponsor prepared this request/);
    expect(buttonsOf(draw(makeDraft({ answers: unfinished, prepared })))).not.toContain('Confirm as sponsor');
  });

  it('should name what is missing, with a way there, and have no Make request', () => {
    const card = draw(makeDraft({ answers: unfinished }));
    expect(richTexts(card)[0]).toBe('An ID card needs a photo. Please add one, or choose no ID card.');
    expect(buttonsOf(card)).toEqual(['Check again', 'Back', 'Save for later', 'Discard']);
    expect(verbsOf(card).map(({ verb }) => verb)).not.toContain('make-request');
    const { firstName: _gone, ...nameless } = complete;
    expect(
      ofType(draw(makeDraft({ answers: nameless })), 'Action.Execute').find(({ title }) => title === 'Add the first name')?.data,
    ).toEqual({
      draft: 'VR-7K3M9QXA',
      step: 'who',
    });
  });

  it('should have no Make request for neither IT access nor ID card', () => {
    const card = draw(makeDraft({ answers: { ...complete, itAccess: 'none', idCard: false } }));
    expect(buttonsOf(card)).toEqual(['Edit IT access or ID card', 'Back', 'Save for later', 'Discard']);
  });

  it('should have a way back to every step that is asked, each named by its part', () => {
    const edits = ofType(draw(makeDraft({ answers: complete })), 'Action.Execute').filter(({ verb }) => verb === 'open-step');
    expect(edits.map(({ title, data }) => [title, (data as { step: string }).step])).toEqual([
      ['Edit visitor', 'who'],
      ['Edit details', 'visit'],
      ['Edit school or service', 'department'],
      ['Edit visit', 'visit'],
    ]);
  });

  it('should have two groups: all about the visitor together, and all about the visit', () => {
    const card = draw(makeDraft({ answers: complete }));
    const texts = ofType(card, 'TextBlock').map(({ text }) => String(text));
    const labelsUnder = (title: string, next: string) => texts.slice(texts.indexOf(title) + 1, texts.indexOf(next));
    expect(labelsUnder('The visitor', 'The visit')).toEqual([
      'Reason',
      'Title',
      'First name',
      'Middle names',
      'Last name',
      'Preferred name',
      'Employing organisation',
      'Telephone',
      'Personal email',
    ]);
    expect(labelsUnder('The visit', 'Photo for the ID card')).toEqual([
      'School or service',
      'Valid from',
      'Valid to',
      'Length',
      'IT access',
      'ID card',
    ]);
  });

  it('should warn under the row that it is about, once', () => {
    const { personalEmail: _none, ...answers } = complete;
    const texts = richTexts(draw(makeDraft({ answers })));
    const warning = texts.filter((text) => text.includes('not given a personal email'));
    expect(warning).toHaveLength(1);
    expect(texts[texts.indexOf(warning[0] ?? '') - 1]).toBe('Not given');
  });

  it('should call blank middle names none, and warn of nothing', () => {
    const { middleNames: _none, ...answers } = complete;
    const texts = richTexts(draw(makeDraft({ answers })));
    expect(texts).toContain('None');
    expect(texts.join()).not.toMatch(/middle names/);
  });

  it('should show the organisation’s date where a date was left blank', () => {
    const { validTo: _blank, ...answers } = complete;
    expect(richTexts(draw(makeDraft({ answers })))).toContain('Fri 30 Jul 2027 (the University’s default date)');
  });
});

describe('the photo on the review', () => {
  const uploadUrl = 'https://alms.bantshire.example/photo#token';

  it('should open the upload page with its token', () => {
    const card = draw(makeDraft({ answers: unfinished }));
    expect(ofType(card, 'Action.OpenUrl')).toEqual([{ type: 'Action.OpenUrl', title: 'Add the photo', url: uploadUrl, style: 'positive' }]);
    expect(ofType(card, 'Image')).toEqual([]);
  });

  it('should open a dialog where there are dialogs, with the browser beside it, and hold no token', () => {
    const card = reviewCard({ draft: makeDraft({ answers: unfinished }), context }).card;
    expect(ofType(card, 'Action.OpenUrl')).toEqual([]);
    expect(ofType(card, 'Action.Submit')).toMatchObject([{ title: 'Add the photo', data: { verb: 'photo-dialog' } }]);
    expect(buttonsOf(card)).toContain('Use the browser instead');
  });

  it('should keep the answer that is typed on the card, where a link could not take it along', () => {
    const changes = { ...edited, question: 'Which building?' };
    const asked = makeDraft({ answers: unfinished, changes, touched: {} });
    const { card } = reviewCard({ draft: asked, context, isWithoutDialogs: true });
    expect(ofType(card, 'Action.OpenUrl')).toEqual([]);
    const sending = ofType(card, 'Action.Execute').filter(({ title }) => title === 'Add the photo' || title === 'Check again');
    expect(sending).toMatchObject([
      { title: 'Add the photo', verb: 'photo-dialog', associatedInputs: 'auto' },
      { title: 'Check again', verb: 'open-step', associatedInputs: 'auto' },
    ]);
  });

  it('should show the photo small once it is there, and offer another', () => {
    const card = draw(makeDraft({ answers: complete, thumbnail }));
    expect(ofType(card, 'Image')).toMatchObject([{ url: thumbnail, altText: 'The photo as it will be printed on the ID card' }]);
    expect(ofType(card, 'Action.OpenUrl')[0]?.title).toBe('Replace the photo');
  });

  it('should not be asked for without a card', () => {
    const card = draw(makeDraft({ answers: { ...complete, idCard: false } }));
    expect([...ofType(card, 'Action.OpenUrl'), ...ofType(card, 'Image')]).toEqual([]);
  });

  it.each([
    ['Check and make the request', {}],
    ['What do you want to edit?', { changes: edited, touched: {} }],
    ['Check and resubmit the request', { changes: edited, touched: { visit: 2 } }],
    ['Check and confirm as sponsor', { prepared: { by: 'other', name: 'Marisol Okafor' } }],
  ])('should be headed by what its button does: %s', (heading, more) => {
    const card = reviewCard({ draft: makeDraft({ answers: complete, step: 'review', ...more }), context }).card;
    const isNew = !('changes' in more || 'prepared' in more);
    // A request that is there, and a draft of somebody else, is gone through in no steps.
    const texts = ofType(card, 'TextBlock').map(({ text }) => text);
    expect(texts.slice(0, isNew ? 2 : 1)).toEqual([...(isNew ? ['Step 4 of 4'] : []), heading]);
    expect(texts.join()).not.toMatch(isNew ? /Step [123] / : /Step \d/);
  });
});
