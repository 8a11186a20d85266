import { counted, day } from '../dates/day-words';
import type { ShownCardState } from '../request/id-card';
import type { IssuedCard } from '../request/visitor-request';
import { moment } from './words';

/** What the card office reads, and what others read of a card. */
export const cardTitles = {
  'issue-card': 'Card issued',
  'replace-card': 'Card replaced',
  'extend-card': 'Card extended',
  'collect-card': 'Card collected',
  'correct-card': 'Correct the number',
  'unissue-card': 'Not issued after all',
  'uncollect-card': 'Not collected after all',
} as const;

export function askIssueCard(photoDays: number): string {
  return `Enter the number on the card that you have issued. The photo is deleted ${counted(photoDays, 'day')} later.`;
}

export function askReplaceCard(number: string): string {
  return `Enter the number on the new card. Card ${number} is no longer recorded as this visitor’s.`;
}

export function askCorrectCard(number: string): string {
  return `Enter the number that is printed on the card, in place of ${number}. The card stays recorded as issued.`;
}

export function askCollectCard(number: string): string {
  return `Has card ${number} been returned, or cancelled in the card system?`;
}

/** The card system has another last day than the request. */
export function askExtendCard(number: string, validTo: string, before: string): string {
  return `Has the last day of card ${number} been changed from ${day(before)} to ${day(validTo)} in the card system?`;
}

/** The record of a card is taken back. */
export function askUnissueCard(number: string): string {
  return `If card ${number} was not issued to this visitor, its record is removed. The history keeps it.`;
}

export function askUncollectCard(number: string): string {
  return `Is card ${number} still with the visitor? It is recorded as issued again.`;
}

export const cardVerbsDone = {
  'issue-card': 'Card recorded as issued.',
  'replace-card': 'Card recorded as replaced.',
  'extend-card': 'Card recorded with its new last day.',
  'collect-card': 'Card recorded as collected.',
  'correct-card': 'Card number corrected.',
  'unissue-card': 'Card recorded as not issued.',
  'uncollect-card': 'Card recorded as not collected.',
} as const;

export const cardEvents = {
  'issue-card': 'ID card issued',
  'replace-card': 'ID card replaced',
  'extend-card': 'Last day of the ID card changed',
  'collect-card': 'ID card collected',
  'correct-card': 'Number of the ID card corrected',
  'unissue-card': 'ID card not issued after all',
  'uncollect-card': 'ID card not collected after all',
} as const;

export const cardLabels = { number: 'Card number (required)', row: 'Card' } as const;

export const cardOfficeSentences = {
  officeOnly: 'This is for the card office only.',
  noPhotoWithoutCard: 'No ID card is needed for this visitor, so the card office cannot see the photo.',
  exportUnderWay: 'You are already downloading. Please wait until that is done, or stop it.',
} as const;

/** In place of a download. `last`: the ISO instant of the last one, where there was one. */
export function nothingToDownload(what: 'new' | 'all', last: string | undefined, zone: string): string {
  if (what === 'all') return 'There is nothing to download: no visitor needs an ID card, and no card is to be collected.';
  const since = last === undefined ? '' : ` since the last download on ${moment(last, zone)}`;
  return `Nothing is new or has changed${since}, so there is no file.`;
}

export const cardStateLabels: Record<ShownCardState, string> = {
  issue: 'To issue',
  extend: 'To extend',
  collect: 'To collect',
  issued: 'Issued',
  collected: 'Collected',
};

/** What a row of the card office says beside its state. */
export function cardLine(
  state: ShownCardState,
  validTo: string,
  issued: Pick<IssuedCard, 'number' | 'until' | 'collected'> | undefined,
  zone: string,
): string {
  if (state === 'issue' || !issued) return '';
  const number = `Card ${issued.number}`;
  if (state === 'collected') return issued.collected ? `${number}: collected on ${moment(issued.collected.at, zone)}` : number;
  if (state === 'extend') return `${number}: change ${day(issued.until)} to ${day(validTo)}`;
  return state === 'collect' ? `${number}: account over` : number;
}

/** For everybody who sees the request: "Issued on Wed 3 Feb 2027 at 14:05". The number is the card office’s. */
export function issuedLine({ at, collected }: Pick<IssuedCard, 'at' | 'collected'>, zone: string): string {
  return collected ? `Collected on ${moment(collected.at, zone)}` : `Issued on ${moment(at, zone)}`;
}
