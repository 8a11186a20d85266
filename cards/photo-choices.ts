import type { z } from 'zod';
import type { FormContext } from '../bot/domain/form/form-context';
import type { Draft } from '../bot/domain/request/records';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { buttonTitles, cardSentences, headings, photoOfRequests, withReference } from '../bot/domain/words/card-words';
import { summaries } from '../bot/domain/words/words';
import { button } from './actions';
import { draftRow, draftsData } from './drafts';
import { described, drawButton, literal, refreshing } from './parts';
import { render } from './render';

interface PhotoChoices {
  drafts: Draft[];
  /** Requests whose card lacks its photo too: it is added there. */
  requests?: readonly string[];
  context: FormContext;
}

/** Asks for which of several drafts a picture from the chat is. */
export function photoChoicesCard({ drafts, requests = [], context }: PhotoChoices): OutgoingCard {
  const data: z.input<typeof draftsData> = {
    heading: headings.photoChoices,
    hasUnderstood: false,
    understood: literal(''),
    intro: requests.length === 0 ? cardSentences.photoChoices : `${cardSentences.photoChoices} ${photoOfRequests(requests)}`,
    drafts: drafts.map((draft) => ({
      ...draftRow(draft, context),
      buttons: [
        described(button('useSentPhoto', buttonTitles.usePhoto, { draft: draft.id }), withReference(buttonTitles.usePhoto, draft.id)),
      ],
    })),
    hasFurther: false,
    further: '',
    buttons: [drawButton(button('newVisitor', buttonTitles.newVisitor, {}))],
    refresh: refreshing(button('photoChoices', headings.photoChoices, {})),
  };
  return { card: render('drafts', draftsData, data), summary: summaries.draft };
}
