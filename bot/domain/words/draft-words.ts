import { counted } from '../dates/day-words';
import { hints, reviewGroups, stepTitles } from '../form/form-words';
import type { StepName } from '../form/steps';
import type { Draft } from '../request/records';
import { isUnedited } from '../request/resubmit';
import { buttonTitles, cardSentences, problemMark } from './card-words';
import { preparedSentences, preparedTitles } from './prepared-words';

/** What the form says where it stands on one page. */
export const draftSentences = {
  begin: 'The rest of the form appears once you have chosen the school or service.',
  confirm: 'Check that this is where the visitor is coming to, then select Continue. The rest of the form then appears.',
  unedited: 'Nothing has been changed yet. Once you have changed something, you can resubmit the request.',
  late: 'You made changes on another device while the request was being sent, so they are not in it yet. When you select Resubmit, the changed request goes to the head of the school or service for approval.',
  notEdited: 'Nothing changed yet',
  readyToSend: 'Ready to send',
  movedOn: 'This draft has changed since you opened it, so nothing was sent. Here is the latest version.',
  notNameable: 'This draft has changed, so nobody can be asked at the moment. Close this window to see the latest version.',
  noColleagueAsked: 'This draft has changed since you opened it, so nobody was asked. Here is the latest version.',
  editedMeanwhile:
    'Your request has been sent, without what you changed on another device at the same moment. Those changes are here: select Resubmit to send them too.',
  incomplete: 'Something is still missing, so nothing was sent.',
  notYoursToDiscard: 'A colleague prepared this draft, so it cannot be discarded. You can decline it.',
  savedNothing: 'This draft is with a colleague now, so what you entered was not saved. To edit the draft, take it back first.',
  noPhotoWanted: 'This draft needs no photo, as no ID card is requested.',
} as const;

/** The answer to the question of a returned request, beside what is edited. */
export const answerWords = {
  title: 'Your answer to the question',
  label: (isRequired: boolean) => `Your answer (${isRequired ? 'required' : 'optional'})`,
  unanswered: 'Nothing has been changed yet. Answer the question, or choose what to edit below; then you can resubmit the request.',
} as const;

/** On the card that leads to the page, where there are no dialogs. */
export const onePageSentence =
  'Everything you have entered is saved. The page opens in your browser; you can go on there or here, whichever you prefer.';

/** Over the parts of the page; the intro under the heading. */
export const partWords: Record<StepName, { title: string; intro?: string }> = {
  department: { title: 'School or service' },
  who: {
    title: reviewGroups.visitor.title,
    intro:
      'If the visitor needs IT access, middle names and personal email are used to create the username, set the first password and check identity.',
  },
  visit: { title: reviewGroups.visit.title, intro: hints.datesInclusive },
  review: { title: 'ID card' },
};

/** "Next: Reason". */
export function nextAsked(label: string): string {
  return `Next: ${label}`;
}

/** Over the card on which everything is checked: it says what its button does. */
export function reviewTitle({ changes, prepared, touched }: Pick<Draft, 'changes' | 'prepared' | 'touched'>): string {
  if (prepared) return preparedTitles.check;
  if (isUnedited({ touched, ...(changes && { changes }) })) return 'What do you want to edit?';
  return changes ? 'Check and resubmit the request' : stepTitles.review;
}

/** A complete draft, with the name of the button that sends it. */
export function completeSentence({ changes, prepared }: Pick<Draft, 'changes' | 'prepared'>): string {
  if (prepared) return preparedSentences.complete;
  if (changes?.isLate) return draftSentences.late;
  return changes ? cardSentences.completeAgain : cardSentences.complete;
}

/** What stands on the page’s button: a draft may answer a question about a request. */
export function sendTitle({ changes, prepared }: Pick<Draft, 'changes' | 'prepared'>): string {
  if (prepared) return preparedTitles.confirm;
  return changes ? buttonTitles.sendAgain : buttonTitles.makeRequest;
}

/** Under the answers, above the buttons: how many of them are wrong. */
export function answersToCorrectAbove(count: number): string {
  return `${problemMark}${count === 1 ? '1 answer needs' : `${count} answers need`} correcting above.`;
}

/** In place of the button that sends a draft: "Still needed before you can select “Make request”: the photo, Valid from." */
export function stillNeeded(nouns: readonly string[], button: string): string {
  return `Still needed before you can select “${button}”: ${nouns.join(', ')}.`;
}

/** Under the newest drafts: how many more there are. */
export function draftsInTab(count: number): string {
  return `${counted(count, 'more draft')} in the tab.`;
}
