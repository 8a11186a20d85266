import { z } from 'zod';
import type { FormContext } from '../bot/domain/form/form-context';
import type { Draft } from '../bot/domain/request/records';
import { buttonTitles, cardSentences, headings } from '../bot/domain/words/card-words';
import { photoNotice } from '../bot/domain/words/privacy-words';
import { actions, type Button, button } from './actions';
import { drawButton, type RankedButton, rankedButton } from './parts';

/** The photo section of the review. */
export const photoView = z.strictObject({
  title: z.string(),
  hasIntro: z.boolean(),
  intro: z.string(),
  hasThumbnail: z.boolean(),
  thumbnail: z.string(),
  altText: z.string(),
  state: z.string(),
  hasCheckHint: z.boolean(),
  checkHint: z.string(),
  hasDialog: z.boolean(),
  dialogTitle: z.string(),
  dialogData: z.strictObject({ msteams: z.strictObject({ type: z.literal('task/fetch') }), verb: z.string(), draft: z.string() }),
  style: z.enum(['default', 'positive']),
  hasLink: z.boolean(),
  linkTitle: z.string(),
  linkUrl: z.string(),
  buttons: z.array(rankedButton),
  privacy: z.string(),
});
type PhotoView = z.input<typeof photoView>;

/** `press`: it brings the link. `link`: the page, with its token in the fragment. */
export type UploadWay = 'dialog' | 'press' | { link: string };

/**
 * The photo is added on a page of its own: there it can be cut to size, and stays nowhere else. Every Teams client shows
 * that page in a dialog, which a press opens; a client without dialogs gets the link under the same title.
 */
export function photoOf({ id, answers, thumbnail, changes }: Draft, { policy }: FormContext, way: UploadWay): PhotoView {
  const hasPhoto = answers.photo !== undefined;
  const hasDialog = way === 'dialog';
  const link = typeof way === 'object' ? way.link : undefined;
  const title = hasPhoto ? buttonTitles.replacePhoto : buttonTitles.addPhoto;
  const style = hasPhoto ? 'default' : 'positive';
  // The press that shows the draft anew leaves behind what is typed on the card, such as the answer to a question.
  const checkAgain =
    changes?.question === undefined
      ? button('showDraft', buttonTitles.checkAgain, { draft: id })
      : button('openStep', buttonTitles.checkAgain, { draft: id, step: 'review' });
  return {
    title: headings.photo,
    hasIntro: !hasPhoto,
    intro: hasDialog ? cardSentences.photoByDialog : cardSentences.photoByBrowser,
    hasThumbnail: thumbnail !== undefined,
    thumbnail: thumbnail ?? '',
    altText: cardSentences.photoAlt,
    state: hasPhoto ? cardSentences.photoAdded : cardSentences.photoMissing,
    hasCheckHint: !hasPhoto,
    checkHint: cardSentences.photoCheck,
    hasDialog,
    dialogTitle: title,
    // Teams opens a dialog for Action.Submit only, and for nothing else in its data than this mark.
    dialogData: { msteams: { type: 'task/fetch' }, verb: actions.photoDialog.verb, draft: id },
    // A card has one primary button; until there is a photo it is *Add photo*.
    style,
    hasLink: link !== undefined,
    linkTitle: title,
    linkUrl: link ?? '',
    buttons: [
      ...(way === 'press' ? [inView(button('photoDialog', title, { draft: id }, style))] : []),
      ...(hasPhoto ? [] : [inView(checkAgain)]),
      ...(hasDialog ? [{ ...drawButton(button('photoDialog', buttonTitles.useBrowser, { draft: id })), mode: 'secondary' as const }] : []),
    ],
    privacy: photoNotice(policy),
  };
}

function inView(press: Button): RankedButton {
  return { ...drawButton(press), mode: 'primary' };
}
