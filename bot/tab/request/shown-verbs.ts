import type { VerbOffer } from '../../channels/tab/contract';

const atMost = 5;

/** Splits the verbs into buttons and the *More* menu. First-rank verbs are always buttons, and the order is kept. */
export function shownVerbs(offers: readonly VerbOffer[]): { buttons: VerbOffer[]; more: VerbOffer[] } {
  if (offers.length <= atMost) return { buttons: [...offers], more: [] };
  let room = atMost - offers.filter(({ rank }) => rank === 'first').length;
  const isButton = ({ rank }: VerbOffer) => rank === 'first' || room-- > 0;
  const buttons = offers.filter(isButton);
  return { buttons, more: offers.filter((offer) => !buttons.includes(offer)) };
}
