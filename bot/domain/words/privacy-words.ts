import { capitalised, counted } from '../dates/day-words';
import type { Policy } from '../organisation/organisation';
import type { GroupRole } from '../organisation/roles';
import { nights } from '../request/nightly-parts';

/** A part in which somebody sees data of a visitor: of the request itself, or by a group of the directory. */
export type ViewingPart = 'sponsor' | 'approver' | Exclude<GroupRole, 'staff'>;

interface Viewing {
  /** As the sponsor reads it. */
  called: string;
  /** Whether they may view the photo; the rule is `maySeePhoto`. */
  photo: boolean;
  /** `all`, or in a sentence which details they see. */
  details: string;
}

/** Who sees what. A new group of the directory does not compile without its row. */
export const viewing: Record<ViewingPart, Viewing> = {
  sponsor: { called: 'you', photo: true, details: 'all' },
  approver: {
    called: 'the people who approve the request',
    photo: true,
    details: 'The people who approve the request see everything except the telephone number and personal email.',
  },
  cardOffice: {
    called: 'the card office',
    photo: true,
    details: 'For an ID card, the card office sees the names, dates, reason, employing organisation, and school or service.',
  },
  itService: {
    called: 'the IT service',
    photo: false,
    details:
      'If it has to create or change the account, the IT service sees the names, username, access, dates, employing organisation, school or service, and your name.',
  },
  admins: { called: 'administrators', photo: true, details: 'all' },
};
const together = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const viewers = Object.values(viewing);
const calledOf = (some: Viewing[]) => together.format(some.map(({ called }) => called));

/** Days for which the storage keeps a deleted blob; `deleteRetentionPolicy` in infra/modules/storage.bicep. */
export const restoreDays = 7;

/** Days for which the backup does not follow a deletion of much at once; any other it follows at its next run. */
export const backupHeldDays = 4;
/**
 * Days for which the storage of the backup keeps a deleted photo; `deleteRetentionPolicy` in infra/modules/backup-storage.bicep.
 * With those above, and the one until the next run, they are no more than {@link restoreDays}.
 */
export const backupRestoreDays = 2;

/** The one notice about a photo, wherever somebody adds one. */
export function photoNotice({ photoDays }: Pick<Policy, 'photoDays'>): string {
  return [
    'Used for the visitor’s ID card only.',
    `Seen by ${calledOf(viewers.filter(({ photo }) => photo))}.`,
    'Once you have made the request, each viewing is recorded.',
    // The nightly look comes to each request once in so many nights.
    `Kept for ${counted(photoDays, 'day')} after the request or account is over, and deleted within ${counted(nights, 'day')} after that.`,
    `A deleted photo can be restored for ${counted(restoreDays, 'day')}, in case of a mistake.`,
  ].join(' ');
}

/** The notice where the visitor's details are asked for. */
export function detailsNotice({ draftDays }: Pick<Policy, 'draftDays'>): string {
  return [
    'We use these details for the visitor’s account and ID card.',
    `${capitalised(calledOf(viewers.filter(({ details }) => details === 'all')))} can see all of them.`,
    ...viewers.flatMap(({ details }) => (details === 'all' ? [] : [details])),
    `Drafts are deleted ${counted(draftDays, 'day')} after the last change.`,
  ].join(' ');
}
