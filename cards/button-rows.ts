/** In CSS pixels: what a row of buttons has in the narrowest card, what lies between two, and around a title. */
interface Measures {
  room: number;
  between: number;
  around: number;
}
/** A card 320 pixels wide. */
export const inTeams: Measures = { room: 286, between: 8, around: 26 };
/** The same, by Microsoft's own settings for drawing cards as Outlook does. */
export const inOutlook: Measures = { room: 278, between: 10, around: 22 };
/** The button “…”. */
const menu = 39;
const letters: readonly [string, number][] = [
  ['ABCDEFGHKLNOPQRSTUVXYZ', 9],
  ['mwMW…', 12],
  ['csz', 6.9],
  ['trf()-', 5.5],
  ["ijlIJ.,'’:;/ ", 4.3],
];
const widthOfLetter = new Map(letters.flatMap(([all, width]) => Array.from(all, (letter) => [letter, width])));
/** How much wider than Segoe UI the letters of a machine without it may be. */
const wider = 1.17;

/** About how wide a button with this title is, in CSS pixels. */
export function widthOf(title: string, { around }: Measures = inTeams, scale = 1): number {
  return around + scale * Array.from(title).reduce((sum, letter) => sum + (widthOfLetter.get(letter) ?? 8), 0);
}

interface Titled {
  title: string;
  /** Those that are `secondary` stand behind “…”, which comes last. */
  mode?: 'primary' | 'secondary';
}

/**
 * Buttons in their order, cut into rows that fit the narrowest card, so that none stands alone on a line however wide it is:
 * one row where all fit, else as few as have two each. Undefined where no cut does.
 */
export function buttonRows<Button extends Titled>(buttons: readonly Button[], host: Measures = inTeams): Button[][] | undefined {
  const shown = buttons.filter(({ mode }) => mode !== 'secondary');
  const hidden = buttons.filter(({ mode }) => mode === 'secondary');
  for (const scale of [wider, 1]) {
    const widths = [...shown.map(({ title }) => widthOf(title, host, scale)), ...(hidden.length > 0 ? [menu] : [])];
    const sizes = widths.length < 2 ? [1] : cutInRows(widths, host);
    if (sizes)
      return sizes.map((size, row) => {
        const from = sizes.slice(0, row).reduce((sum, one) => sum + one, 0);
        return [...shown.slice(from, from + size), ...(row === sizes.length - 1 ? hidden : [])];
      });
  }
  return undefined;
}

/** How many stand in each row: the fewest rows, and of those the cut with the fullest first. */
function cutInRows(widths: readonly number[], host: Measures): number[] | undefined {
  if (widths.length === 0) return [];
  let best: number[] | undefined;
  for (let size = widths.length; size >= 2; size -= 1) {
    const width = widths.slice(0, size).reduce((sum, one) => sum + one, (size - 1) * host.between);
    const rest = width <= host.room ? cutInRows(widths.slice(size), host) : undefined;
    if (rest && (best === undefined || rest.length + 1 < best.length)) best = [size, ...rest];
  }
  return best;
}

type Piece = Record<string, unknown>;

/** A filled template with every set of buttons cut into rows: a set of its own each, the last of the card's own buttons at its foot. */
export function withRows(card: Piece, host: Measures): Piece {
  const body = rowsWithin(asPieces(card.body), host);
  const actions = asPieces(card.actions);
  const rows = buttonRows(actions as unknown as Titled[], host) ?? [actions];
  return { ...card, body: [...body, ...rows.slice(0, -1).map((row) => ({ type: 'ActionSet', actions: row }))], actions: rows.at(-1) ?? [] };
}

function rowsWithin(elements: readonly Piece[], host: Measures): Piece[] {
  return elements.flatMap((element): Piece[] => {
    if (element.type === 'ActionSet') return setsOf(element, host);
    const { items, columns } = element;
    if (!Array.isArray(items) && !Array.isArray(columns)) return [element];
    return [
      {
        ...element,
        ...(Array.isArray(items) && { items: rowsWithin(items, host) }),
        ...(Array.isArray(columns) && { columns: rowsWithin(columns, host) }),
      },
    ];
  });
}

function setsOf(set: Piece, host: Measures): Piece[] {
  const rows = buttonRows(asPieces(set.actions) as unknown as Titled[], host) ?? [asPieces(set.actions)];
  return rows.map((row, place) => (place === 0 ? { ...set, actions: row } : { type: 'ActionSet', spacing: 'Small', actions: row }));
}

function asPieces(value: unknown): Piece[] {
  return Array.isArray(value) ? (value as Piece[]) : [];
}
