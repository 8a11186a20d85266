import { buttonTitles } from '../../bot/domain/words/card-words';
import { button } from '../../cards/actions';
import { hasLone, inOutlookRows, inRows, widthOf } from '../../cards/button-rows';
import { drawButton } from '../../cards/parts';

const titled = (titles: readonly string[]) => titles.map((title) => drawButton(button('help', title, {})));
const rows = (frequent: string[], back: string[] = [], rare: string[] = []) =>
  inRows(titled(frequent), titled(back), titled(rare)).map(({ title, mode }) => (mode === 'primary' ? title : `(${title})`));
const { approve, reject, return: ask, back } = buttonTitles;

describe('the buttons of a request in rows', () => {
  it.each([
    ['stay as they are where each line has two', [approve, reject, ask], [], ['Hand over'], [approve, reject, ask, '(Hand over)']],
    ['move the way back so that the menu is not alone', [approve, reject, ask], [back], ['x'], [approve, reject, back, ask, '(x)']],
    ['hide the last where no order helps', ['Edit', 'Send a reminder'], [back], ['x'], ['Edit', back, '(Send a reminder)', '(x)']],
    ['never hide the way back or the main one', ['Answer and resubmit it all'], [back], ['x'], ['Answer and resubmit it all', back, '(x)']],
  ])('should %s', (_, frequent, ways, rare, expected) => {
    expect(rows(frequent, ways, rare)).toEqual(expected);
  });

  it('should leave no button alone, whatever is offered beside the first', () => {
    const titles = [approve, ask, 'Reject', 'Accept', 'Decline', 'Edit', 'Send a reminder', 'Withdraw', 'Request again'];
    for (const [place, first] of titles.entries()) {
      if (first === ask) continue;

      for (let count = 0; count < 5; count += 1)
        for (const ways of [[], [back]])
          for (const rare of [[], ['x']]) {
            const others = [...titles.slice(place + 1), ...titles.slice(0, place)].slice(0, count);
            const shown = inRows(titled([first, ...others]), titled(ways), titled(rare));
            const inSight = shown.filter(({ mode }) => mode === 'primary');
            for (const room of [286, 406]) expect([shown, hasLone(inSight, inSight.length < shown.length, room)]).toEqual([shown, false]);
          }
    }
  });

  it('should leave a set of a mailed card as it is where it can, and refuse one that would hide some or leave one alone', () => {
    const set = (...all: string[]) => inOutlookRows(all.map((title) => ({ title })))?.map(({ title }) => title);
    expect(set(approve, reject)).toEqual([approve, reject]);
    expect(set(approve, reject, ask, 'Approve with changes')).toEqual([approve, ask, 'Approve with changes', reject]);
    expect(set(approve, ask, 'Approve with changes')).toBeUndefined();
    expect(set('a', 'b', 'c', 'd', 'e', 'f')).toBeUndefined();
  });

  it('should reckon with widths as the picture library draws them', () => {
    // Measured in the browser that draws the pictures.
    const measured = {
      Approve: 81,
      'Return with a question': 177,
      'Edit and resubmit': 144,
      'Waiting for me': 124,
      'Open VR-7K3M9QXB': 160,
    };
    for (const [title, width] of Object.entries(measured))
      expect([title, Math.abs(widthOf(title) - width) <= width * 0.06]).toEqual([title, true]);
  });
});
