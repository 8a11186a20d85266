import { z } from 'zod';
import type { StepName } from '../bot/domain/form/steps';
import type { OwnDuplicate } from '../bot/domain/request/duplicates';
import type { Draft } from '../bot/domain/request/records';
import { openIt } from '../bot/domain/words/card-words';
import { duplicateSentences, othersDuplicate, ownDuplicate } from '../bot/domain/words/duplicate-words';
import { button } from './actions';
import { buttonView, drawButton, inlines, literal } from './parts';

/** The notice on a draft's cards about the same visitor in other requests. */
export const duplicatesView = z.strictObject({
  title: z.string(),
  found: z.array(z.strictObject({ sentence: inlines, hasButtons: z.boolean(), buttons: z.array(buttonView) })),
  goOn: z.string(),
});

/** The duplicates that may be shown, with names for ids. */
export interface DuplicatesShown {
  own: OwnDuplicate[];
  others: { department: string; sponsor: string }[];
}

/**
 * One’s own can be opened from here, and what was typed on the card is kept meanwhile.
 *
 * @param asked the inputs of the card, of which a client leaves out those that are empty.
 */
export function duplicatesOn(
  { id, revision }: Pick<Draft, 'id' | 'revision'>,
  step: StepName,
  { own, others }: DuplicatesShown = { own: [], others: [] },
  asked: readonly string[] = [],
): z.input<typeof duplicatesView> {
  const here = { draft: id, step, revision, ...(asked.length > 0 && { asked: [...asked] }) };
  return {
    title: duplicateSentences.title,
    found: [
      ...own.map((one) => ({
        sentence: literal(ownDuplicate(one)),
        hasButtons: true,
        buttons: [drawButton(button('openDuplicate', openIt(one.request), { ...here, request: one.request }))],
      })),
      ...others.map(({ department, sponsor }) => ({
        sentence: literal(othersDuplicate(department, sponsor)),
        hasButtons: false,
        buttons: [],
      })),
    ],
    goOn: duplicateSentences.goOn,
  };
}
