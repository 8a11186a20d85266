import type { Weekday } from '../dates/dates';
import type { CardSystem } from './card-system';
import type { UsernameRules } from './username-rules';

/** A person of our directory: the Entra object id, a lower-case GUID. Never a name, never an address. */
export type PersonId = string;

/** A school or professional service, with who decides there and its own dates. */
export interface Department {
  /** A short stable word, for example `computer-science`. */
  id: string;
  name: string;
  kind: 'school' | 'service';
  head?: PersonId;
  deputies: PersonId[];
  /** ISO dates; absent means the organisation's own. */
  validFrom?: string;
  validTo?: string;
  /** No request can be made to it any more; those that were made keep its name, its head and its deputies. */
  isClosed?: true;
  /** The department of which it has become part, which is never merged itself: closed for good, and drafts that name it lead there. */
  mergedInto?: string;
}

/** One entry of the closed list of reasons. */
export interface Reason {
  id: string;
  label: string;
  needsEmployer: boolean;
  /** The longest stay in calendar months, counted from Valid from. */
  maxMonths: number;
  /** A reapproval by which the whole stay becomes longer than this, in calendar months, needs an approver's agreement; none does unless given. */
  agreeAfterMonths?: number;
  /** Not offered any more; requests that have it keep it, with its limit. */
  isRetired?: true;
}

/** What the organisation has decided, as data. */
export interface Policy {
  organisation: string;
  /** IANA name, for example `Europe/London`. */
  zone: string;
  reasons: Reason[];
  /** What a blank date stands for where the department has none of its own; ISO dates. */
  validFrom?: string;
  validTo?: string;
  /** Domains whose addresses are not personal ones, lower case. */
  universityDomains: string[];
  /** Whether a personal email must be given with IT access. */
  personalEmailRequired: boolean;
  /** What a visit of less than a month gets. */
  shortVisit: 'warn' | 'refuse';
  /** Where the sponsor of a short visit is sent, in words. */
  shortVisitRoute: string;
  /** Where somebody who may not sponsor is sent, in words. */
  helpRoute: string;
  /** How many days back Valid from may lie. */
  maxDaysBack: number;
  /** Whether the first and the last notice of an account's end go as a mail too. */
  reapprovalMail: boolean;
  /** Days after its last change until a draft and its photo are deleted. */
  draftDays: number;
  /** Days until a photo is deleted, after the card is issued or the request is over. */
  photoDays: number;
  /** On which day of the week sponsors are asked again about accounts that expire soon; the next working day where it is closed. */
  reminderDay: Weekday;
  /** ISO dates on which nobody is at work, beside Saturdays and Sundays. */
  closureDays: string[];
  /** How usernames are made. */
  usernames: UsernameRules;
  /** What the card office takes into its card system. */
  cards: CardSystem;
  /** What a sponsor tells a visitor whose account has begun, in words, where the visitor's email is known or not; never a password. */
  passOn: { withEmail: string; otherwise: string };
  /** What the accessibility statement says that is the organisation's own. */
  accessibility: {
    /** ISO date on which the statement was last checked. */
    checked: string;
    /** What is known not to work for everybody; a sentence or two each. */
    notWorking: string[];
    /** How it was tested; a sentence each. */
    tested: string[];
    /** Whom to tell, as it goes on after "contact". */
    contact: string;
    /** Working days until they answer. */
    replyDays: number;
    /** Where somebody can complain, in words. */
    complaints: string;
  };
}

/** The part of the policy that admins edit in the tab. The rest belongs to how the product is set up. */
export type EditablePolicy = Pick<
  Policy,
  | 'reasons'
  | 'validFrom'
  | 'validTo'
  | 'personalEmailRequired'
  | 'shortVisit'
  | 'shortVisitRoute'
  | 'helpRoute'
  | 'maxDaysBack'
  | 'reapprovalMail'
  | 'draftDays'
  | 'photoDays'
  | 'reminderDay'
  | 'closureDays'
  | 'passOn'
>;

/** What is known of a person of the directory. */
export interface Person {
  id: PersonId;
  name: string;
  mail: string;
  /** Where they work, as the directory writes it; by name or by id. */
  department?: string;
  /** False once the account is disabled: such a person neither sponsors nor decides. */
  isEnabled: boolean;
  /** Member of the staff group, and not a guest or a visitor. */
  isStaff: boolean;
  isAdmin: boolean;
  /** May take photos to the access-control system. */
  isCardOffice?: boolean;
  /** Does by hand what is to be done to accounts. */
  isItService?: boolean;
  /** A guest, a member of another tenant, a visitor or a student: has no role, and decides for no department. */
  isOutsider?: true;
}
