import { Temporal } from 'temporal-polyfill';
import { counted } from '../dates/day-words';
import { nights } from '../request/nightly-parts';

/**
 * What mends a matter: a verb of the table; `again`: the product tries it once more; `drop`: the message is thrown away; `done`: it was seen to
 * elsewhere.
 */
export type Remedy = 'reassign-sponsor' | 'resend' | 'again' | 'drop' | 'done';

interface MatterRow {
  /** Heads the matters of its kind. */
  title: string;
  /** What it is, and what to do about it. */
  advice: string;
  /** The buttons, the likeliest first. */
  remedies: readonly Remedy[];
}

const contact = 'Select Send again once they can be reached, or contact them yourself.';
const byItself = 'We try again every few minutes, and they come off this list once it is done.';

/** Everything that is put before admins, by its kind. */
const matters: Record<string, MatterRow> = {
  'account-end': {
    title: 'Accounts that are still enabled after their end',
    advice: `The directory is not responding, so these accounts still work. ${byItself}`,
    remedies: ['again'],
  },
  'account-fault': {
    title: 'Accounts that the directory fails for',
    advice: `The directory responds, but fails for these accounts. ${byItself}`,
    remedies: ['again'],
  },
  'account-hand': {
    title: 'Accounts that the directory refuses to change',
    advice: 'See to each in the directory, or have IT do it by hand. Then select Try again: the directory, or IT, is asked at once.',
    remedies: ['again'],
  },
  'account-not-done': {
    title: 'IT could not do this',
    advice: 'Settle what is in the way. Then select Try again, and IT is asked again.',
    remedies: ['again'],
  },
  'account-refused': {
    title: 'Changes that the directory refuses',
    advice:
      'IT has them to do by hand, under IT tasks. If there are many, check the permissions of the app that makes accounts. We try again every hour.',
    remedies: ['again'],
  },
  'account-sponsor': {
    title: 'Accounts without their sponsor in the directory',
    advice: 'The directory did not accept the sponsor of these accounts. Record the sponsor there yourself; the accounts work.',
    remedies: ['done', 'again'],
  },
  'account-start': {
    title: 'Accounts that have to start',
    advice: `The directory is not responding. ${byItself}`,
    remedies: ['again'],
  },
  'it-untold': {
    title: 'IT could not be told of its tasks',
    advice:
      'There is nobody in the group of the IT service, or someone in it could be reached neither in Teams nor by email. Tell them yourself.',
    remedies: ['done'],
  },
  poison: {
    title: 'Background steps that keep failing',
    advice: 'Select Send again once the cause is corrected. The log has each by its reference. A step that you drop will not be done.',
    remedies: ['again', 'drop'],
  },
  'sponsor-gone': {
    title: 'The sponsor has left',
    advice: 'Change the sponsor, unless those who decide there have named a successor.',
    remedies: ['reassign-sponsor'],
  },
  'todo-accounts': {
    title: 'Accounts that could not be brought up to date',
    advice: 'Try again, or see to each in the directory yourself.',
    remedies: ['again', 'done'],
  },
  'todo-cards': {
    title: 'Cards in Teams that are out of date',
    advice: 'Try again, or tell the people concerned yourself.',
    remedies: ['again', 'done'],
  },
  'todo-draft': {
    title: 'Drafts that could not be deleted',
    advice: 'They will be deleted with other old drafts. Try again to delete them now.',
    remedies: ['again', 'done'],
  },
  'todo-mails': {
    title: 'Emails that could not be sent',
    advice: 'Try again, or tell the people concerned yourself.',
    remedies: ['again', 'done'],
  },
  'todo-views': {
    title: 'Lists that are out of date',
    advice: `The lists that show these requests could not be brought up to date. The nightly check corrects them within ${nights} days.`,
    remedies: ['again', 'done'],
  },
  unanswered: {
    title: 'Nobody has decided for six working days',
    advice: 'Send the question again, or open the request and change who decides.',
    remedies: ['resend'],
  },
  unreached: {
    title: 'Someone could not be reached',
    advice: `A message about these requests reached someone neither in Teams nor by email. ${contact}`,
    remedies: ['again', 'done'],
  },
  'unreached-list': {
    title: 'A list could not be delivered',
    advice: `A list with these requests reached someone neither in Teams nor by email. ${contact}`,
    remedies: ['again', 'done'],
  },
};

const anyMatter: MatterRow = {
  title: 'Requests that need attention',
  advice: 'Open each request to see what is wrong.',
  remedies: ['done'],
};

/** A kind that an older or a newer version put there is one that needs a look. */
export function matterOf(kind: string): MatterRow {
  return Object.hasOwn(matters, kind) ? (matters[kind] ?? anyMatter) : anyMatter;
}

/** Of more than a few of these, each has the same cause: they are one line with a count. */
const oneLineKinds: readonly string[] = ['account-end', 'account-refused', 'account-start'];
const few = 3;

/** The kinds of which so many are there that they are one line each. */
export function crowdedKinds(counts: Readonly<Record<string, { count: number }>>): string[] {
  return oneLineKinds.filter((kind) => (counts[kind]?.count ?? 0) > few);
}

/** More of one matter than its kind says, where that is known. `words`: what IT wrote of it; literal text. */
export function matterSentence(kind: string, code: string, words?: string): string | undefined {
  const known = Object.hasOwn(accountCodes, code) ? accountCodes[code] : undefined;
  if (kind === 'account-refused') return known ?? 'IT sees what the directory answered, under IT tasks.';
  if (kind === 'account-not-done')
    return words === undefined ? 'The history of the request has IT’s reason.' : `IT gave this reason: “${words}”`;
  return kind === 'account-hand' ? known : undefined;
}

/** Why an account needs a person, or a change is refused, where that is known well enough to say what to do. */
const accountCodes: Record<string, string> = {
  AccountGone: 'Someone has deleted this account in the directory. Restore it there, or end it here.',
  DisabledByHand: 'Someone has disabled this account in the directory. Enable it there, or end it here.',
  NotOurs: 'In the directory, this account no longer carries the reference of the request. Correct it there, or end it here.',
  SeveralMarked:
    'More than one account in the directory has the reference of this request as its employee ID, so none was changed. Remove it from the one that is not the visitor’s.',
  NoSuchGroup: 'The directory does not know the group for this level of access. Check the settings of the groups.',
  Synced: 'Another directory keeps this account, so it cannot be changed here. See to it there.',
  Authorization_RequestDenied: 'The app that makes accounts has no permission for this change.',
};

/** "for 3 days": how long a matter has been there. */
export function matterAge(since: string, now: Temporal.ZonedDateTime): string {
  const hours = Math.floor(Temporal.Instant.from(since).until(now.toInstant()).total('hours'));
  if (hours < 1) return 'for less than an hour';
  return `for ${hours < 24 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day')}`;
}

/** What became of a press, for each matter. */
export const mendSentences = {
  again: 'It is being tried again.',
  drop: 'Dropped.',
  done: 'Taken off the list.',
  gone: 'This has already been dealt with.',
  notHere: 'This cannot be done about it here. Please open the request.',
  failed: 'This one failed on our side. Please try again in a minute.',
} as const;
