import { type KnownAccount, keptOf, type WantedAccount } from '../domain/account/directory-account';
import { gapsOf, notDone, taskFor } from '../domain/account/it-task';
import type { ItTask, TaskReport } from '../domain/request/directory-record';
import type { AccountLook, AccountSync, Accounts } from '../ports/accounts';
import type { Clock } from '../ports/system';

export interface ItQueueOptions {
  /** Of the sign-in names. */
  domain: string;
  keepsSponsor: boolean;
  clock: Clock;
}

/** Seconds until it is looked at again what people in IT could not do: that is the admins' matter. */
const whileNotDone = 24 * 3_600;
/** Seconds until the directory is tried again for what people were asked for in its place. */
const whileAsked = 3_600;

/** Manual provisioning: each step becomes an IT task, which a person in IT reports as done. */
export function itQueue({ domain, keepsSponsor, clock }: ItQueueOptions): Accounts {
  function ask(wanted: WantedAccount, known: KnownAccount, code?: string): AccountSync {
    const task = taskFor(wanted, known, { keepsSponsor, now: clock.now(), ...(code !== undefined && { code }) });
    if (task?.isRefused) return { outcome: 'failed', code: notDone, needsHand: 'admins', afterSeconds: whileNotDone };
    if (task) return { outcome: 'asked', task };
    const { objectId: id } = known;
    return { outcome: 'confirmed', ...(id !== undefined && { id }), isEnabled: wanted.isEnabled, isSaid: true };
  }
  return {
    domain,
    keepsSponsor,
    sync: async (wanted, known) => ask(wanted, known),
    askPeople: async (wanted, known, code) => ask(wanted, known, code),
  };
}

/** Seconds until a task that was reported done is looked at again: soon, as a directory may show late what was done, and then seldom. */
const looksAgain = { soon: 60, seldom: 600 };

/** Seconds in which an account that people have made may appear, by way of another directory that is late. */
const mayAppearFor = 4 * 3_600;

/** A directory, with people for what it may not or cannot do. What they report counts once the directory shows it. */
export function withPeople(directory: Accounts, people: Accounts, { clock }: Pick<ItQueueOptions, 'clock'>): Accounts {
  async function askPeople(wanted: WantedAccount, known: KnownAccount, code?: string): Promise<AccountSync> {
    const asked = (code !== undefined && (await people.askPeople?.(wanted, known, code))) || (await people.sync(wanted, known));
    return asked.outcome === 'asked' ? { ...asked, afterSeconds: whileAsked } : asked;
  }

  async function lookFor(task: ItTask, reported: TaskReport, wanted: WantedAccount, known: KnownAccount): Promise<AccountLook> {
    const isMaking = task.steps.includes('make');
    return (
      (await directory.look?.({ ...wanted, ...(isMaking && { userName: reported.userName }) }, known)) ?? { kind: 'unreadable', code: '' }
    );
  }

  function outcomeOf(look: AccountLook, task: ItTask, reported: TaskReport): AccountSync {
    const gaps = look.kind === 'found' ? gapsOf(task, look.shows) : [look.kind];
    if (look.kind === 'found' && gaps.length === 0) {
      const { id, shows } = look;
      return { outcome: 'confirmed', id, isEnabled: shows.isEnabled, kept: shows };
    }
    const afterSeconds = secondsSince(reported) < looksAgain.seldom ? looksAgain.soon : looksAgain.seldom;
    const userName = look.kind === 'found' && gaps.includes('other-name') ? look.shows.userName : undefined;
    const shows = { gaps, at: clock.now().toInstant().toString(), ...(userName !== undefined && { userName }) };
    const isNews = gaps.join() !== reported.shows?.gaps.join() || userName !== reported.shows.userName;
    return { outcome: 'asked', task: isNews ? { ...task, reported: { ...reported, shows } } : task, afterSeconds };
  }

  const secondsSince = ({ at }: TaskReport) => (clock.now().toInstant().epochMilliseconds - Date.parse(at)) / 1_000;

  /**
   * What the directory is asked for beside people who have reported a task that it does not show as done: the rest of it, for an account
   * that is ours by its mark; to make one only where none has appeared for so long that nobody can have made it.
   */
  async function tryBeside(
    task: ItTask,
    reported: TaskReport,
    look: AccountLook,
    wanted: WantedAccount,
    known: KnownAccount,
  ): Promise<AccountSync | undefined> {
    if (task.code === 'Synced') return undefined;
    if (!task.steps.includes('make')) return await directory.sync(wanted, known);
    if (look.kind === 'absent') return secondsSince(reported) > mayAppearFor ? await directory.sync(wanted, known) : undefined;
    const { userName } = reported;
    if (look.kind !== 'found' || gapsOf(task, look.shows).includes('other-name')) return undefined;
    const made = { ...wanted, userName };
    const tried = await directory.sync(made, { ...known, objectId: look.id });
    return tried.outcome === 'confirmed' ? { ...tried, kept: keptOf(made, directory.keepsSponsor && tried.lacks === undefined) } : tried;
  }

  /** Undefined where nothing is reported, or the directory may try meanwhile. */
  async function looked(wanted: WantedAccount, known: KnownAccount): Promise<AccountSync | undefined> {
    const { reported } = known.task ?? {};
    const asked = reported && (await askPeople(wanted, known, known.task?.code));
    if (asked?.outcome !== 'asked' || !('task' in asked)) return undefined;
    const { task } = asked;
    // Of another task they have reported nothing; yet the account that they made may still appear.
    if (!task.reported) return task.steps.includes('make') ? asked : undefined;
    const look = await lookFor(task, task.reported, wanted, known);
    const brought = outcomeOf(look, task, task.reported);
    const tried = brought.outcome === 'asked' ? await tryBeside(task, task.reported, look, wanted, known) : undefined;
    // A create whose answer is not known yet is noted, so that it is not repeated.
    const isUnclear = tried?.outcome === 'asked' && 'since' in tried && task.steps.includes('make');
    return tried && (tried.outcome === 'confirmed' || isUnclear) ? tried : brought;
  }

  return {
    domain: directory.domain,
    keepsSponsor: directory.keepsSponsor,
    askPeople,
    ...(directory.look && { look: directory.look }),
    async sync(wanted, known) {
      const seen = await looked(wanted, known);
      if (seen) return seen;
      // What people made before it could be asked, the directory may not show here: it would make a second one.
      if (known.kept?.isByHand === true && known.objectId === undefined) return await people.sync(wanted, known);
      const brought = await directory.sync(wanted, known);
      if (brought.outcome === 'taken' && brought.isBeingMade) return await askPeople(wanted, known, known.task?.code ?? 'names-taken');
      if (brought.outcome !== 'failed' || brought.needsHand !== 'it') return brought;
      const asked = await askPeople(wanted, known, brought.code);
      // Nothing that is known here is left to do, and the directory disagrees.
      return asked.outcome === 'confirmed' && !brought.isKeptElsewhere ? { ...brought, needsHand: 'admins' } : asked;
    },
  };
}
