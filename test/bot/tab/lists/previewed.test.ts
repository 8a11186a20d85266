import { besidePreview, previewOfRow, stillPreviewed } from '../../../../bot/tab/lists/previewed';
import { lettersOf, page } from './rows';

const { rows } = page('ABCD');
const place = 'cards';
const chosen = previewOfRow(rows, 'VR-BBBBBBBB', place);
if (!chosen) throw new Error('it has a row');
const neighbours = (list: typeof rows, preview = chosen) => {
  const { before, after } = besidePreview(list, preview);
  return [lettersOf(before && [before]), lettersOf(after && [after])];
};

describe('the request beside a list', () => {
  it('should be that of a row, between its neighbours', () => {
    expect(previewOfRow(rows, 'VR-ZZZZZZZZ', place)).toBeUndefined();
    expect(chosen).toEqual({ request: 'VR-BBBBBBBB', visitor: 'Visitor B', at: 1, place });
    expect(neighbours(rows)).toEqual(['A', 'C']);
    expect(neighbours(page('AB').rows)).toEqual(['A', undefined]);
  });

  it('should stay once a verb has taken its row out of the list, and lead on to the row that came up', () => {
    const left = page('ACD').rows;
    const still = stillPreviewed(chosen, left, place);
    expect(still).toEqual(chosen);
    expect(neighbours(left, still)).toEqual(['A', 'C']);
  });

  it('should follow its row, and go with another filter that leaves it out', () => {
    expect(stillPreviewed(chosen, page('XAB').rows, place)?.at).toBe(2);
    expect(stillPreviewed(chosen, page('BCD').rows, 'cards?card=issue')?.at).toBe(0);
    expect(stillPreviewed(chosen, page('ACD').rows, 'cards?card=issue')).toBeUndefined();
    expect(stillPreviewed(undefined, rows, place)).toBeUndefined();
  });
});
