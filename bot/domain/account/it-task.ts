import { Temporal } from 'temporal-polyfill';
import { clockActor } from '../request/clock';
import type { DirectoryAccount, ItTask, KeptAccount, TaskGap, TaskReport, TaskStep } from '../request/directory-record';
import { instant, tidyWords } from '../request/lifecycle';
import type { Actor } from '../request/records';
import type { Change, Refusal } from '../request/refusal';
import type { VisitorRequest } from '../request/visitor-request';
import { accountWanted, afterStep, confirmedAs, type KnownAccount, keptOf, recordedOf, type WantedAccount } from './directory-account';
import { usernameAtMost } from './usernames';

/** Days until a task is due that blocks nobody's work. */
const daysForRest = 7;

/** The steps that bring an account to its target; empty if it is there. */
export function stepsOf(target: KeptAccount, kept: KeptAccount | undefined): TaskStep[] {
  const isOver = target.level === 'none';
  if (!kept) return isOver ? [] : ['make', ...(target.isEnabled ? (['enable'] as const) : [])];
  if (isOver) return [...(kept.isEnabled ? (['disable'] as const) : []), ...(kept.level === 'none' ? [] : (['leave-group'] as const))];
  const steps: (TaskStep | false)[] = [
    kept.isEnabled !== target.isEnabled && (target.isEnabled ? 'enable' : 'disable'),
    kept.level !== target.level && 'change-group',
    kept.lastDay !== target.lastDay && 'last-day',
    kept.displayName !== target.displayName && 'rename',
    target.sponsor !== undefined && kept.sponsor !== target.sponsor && 'sponsor',
  ];
  return steps.filter((step) => step !== false);
}

/** The task for IT. The same steps keep their earlier task with its due date; undefined if there is nothing to do. */
export function taskFor(
  wanted: WantedAccount,
  known: KnownAccount,
  { keepsSponsor, now, code }: { keepsSponsor: boolean; now: Temporal.ZonedDateTime; code?: string },
): ItTask | undefined {
  const target = keptOf(wanted, keepsSponsor);
  const kept = known.kept ?? assumed(target, known);
  const steps = stepsOf(target, kept);
  const { task } = known;
  if (steps.length === 0) return undefined;
  if (task && stepsOf(target, task.target).length === 0 && task.code === code && steps.join() === task.steps.join()) return task;
  const today = now.toPlainDate().toString();
  const dues = [
    ...steps.map((step) => stepDue(step, wanted, kept, today)),
    // A new step must not push back the due date of a late task.
    ...(task?.steps.some((step) => steps.includes(step)) ? [task.due] : []),
  ];
  return { since: instant(now), target, steps, due: dues.sort()[0]!, ...(code !== undefined && { code }) };
}

/** For accounts that were confirmed before their state was recorded. */
function assumed(target: KeptAccount, { state }: KnownAccount): KeptAccount | undefined {
  if (state === undefined) return undefined;
  if (state === 'disabled') return { ...target, level: 'none', isEnabled: false };
  // The former group was not recorded, and a disabled account has left it already.
  return { ...target, level: target.level === 'none' ? 'student-like' : target.level, isEnabled: state === 'enabled' };
}

function stepDue(step: TaskStep, { firstDay, lastDay }: WantedAccount, kept: KeptAccount | undefined, today: string): string {
  const after = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();
  switch (step) {
    case 'make':
    case 'enable':
      return firstDay > today ? firstDay : today;
    case 'disable':
    case 'leave-group':
      return after(lastDay, 1) < today ? after(lastDay, 1) : today;
    case 'change-group':
      return today;
    case 'last-day':
      return kept && kept.lastDay < lastDay ? kept.lastDay : lastDay;
    case 'rename':
    case 'sponsor':
      return after(today, daysForRest);
  }
}

type Press = { actor: Actor; now: Temporal.ZonedDateTime };

/** account-queued: puts a task on the list of IT. account-looked: what the directory shows of one that was reported done. */
export function accountQueued(current: VisitorRequest, task: ItTask, { now }: Pick<Press, 'now'>): Change | Refusal {
  const { directory: known } = current.account ?? {};
  if (!known) return { refused: 'moved-on' };
  if (known.task?.since === task.since) {
    const { reported } = known.task;
    // Whoever reports it once more meanwhile has it read once more.
    if (!task.reported?.shows || reported?.at !== task.reported.at || reported.shows?.at === task.reported.shows.at)
      return { refused: 'moved-on' };
    return recordedOf(current, 'account-looked', { ...known, task }, { actor: clockActor, now });
  }
  const { askedAt: _asked, needsHand: _needed, ...rest } = known;
  return recordedOf(afterStep(current), 'account-queued', { ...rest, task }, { actor: clockActor, now });
}

/** Identifies the task that a person in IT was looking at. */
export interface SeenTask {
  since: string;
}

/** That task, while the request still asks for it. */
function openTask(current: VisitorRequest, { since }: SeenTask, now: Temporal.ZonedDateTime): OpenTask | Refusal {
  const known = current.account?.directory;
  if (!known?.task || known.task.isRefused) return { refused: 'task-over' };
  const { task } = known;
  const present = keptOf(accountWanted(current, known, '', now), task.target.sponsor !== undefined);
  return task.since !== since || stepsOf(present, task.target).length > 0 ? { refused: 'task-changed' } : { known, task };
}

interface OpenTask {
  known: DirectoryAccount;
  task: ItTask;
}

/** Whether people are asked because the directory refused, and not because it cannot do it at all. */
export function isAskedForRefusal({ code }: Pick<ItTask, 'code'>): boolean {
  return code !== undefined && code !== 'names-taken' && code !== 'Synced';
}

/** What a person in IT reports: `userName` is the user principal name if they chose another, `name` is their own. */
type Report = SeenTask & { userName?: string; name: string };

function reportedTask(current: VisitorRequest, seen: Report, now: Temporal.ZonedDateTime): (OpenTask & { userName: string }) | Refusal {
  const open = openTask(current, seen, now);
  if ('refused' in open) return open;
  const { userName = open.known.userName } = seen;
  if (userName !== open.known.userName && !open.task.steps.includes('make')) return { refused: 'task-changed' };
  return { ...open, userName };
}

/** A person in IT reports a task as done, where no directory can be asked: it is what they say. Checked against the present target. */
export function taskDone(current: VisitorRequest, seen: Report, { actor, now }: Press): Change | Refusal {
  const open = reportedTask(current, seen, now);
  if ('refused' in open) return open;
  const { known, task, userName } = open;
  const kept: KeptAccount = { ...task.target, userName, isByHand: true };
  const { objectId: id } = known;
  const said = { by: actor.id, name: seen.name };
  return confirmedAs(
    current,
    known,
    { ...(id !== undefined && { id }), isEnabled: kept.isEnabled, kept },
    { actor, now },
    { userName, said },
  );
}

/** Seconds in which a report is being checked: another one meanwhile would only hide whose it was. */
const checkedFor = 60;

function isBeingChecked({ reported }: ItTask, now: Temporal.ZonedDateTime): boolean {
  if (!reported || reported.shows) return false;
  return Temporal.Instant.from(reported.at).until(now.toInstant()).total('seconds') < checkedFor;
}

/** account-reported: the same where a directory can be asked. The account is as before until the directory shows it. */
export function taskReported(current: VisitorRequest, seen: Report, { actor, now }: Press): Change | Refusal {
  const open = reportedTask(current, seen, now);
  if ('refused' in open) return open;
  const { known, task, userName } = open;
  if (isBeingChecked(task, now)) return { refused: 'task-over' };
  const reported: TaskReport = { by: actor.id, at: instant(now), userName };
  return recordedOf(current, 'account-reported', { ...known, task: { ...task, reported } }, { actor, now });
}

/** Of these the account works by the wrong rights, so they count whatever else the task asks for. */
const stepsOfRights: readonly TaskStep[] = ['enable', 'disable', 'change-group', 'leave-group'];

/** What the directory shows to the contrary of a task that was reported done; empty where it is done. */
export function gapsOf({ target, steps, reported }: ItTask, shows: KeptAccount): TaskGap[] {
  const named = reported && steps.includes('make') ? reported.userName : target.userName;
  const isNamed = named.toLowerCase() === shows.userName.toLowerCase();
  return [
    ...(isNamed ? [] : (['other-name'] as const)),
    ...stepsOf(target, shows).filter((step) => stepsOfRights.includes(step) || steps.includes(step)),
  ];
}

/** account-not-done: IT cannot do it; the admins read the reason. */
export function taskNotDone(current: VisitorRequest, seen: SeenTask & { words: string }, { actor, now }: Press): Change | Refusal {
  const open = openTask(current, seen, now);
  if ('refused' in open) return open;
  const words = tidyWords(seen.words, 'task');
  if ('refused' in words) return words;
  const { known, task } = open;
  const { reported: _not, ...rest } = task;
  const next: DirectoryAccount = { ...known, task: { ...rest, isRefused: true, words: words.text }, needsHand: notDone };
  return recordedOf(afterStep(current), 'account-not-done', next, { actor, now }, { words: words.text });
}

/** The code under *Needs attention* for a task that IT cannot do. */
export const notDone = 'NotDone';

/** Reads a username as typed by IT, with or without its domain, into lower case; a refusal if no directory would accept it. */
export function typedUsername(typed: string, domain: string): { username: string } | Refusal {
  const text = typed.trim().toLowerCase();
  const username = text.endsWith(`@${domain.toLowerCase()}`) ? text.slice(0, -domain.length - 1) : text;
  const isLegal = username.length <= usernameAtMost && /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/.test(username);
  return isLegal ? { username } : { refused: 'username-not-legal', most: usernameAtMost };
}
