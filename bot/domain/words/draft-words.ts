import type { Draft } from '../request/records';
import { buttonTitles } from './card-words';

/** What the form says where it stands on one page. */
export const draftSentences = {
  begin: 'Choose the school or service first. The rest of the form then appears below.',
  readyToSend: 'Ready to send',
  movedOn: 'This draft has changed since you opened it, so nothing was sent. Here is the latest version.',
  incomplete: 'Something is still missing, so nothing was sent.',
  noPhotoWanted: 'This draft needs no photo, as no ID card is requested.',
} as const;

/** "Next: Visitor access reason". */
export function nextAsked(label: string): string {
  return `Next: ${label}`;
}

/** What stands on the page’s button: a draft may answer a question about a request. */
export function sendTitle({ changes }: Pick<Draft, 'changes'>): string {
  return changes ? buttonTitles.sendAgain : buttonTitles.makeRequest;
}
