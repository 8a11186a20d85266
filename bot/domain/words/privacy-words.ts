import { counted } from '../dates/day-words';
import type { Policy } from '../organisation/organisation';
import { nights } from '../request/nightly-parts';

/** Who may view a visitor's photo, as its sponsor reads it; the rule is `maySeePhoto`. */
export const photoViewers = {
  sponsor: 'you',
  approver: 'the people who approve the request',
  cardOffice: 'the card office',
  admin: 'administrators',
} as const;

const together = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** The one notice about a photo, wherever somebody adds one. */
export function photoNotice({ photoDays }: Pick<Policy, 'photoDays'>): string {
  return [
    'Used for the visitor’s ID card only.',
    `Seen by ${together.format(Object.values(photoViewers))}.`,
    'Once you have made the request, each viewing is recorded.',
    // The nightly look comes to each request once in so many nights.
    `Kept for ${counted(photoDays, 'day')} after the request or account is over, and deleted within ${counted(nights, 'day')} after that.`,
  ].join(' ');
}

/** The notice where the visitor's details are asked for. */
export function detailsNotice({ draftDays }: Pick<Policy, 'draftDays'>): string {
  return [
    'These details are used for the visitor’s account and ID card.',
    'You and administrators can see them; the people who approve the request see them without the telephone number and the personal email.',
    'For an ID card, the card office sees names, dates, employer and what is visited.',
    `A draft that you have not changed for ${counted(draftDays, 'day')} is deleted.`,
  ].join(' ');
}
