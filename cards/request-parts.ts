import type { RequestShown } from '../bot/domain/shown/request';
import { isOver } from '../bot/domain/statuses/table';
import type { Offer } from '../bot/domain/verbs/offers';
import { buttonTitles, editTitle } from '../bot/domain/words/card-words';
import { type Button, button, verbButton } from './actions';
import { buttonRows } from './button-rows';
import { type ButtonView, drawButton, type RankedButton } from './parts';
import type { Ways } from './request-ways';

/** The verb whose question is on the card without a press. */
export function askedAtOnce({ offers }: Pick<RequestShown, 'offers'>): Offer | undefined {
  return offers.find(({ isAskedAtOnce }) => isAskedAtOnce);
}

/** The buttons of a request for its reader: what the rules offer, and the ways into a draft and back. */
export function requestButtons(view: RequestShown, ways: Ways = { rare: [], back: [] }): RankedButton[] {
  const { request, offers } = view;
  const atCard = askedAtOnce(view);
  const buttons = (rank: Offer['rank']) =>
    offers
      .filter((offer) => offer.rank === rank)
      .map((offer) => {
        const one = verbButton(offer.asks && offer !== atCard ? 'ask' : 'do', offer, offer.title, request);
        // Text in the card's own field is carried over to a question that also takes text.
        return atCard?.takes === 'words' && offer.takes === 'words' ? { ...one, sends: true } : one;
      });
  const first = buttons('first');
  const own = atCard ? [...first, ...draftButtons(view)] : [...draftButtons(view), ...first];
  const frequent = [...own, ...(view.hasDecided ? [button('nextRequest', buttonTitles.nextRequest, { request: request.id })] : [])];
  return ranked(frequent, [...moreDrafts(view), ...buttons('rare'), ...ways.rare], ways.back);
}

/** The rarer buttons go behind "…": a row that wraps is no longer read. */
export function ranked(frequent: Button[], rare: Button[], back: Button[] = []): RankedButton[] {
  // A menu alone would look like a card without buttons, and one of a single button is a press too many.
  const isRareShown = frequent.length + back.length === 0;
  const shown = isRareShown ? rare.slice(0, 1) : frequent;
  const hidden = isRareShown ? rare.slice(1) : rare;
  return inSight(withOneMain(shown).map(drawButton), back.map(drawButton), hidden.map(drawButton));
}

/**
 * Which of them are in sight, so that rows can be cut of which none has a single button: the way back moves up from the end,
 * and where that does not help the last of the frequent ones goes behind “…” too.
 */
function inSight(frequent: readonly ButtonView[], ways: readonly ButtonView[], rare: readonly ButtonView[]): RankedButton[] {
  for (let kept = frequent.length; kept >= 1; kept -= 1)
    for (let place = kept; place >= 1; place -= 1) {
      const shown = [...frequent.slice(0, place), ...ways, ...frequent.slice(place, kept)];
      const drawn = withModes(shown, [...frequent.slice(kept), ...rare]);
      if (buttonRows(drawn)) return drawn;
    }
  return withModes([...frequent, ...ways], rare);
}

function withModes(shown: readonly ButtonView[], hidden: readonly ButtonView[]): RankedButton[] {
  return [...shown.map((one) => ({ ...one, mode: 'primary' as const })), ...hidden.map((one) => ({ ...one, mode: 'secondary' as const }))];
}

/** A person who may both take over a visitor and decide has two candidates for the primary button. */
function withOneMain(buttons: readonly Button[]): Button[] {
  const main = buttons.find(({ style }) => style === 'positive');
  return buttons.map((one) => (one.style === 'positive' && one !== main ? { ...one, style: 'default' } : one));
}

/** Buttons that lead into a draft or to the page of a photo, which are no verbs of the table: *Edit*, *Request again*, *Add the photo*. */
function draftButtons(view: RequestShown): Button[] {
  const { request, viewer, status } = view;
  const { id, revision } = request;
  if (viewer !== 'sponsor') return [];
  if (view.needsProposedPhoto) return [button('proposedPhoto', buttonTitles.addPhoto, { request: id }, 'positive')];
  if (status === 'returned')
    return [button('editRequest', editTitle(status), { request: id, revision }, askedAtOnce(view) ? 'default' : 'positive')];
  if (status === 'pending')
    return [button('editRequest', editTitle(status), { request: id, revision }), button('anotherVisitor', buttonTitles.newVisitor, {})];
  return isOver(status) ? [button('askAgain', buttonTitles.askAgain, { request: id }, 'positive')] : [];
}

function moreDrafts({ request: { id }, viewer }: RequestShown): Button[] {
  return viewer === 'sponsor' ? [button('anotherLikeThis', buttonTitles.anotherLikeThis, { request: id })] : [];
}
