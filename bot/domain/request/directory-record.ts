import type { ItAccess } from '../form/answer-values';
import type { PersonId } from '../organisation/organisation';

/** A state of the account, confirmed or asked for. ISO dates. */
export interface KeptAccount {
  userName: string;
  displayName: string;
  /** `none` once the account is over. */
  level: ItAccess;
  lastDay: string;
  isEnabled: boolean;
  /** The sponsor, if the directory shows one. */
  sponsor?: PersonId;
  /** Confirmed by a person in IT, not by the directory. */
  isByHand?: true;
}

/** A step of an IT task. */
export const taskSteps = ['make', 'enable', 'disable', 'leave-group', 'change-group', 'last-day', 'rename', 'sponsor'] as const;
export type TaskStep = (typeof taskSteps)[number];

/** What the directory shows to the contrary of a task that was reported done. The last four: why it shows nothing of the account. */
export const taskGaps = [...taskSteps, 'other-name', 'absent', 'unmarked', 'several', 'unreadable'] as const;
export type TaskGap = (typeof taskGaps)[number];

/** A person in IT has reported the task as done; the directory has yet to show it. */
export interface TaskReport {
  by: PersonId;
  /** ISO instant. */
  at: string;
  /** The user principal name that they gave. */
  userName: string;
  /** What the directory showed last, and when, an ISO instant; absent until it has been read. `userName`: as it has it. */
  shows?: { gaps: TaskGap[]; at: string; userName?: string };
}

/** An open IT task: manual steps for an account. */
export interface ItTask {
  /** ISO instant; a new task has another. */
  since: string;
  /** The target state after the task. */
  target: KeptAccount;
  steps: TaskStep[];
  /** ISO date: overdue after it. */
  due: string;
  /** Why the directory was not asked or refused: a short code. */
  code?: string;
  /** IT reports that it cannot be done; the admins take over. `words`: why. */
  isRefused?: true;
  words?: string;
  /** Absent where nobody has reported it done, or no directory can be asked. */
  reported?: TaskReport;
}

/** The provisioning record of the directory account. Instants are ISO 8601. */
export interface DirectoryAccount {
  /** The user principal name. Personal data. */
  userName: string;
  /** How many earlier usernames the directory refused; absent for none. */
  namesTaken?: number;
  /** When the directory was asked for a step that it has not confirmed yet. */
  askedAt?: string;
  /** The object id, once the directory has confirmed the account. */
  objectId?: string;
  /** `made`: created, disabled until its first day. */
  state?: 'made' | 'enabled' | 'disabled';
  stateAt?: string;
  /** Who in IT reported the state, with their name then; absent where the directory showed it. */
  saidBy?: { by: PersonId; name: string };
  /** The first enabling; the sponsor is notified at this revision. */
  begun?: { at: string; revision?: number };
  /** Why a person has to act: a short code. */
  needsHand?: string;
  /** The last confirmed state. */
  kept?: KeptAccount;
  task?: ItTask;
}
