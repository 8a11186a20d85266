import { day } from '../dates/day-words';
import type { CardState } from '../request/id-card';
import type { IssuedCard } from '../request/visitor-request';
import { moment } from './words';

/** What the card office reads, and what others read of a card. */
export const cardTitles = {
  'issue-card': 'Card issued',
  'replace-card': 'Card replaced',
  'extend-card': 'Card extended',
  'collect-card': 'Card collected',
} as const;

export const cardAsks = {
  'issue-card': 'Enter the number on the card that you have issued. The photo is deleted some weeks later.',
  'replace-card': 'Enter the number on the new card. The card before it is no longer recorded as this visitor’s.',
  'collect-card': 'Has the card been returned, or cancelled in the card system?',
} as const;

/** The card system has another last day than the request. */
export function askExtendCard(validTo: string, before: string): string {
  return `Has the card’s last day been changed from ${day(before)} to ${day(validTo)} in the card system?`;
}

export const cardVerbsDone = {
  'issue-card': 'Card recorded as issued.',
  'replace-card': 'Card recorded as replaced.',
  'extend-card': 'Card recorded with its new last day.',
  'collect-card': 'Card recorded as collected.',
} as const;

export const cardEvents = {
  'issue-card': 'ID card issued',
  'replace-card': 'ID card replaced',
  'extend-card': 'Last day of the ID card changed',
  'collect-card': 'ID card collected',
} as const;

export const cardLabels = { number: 'Card number (required)', row: 'Card' } as const;

export const cardOfficeSentences = {
  officeOnly: 'This is for the card office only.',
  noPhotoWithoutCard: 'No ID card is needed for this visitor, so the card office cannot see the photo.',
  exportUnderWay: 'You are already downloading. Please wait until that is done, or stop it.',
} as const;

export const cardStateLabels: Record<CardState, string> = {
  issue: 'To issue',
  extend: 'To extend',
  collect: 'To collect',
  issued: 'Issued',
};

/** What a row of the card office says beside its state. */
export function cardLine(state: CardState, validTo: string, issued: Pick<IssuedCard, 'number' | 'until'> | undefined): string {
  if (state === 'issue' || !issued) return '';
  const number = `Card ${issued.number}`;
  if (state === 'extend') return `${number}: change ${day(issued.until)} to ${day(validTo)}`;
  return state === 'collect' ? `${number}: account over` : number;
}

/** For everybody who sees the request: "Issued on Wed 3 Feb 2027 at 14:05". The number is the card office’s. */
export function issuedLine({ at, collected }: Pick<IssuedCard, 'at' | 'collected'>, zone: string): string {
  return collected ? `Collected on ${moment(collected.at, zone)}` : `Issued on ${moment(at, zone)}`;
}
