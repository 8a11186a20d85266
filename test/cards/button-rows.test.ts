import { buttonTitles } from '../../bot/domain/words/card-words';
import { button } from '../../cards/actions';
import { buttonRows, inOutlook, inTeams, widthOf, withRows } from '../../cards/button-rows';
import { ranked } from '../../cards/request-parts';

const { approve, reject, return: ask, back } = buttonTitles;
const change = 'Approve with changes';
const titled = (titles: readonly string[]) => titles.map((title) => button('help', title, {}));
const drawn = (titles: readonly string[]) =>
  titles.map((title) => ({
    title: title.replace(/[()]/g, ''),
    mode: title.startsWith('(') ? ('secondary' as const) : ('primary' as const),
  }));
const named = ({ title, mode }: { title: string; mode?: string }) => (mode === 'secondary' ? `(${title})` : title);
const rows = (titles: readonly string[], host = inTeams) => buttonRows(drawn(titles), host)?.map((row) => row.map(named));

describe('buttons in rows', () => {
  it.each([
    ['one row where all fit', [approve, reject], [[approve, reject]]],
    [
      'two where they do not, each with two',
      [approve, change, reject, ask],
      [
        [approve, change],
        [reject, ask],
      ],
    ],
    [
      'with the menu in the last',
      [approve, reject, ask, '(Hand over)', '(x)'],
      [
        [approve, reject],
        [ask, '(Hand over)', '(x)'],
      ],
    ],
    ['a row of its own for the only one', ['Open'], [['Open']]],
    ['a row for one and the menu', ['Edit', '(x)'], [['Edit', '(x)']]],
    ['no cut where one would stand alone', [approve, ask, change], undefined],
  ])('should have %s', (_, titles, expected) => {
    expect(rows(titles)).toEqual(expected);
  });

  it('should stand in the order that was given, whatever is offered', () => {
    const all = [approve, ask, reject, 'Accept', 'Decline', 'Edit', 'Send a reminder', 'Withdraw', 'Request again', '(x)'];
    for (let from = 0; from < all.length; from += 1)
      for (let to = from + 1; to <= all.length; to += 1) {
        const given = all.slice(from, to);
        const cut = rows(given);
        if (!cut) continue;
        expect(cut.flat()).toEqual(given);
        // The menu is one button more, of the last row.
        if (given.length > 1) for (const row of cut) expect(row.length).toBeGreaterThan(1);
      }
  });

  it('should reckon with letters that are wider where that leaves a cut', () => {
    // 279 of 286 pixels in Segoe UI, 304 where it is not there: the last would have a line of its own.
    const four = ['Edit', 'Save', 'Back', 'Next one'];
    expect(drawn(four).reduce((sum, { title }) => sum + widthOf(title), 24)).toBeLessThan(inTeams.room);
    expect(rows(four)).toEqual([
      ['Edit', 'Save'],
      ['Back', 'Next one'],
    ]);
  });

  it('should have less room in a mail', () => {
    expect(inOutlook.room).toBeLessThan(inTeams.room);
    expect(rows([approve, change, reject, ask], inOutlook)).toHaveLength(2);
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

describe('the buttons of a request in sight', () => {
  const shown = (frequent: string[], rare: string[], ways: string[]) => ranked(titled(frequent), titled(rare), titled(ways)).map(named);

  it.each([
    ['move the way back, never a verb before another', [approve, reject, ask], [back], ['x'], [approve, reject, back, ask, '(x)']],
    ['hide the last where that does not help', ['Edit and resubmit', ask], [back], [], ['Edit and resubmit', back, `(${ask})`]],
    ['never hide the way back or the main one', ['Answer and resubmit it all'], [back], ['x'], ['Answer and resubmit it all', back, '(x)']],
  ])('should %s', (_, frequent, ways, rare, expected) => {
    expect(shown(frequent, rare, ways)).toEqual(expected);
  });
});

describe('a card with rows', () => {
  const action = (title: string) => ({ type: 'Action.Execute', title });
  const many = [approve, change, reject, ask].map(action);
  const set = { type: 'ActionSet', spacing: 'Medium', separator: true, actions: many };
  const pair = (from: number) => many.slice(from, from + 2);

  it('should have the last row at its foot, and the others above it', () => {
    const text = { type: 'TextBlock', text: 'x' };
    expect(withRows({ body: [text], actions: many }, inTeams)).toEqual({
      body: [text, { type: 'ActionSet', actions: pair(0) }],
      actions: pair(2),
    });
  });

  it('should cut a set wherever it stands, and keep what set the first apart', () => {
    const inColumn = { type: 'ColumnSet', columns: [{ type: 'Column', items: [{ type: 'Container', items: [set] }] }] };
    const card = withRows({ body: [inColumn], actions: [] }, inTeams) as { body: (typeof inColumn)[] };
    expect(card.body[0]?.columns[0]?.items[0]?.items).toEqual([
      { ...set, actions: pair(0) },
      { type: 'ActionSet', spacing: 'Small', actions: pair(2) },
    ]);
  });

  it('should leave a set as it is where no cut helps', () => {
    const three = [approve, ask, change].map(action);
    expect(withRows({ body: [], actions: three }, inTeams)).toEqual({ body: [], actions: three });
  });
});
