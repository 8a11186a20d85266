import type { Temporal } from 'temporal-polyfill';
import { type CardState, cardStateOf, collectedSince, isLatelyCollected, type ShownCardState } from '../../domain/request/id-card';
import { isUndoOpen } from '../../domain/request/recall';
import { statusAt } from '../../domain/request/request-dates';
import { matchesName, referenceIn } from '../../domain/request/search';
import { cardSections, collectedCards, viewOf } from '../../domain/request/views';
import type { Tone } from '../../domain/statuses/status';
import { cardLine, cardStateLabels } from '../../domain/words/id-card-words';
import type { ViewRow } from '../../ports/views';
import type { Segment } from '../../shown/scan';
import type { TabAnswer, TabPorts } from './answer';
import type { ListAsk } from './list-contract';
import { plainRow } from './list-rows';
import { answerPage } from './lists';

const tones: Record<ShownCardState, Tone> = {
  issue: 'accent',
  extend: 'warning',
  collect: 'attention',
  issued: 'good',
  collected: 'emphasis',
};

/**
 * `POST /lists/cards`: what the card office has to do, cards to issue first, by the day on which each is needed. One storage call. A
 * search looks through all that it has to do with, by name, employer, reference or the number of the card; what was collected lately
 * comes last, in one call more.
 */
export async function listCards(ask: ListAsk, ports: TabPorts): Promise<TabAnswer> {
  const { card, search = '' } = ask.filter ?? {};
  const now = ports.clock.now();
  const today = now.toPlainDate();
  const stateOf = (row: ViewRow) => rowCardState(row, now);
  const isFound = finderOf(search.trim());
  const toDo: Segment = {
    partition: viewOf.cards,
    within:
      card === undefined ? { from: cardSections.issue, to: search === '' ? cardSections.issued : cardSections.gone } : sectionOf(card),
    isWanted: (row) => stateOf(row) !== undefined && (card === undefined || stateOf(row) === card) && isFound(row),
  };
  const collected: Segment = {
    partition: viewOf.cards,
    within: collectedCards(collectedSince(today)),
    // Of what is found, whoever is to have another card stands among what is to be done.
    isWanted: (row) => isLatelyCollected(row, today) && (card !== undefined || stateOf(row) === undefined) && isFound(row),
  };
  const segments = card === 'collected' ? [collected] : card === undefined && search !== '' ? [toDo, collected] : [toDo];
  return answerPage(
    'cards',
    ask,
    {
      segments,
      async draw(row, context) {
        const state = card === 'collected' ? card : (stateOf(row) ?? 'collected');
        const line = cardLine(state, row.validTo, row.issued, context.policy.zone);
        const {
          wants: _all,
          reason: _reason,
          access: _access,
          userName: _name,
          account: _state,
          decidedBy: _by,
          ...shown
        } = await plainRow(row, context, ports);
        return { ...shown, statusLabel: cardStateLabels[state], tone: tones[state], ...(line !== '' && { card: line }) };
      },
    },
    ports,
  );
}

/** What there is to do with the card of a row. The clock may be late with what the dates have changed. */
function rowCardState(row: ViewRow, now: Temporal.ZonedDateTime): CardState | undefined {
  const { wants, validTo, issued, decidedAt } = row;
  const state = cardStateOf({ status: statusAt(row, now.toPlainDate()), idCard: wants?.idCard ?? true, validTo, issued });
  return state === 'issue' && isUndoOpen(decidedAt, now) ? undefined : state;
}

/** What is counted on the name of the list. */
export function cardsToDo(now: Temporal.ZonedDateTime): Segment {
  return {
    partition: viewOf.cards,
    within: { from: cardSections.issue, to: cardSections.issued },
    isWanted: (row) => rowCardState(row, now) !== undefined,
  };
}

/** Rows begin with the character of their section; `;` is the character after `:`. */
function sectionOf(state: ShownCardState): { from: string; to: string } {
  return { from: `${cardSections[state]}:`, to: `${cardSections[state]};` };
}

function finderOf(text: string): (row: ViewRow) => boolean {
  if (text === '') return () => true;
  const reference = referenceIn(text);
  if (reference !== undefined) return ({ request }) => request === reference;
  return ({ foundBy, visitor, issued }) =>
    matchesName(foundBy ?? [visitor], text) || issued?.number.startsWith(text.toUpperCase()) === true;
}
