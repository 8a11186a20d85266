import type { ButtonView, RankedButton } from './parts';

/** In CSS pixels: what a row of buttons has in a card 320 and 440 wide, what lies between two, and around a title. */
interface Measures {
  rooms: readonly number[];
  between: number;
  around: number;
}
const inTeams: Measures = { rooms: [286, 406], between: 8, around: 26 };
/** By Microsoft's own settings for drawing cards as Outlook does. */
const inOutlook: Measures = { rooms: [278, 398], between: 10, around: 22 };
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
export function widthOf(title: string, { around }: Measures = inTeams): number {
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
      inTeams.rooms.every((room) => !hasLone(one, hidden.length > 0, room)),
    );
    if (order) return withModes(order, hidden);
  }
  return withModes([...frequent, ...ways], rare);
}

/** By the same settings: whatever a set has beyond is left out. */
const mostInOutlook = 5;

/** The same for a set of a mailed card, which has no “…”; undefined where it has too many, or one stands alone in any order. */
export function inOutlookRows<Titled extends { title: string }>(buttons: readonly Titled[]): Titled[] | undefined {
  if (buttons.length > mostInOutlook) return undefined;
  return orders(buttons).find((one) => inOutlook.rooms.every((room) => !hasLone(one, false, room, inOutlook)));
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
export function hasLone(shown: readonly { title: string }[], hasMenu: boolean, room: number, host = inTeams): boolean {
  const { between } = host;
  const lines: number[] = [];
  let left = 0;
  for (const width of [...shown.map(({ title }) => widthOf(title, host)), ...(hasMenu ? [menu] : [])]) {
    const fits = lines.length > 0 && left >= between + width;
    if (fits) lines.push((lines.pop() ?? 0) + 1);
    else lines.push(1);
    left = (fits ? left - between : room) - width;
  }
  return lines.length > 1 && lines.includes(1);
}
