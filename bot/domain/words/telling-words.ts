import type { Telling } from '../notices/telling';

/** How approvers are told, as they choose it. */
export const tellingTitles: Record<Telling, string> = { 'at-once': 'A card at once', daily: 'One list a day at eight' };

const now: Record<Telling, string> = {
  'at-once': 'You get a card in this chat for each request as soon as it is waiting for your decision.',
  daily: 'You get one list a day in this chat, at eight on working days, of the requests that are waiting for your decision.',
};

const mails = 'Emails are sent at once either way.';

/** What somebody has chosen, or has chosen just now. */
export function tellingSentence(telling: Telling, isNew = false): string {
  return [...(isNew ? ['Saved.'] : []), now[telling], mails].join(' ');
}
