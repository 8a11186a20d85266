import { z } from 'zod';
import type { FormContext } from '../bot/domain/form/form-context';
import { problemSentence, stepTitles } from '../bot/domain/form/form-words';
import { type Problem, questions } from '../bot/domain/form/questions';
import type { Draft } from '../bot/domain/request/records';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { buttonTitles, cardSentences, problemMark } from '../bot/domain/words/card-words';
import { photoNotice } from '../bot/domain/words/privacy-words';
import { summaries } from '../bot/domain/words/words';
import { actions, button } from './actions';
import { buttonView, inlines, literal, refreshing, refreshView, shown } from './parts';
import { render } from './render';
import { progressOf, stepButtons } from './step';

const photoData = z.strictObject({
  progress: z.string(),
  title: z.string(),
  intro: z.string(),
  hasProblem: z.boolean(),
  problem: inlines,
  hasThumbnail: z.boolean(),
  thumbnail: z.string(),
  altText: z.string(),
  state: z.string(),
  hasCheckHint: z.boolean(),
  checkHint: z.string(),
  hasDialog: z.boolean(),
  dialogTitle: z.string(),
  dialogData: z.strictObject({ msteams: z.strictObject({ type: z.literal('task/fetch') }), verb: z.string(), draft: z.string() }),
  dialogStyle: z.enum(['default', 'positive']),
  uploadTitle: z.string(),
  uploadUrl: z.string(),
  uploadStyle: z.enum(['default', 'positive']),
  check: buttonView,
  privacy: z.string(),
  buttons: z.array(buttonView),
  refresh: refreshView,
});

export interface PhotoCard {
  draft: Draft;
  context: FormContext;
  /** The upload page, with its token in the fragment. */
  uploadUrl: string;
  problem?: Problem;
  /** Offer the page in a dialog first; the browser stays for whom it does not open. */
  hasDialog?: boolean;
}

/**
 * The step of the photo, which is added on a page of its own: there it can be cut to size, and stays nowhere else. Every
 * Teams client shows that page in a dialog; a client without dialogs gets the link under the same title.
 */
export function photoCard({ draft, context, uploadUrl, problem, hasDialog = false }: PhotoCard): OutgoingCard {
  const hasPhoto = draft.answers.photo !== undefined;
  const show = button('showDraft', buttonTitles.checkAgain, { draft: draft.id });
  const title = hasPhoto ? buttonTitles.replacePhoto : buttonTitles.addPhoto;
  const style = hasPhoto ? 'default' : 'positive';
  const data: z.input<typeof photoData> = {
    progress: progressOf('photo', draft, context),
    title: stepTitles.photo,
    intro: hasDialog ? cardSentences.photoByDialog : cardSentences.photoByBrowser,
    hasProblem: problem !== undefined,
    problem: literal(problem ? `${problemMark}${problemSentence(questions.photo, problem, context.policy)}` : '', { weight: 'Bolder' }),
    hasThumbnail: draft.thumbnail !== undefined,
    thumbnail: draft.thumbnail ?? '',
    altText: cardSentences.photoAlt,
    state: hasPhoto ? cardSentences.photoAdded : cardSentences.photoMissing,
    hasCheckHint: !hasPhoto,
    checkHint: cardSentences.photoCheck,
    hasDialog,
    dialogTitle: title,
    // Teams opens a dialog for Action.Submit only, and for nothing else in its data than this mark.
    dialogData: { msteams: { type: 'task/fetch' }, verb: actions.photoDialog.verb, draft: draft.id },
    dialogStyle: style,
    uploadTitle: hasDialog ? buttonTitles.useBrowser : title,
    uploadUrl,
    uploadStyle: hasDialog ? 'default' : style,
    check: shown(show),
    privacy: photoNotice(context.policy),
    buttons: stepButtons(draft, 'photo', context).map((one) => (hasPhoto ? one : calmer(one))),
    refresh: refreshing(show),
  };
  return { card: render('photo', photoData.parse(data)), summary: summaries.draft };
}

/** One main button a card: until the photo is there, that is adding it. */
function calmer(view: z.input<typeof buttonView>): z.input<typeof buttonView> {
  return view.style === 'positive' ? { ...view, style: 'default' } : view;
}
