import type { KnownAccount, WantedAccount } from '../domain/account/directory-account';
import { notDone, taskFor } from '../domain/account/it-task';
import type { AccountSync, Accounts } from '../ports/accounts';
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
    return { outcome: 'confirmed', ...(id !== undefined && { id }), isEnabled: wanted.isEnabled };
  }
  return {
    domain,
    keepsSponsor,
    sync: async (wanted, known) => ask(wanted, known),
    askPeople: async (wanted, known, code) => ask(wanted, known, code),
  };
}

/** A directory, with people for what it may not or cannot do. What they made, they keep. */
export function withPeople(directory: Accounts, people: Accounts): Accounts {
  async function askPeople(wanted: WantedAccount, known: KnownAccount, code: string): Promise<AccountSync> {
    const asked = (await people.askPeople?.(wanted, known, code)) ?? (await people.sync(wanted, known));
    return asked.outcome === 'asked' ? { ...asked, afterSeconds: whileAsked } : asked;
  }
  return {
    domain: directory.domain,
    keepsSponsor: directory.keepsSponsor,
    askPeople,
    async sync(wanted, known) {
      const byPeople = known.kept?.isByHand === true ? await people.sync(wanted, known) : undefined;
      // What people made, the directory may not show here, or without its marker: it would make a second one.
      if (byPeople && (byPeople.outcome === 'confirmed' || known.objectId === undefined)) return byPeople;
      const brought = await directory.sync(wanted, known);
      if (brought.outcome === 'taken' && brought.isBeingMade) return await askPeople(wanted, known, known.task?.code ?? 'names-taken');
      if (brought.outcome !== 'failed' || brought.needsHand !== 'it') return brought;
      const asked = await askPeople(wanted, known, brought.code);
      // Nothing that is known here is left to do, and the directory disagrees.
      return asked.outcome === 'confirmed' && !brought.isKeptElsewhere ? { ...brought, needsHand: 'admins' } : asked;
    },
  };
}
