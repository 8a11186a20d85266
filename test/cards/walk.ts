/** An object of a card with a `type`: an element, an input, a run or an action. */
export type Piece = { type: string } & Record<string, unknown>;

/** Every piece of a card, outside in, in reading order. What a button carries is data, not pieces. */
export function piecesOf(card: unknown): Piece[] {
  if (Array.isArray(card)) return card.flatMap(piecesOf);
  if (typeof card !== 'object' || card === null) return [];
  const within = Object.entries(card).flatMap(([name, value]) => (name === 'data' ? [] : piecesOf(value)));
  return 'type' in card && typeof card.type === 'string' ? [card as Piece, ...within] : within;
}

export function ofType(card: unknown, ...types: string[]): Piece[] {
  return piecesOf(card).filter(({ type }) => types.includes(type));
}

/** What a reader sees in one RichTextBlock: its runs put together. */
export function richTexts(card: unknown): string[] {
  return ofType(card, 'RichTextBlock').map(({ inlines }) => (inlines as Piece[]).map(({ text }) => text).join(''));
}

/** The buttons that open a dialog; their verb is part of what they send. */
export function dialogsOf(card: unknown): { verb: string; data: Record<string, unknown> }[] {
  return ofType(card, 'Action.Submit').map(({ data }) => ({
    verb: (data as { verb: string }).verb,
    data: data as Record<string, unknown>,
  }));
}

/** All buttons, and the refresh. */
export function verbsOf(card: unknown): { verb: string; data: Record<string, unknown> }[] {
  return ofType(card, 'Action.Execute') as unknown as { verb: string; data: Record<string, unknown> }[];
}
