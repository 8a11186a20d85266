import type { Verb, VerbOffer } from '../../admin/contract';

/** Answers to a question that waits for the reader: never behind a menu. */
const answers: ReadonlySet<Verb> = new Set<Verb>([
  'approve',
  'approve-changed',
  'reject',
  'return',
  'reapprove',
  'let-end',
  'keep-after-all',
  'accept-handover',
  'decline-handover',
]);

const atMost = 5;

/** Which verbs are buttons, and which stand behind *More*; both keep their order. */
export function shownVerbs(offers: readonly VerbOffer[]): { buttons: VerbOffer[]; more: VerbOffer[] } {
  if (offers.length <= atMost) return { buttons: [...offers], more: [] };
  let room = atMost - offers.filter(({ verb }) => answers.has(verb)).length;
  const isButton = ({ verb }: VerbOffer) => answers.has(verb) || room-- > 0;
  const buttons = offers.filter(isButton);
  return { buttons, more: offers.filter((offer) => !buttons.includes(offer)) };
}
