import type { ButtonView, RankedButton } from './parts';

/** CSS pixels that a row of buttons has in a card of a chat on a telephone (320 wide), and of one beside a list of chats (440). */
const rooms = [286, 406];
const between = 8;
const around = 26;
/** The button “…”. */
const menu = 39;
const letters: [RegExp, number][] = [
  [/[ijlIJ.,'’:;/ ]/, 4.3],
  [/[trf()-]/, 5.5],
  [/[csz]/, 6.9],
  [/[mwMW…]/, 12],
  [/[A-Z]/, 9],
];

/** About how wide a button with this title is, in CSS pixels. */
export function widthOf(title: string): number {
  return around + Array.from(title).reduce((sum, letter) => sum + (letters.find(([of]) => of.test(letter))?.[1] ?? 8), 0);
}

/**
 * Orders buttons so that none is alone on a line, on narrow and wide cards: the first keeps its place, the
 * others move as little as they can, and where nothing else helps the last of the frequent ones goes behind “…” too.
 *
 * @param frequent the first is the main one; never empty unless there is a way back.
 * @param ways back to where the card was opened: always in sight.
 */
export function inRows(frequent: readonly ButtonView[], ways: readonly ButtonView[], rare: readonly ButtonView[]): RankedButton[] {
  for (let kept = frequent.length; kept >= 1; kept -= 1) {
    const hidden = [...frequent.slice(kept), ...rare];
    const order = orders([...frequent.slice(0, kept), ...ways]).find((one) =>
      rooms.every((room) => !hasLone(one, hidden.length > 0, room)),
    );
    if (order) return withModes(order, hidden);
  }
  return withModes([...frequent, ...ways], rare);
}

function withModes(shown: readonly ButtonView[], hidden: readonly ButtonView[]): RankedButton[] {
  return [...shown.map((one) => ({ ...one, mode: 'primary' as const })), ...hidden.map((one) => ({ ...one, mode: 'secondary' as const }))];
}

/** The given order first, then those that differ from it later in the row before those that differ sooner. */
function orders<Item>([first, ...others]: readonly Item[]): Item[][] {
  return first === undefined ? [] : permutations(others).map((one) => [first, ...one]);
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, place) => permutations(items.toSpliced(place, 1)).map((rest) => [item, ...rest]));
}

/** Whether some line of several holds one button alone. */
export function hasLone(shown: readonly { title: string }[], hasMenu: boolean, room: number): boolean {
  const lines: number[] = [];
  let left = 0;
  for (const width of [...shown.map(({ title }) => widthOf(title)), ...(hasMenu ? [menu] : [])]) {
    const fits = lines.length > 0 && left >= between + width;
    if (fits) lines.push((lines.pop() ?? 0) + 1);
    else lines.push(1);
    left = (fits ? left - between : room) - width;
  }
  return lines.length > 1 && lines.includes(1);
}
