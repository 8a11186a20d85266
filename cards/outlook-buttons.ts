import { inOutlookRows } from './button-rows';

/** Outlook shows no more buttons of a set than these. */
const mostInSet = 5;

/** A link out of the mail: to the photo, to Teams. */
export interface WayOut {
  title: string;
  url: string;
}

export interface RenderedCard {
  body: object[];
  actions: { title: string }[];
}

/** The last set is the card's own; one before it stands at the end of the body. */
export function inSets({ body, actions, ...card }: RenderedCard, sets: readonly string[][]): object {
  const drawn = sets.map((titles) => titles.flatMap((title) => actions.filter((action) => action.title === title)));
  return { ...card, body: [...body, ...drawn.slice(0, -1).map((some) => ({ type: 'ActionSet', actions: some }))], actions: drawn.at(-1) };
}

/**
 * The titles of the buttons in one set or two, so that none stands alone on a line. Ways out for which that leaves no room
 * are links in the text: the photo first, and then the way to Teams.
 */
export function outlookButtons(
  verbs: readonly { title: string }[],
  ways: readonly WayOut[],
): { sets: string[][]; links: WayOut[]; rest: WayOut[] } {
  for (const links of [ways, ways.slice(1), []]) {
    const all = [...verbs, ...links];
    // The verbs' own set comes first, with or without the last of them, which is the rarest.
    for (const cut of [all.length, verbs.length, verbs.length - 1]) {
      const sets = [all.slice(0, cut), all.slice(cut)].filter(({ length }) => length > 0).map(inOutlookRows);
      const isSplitInPairs = sets.length === 1 || (cut > 1 && all.length - cut > 1);
      if (all.length > 0 && isSplitInPairs && sets.every((set) => set !== undefined))
        return {
          sets: sets.map((set) => set.map(({ title }) => title)),
          links: [...links],
          rest: ways.filter((one) => !links.includes(one)),
        };
    }
  }
  const titles = verbs.map(({ title }) => title);
  // More verbs than one set may have: two sets, and all ways out in the text.
  if (titles.length + ways.length > mostInSet) {
    const half = Math.ceil(titles.length / 2);
    return { sets: titles.length > mostInSet ? [titles.slice(0, half), titles.slice(half)] : [titles], links: [], rest: [...ways] };
  }
  return { sets: [[...titles, ...ways.map(({ title }) => title)]], links: [...ways], rest: [] };
}
