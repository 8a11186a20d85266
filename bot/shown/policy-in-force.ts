import type { EditablePolicy, Policy } from '../domain/organisation/organisation';
import { editablePart } from '../domain/organisation/policy-form';
import type { Log } from '../ports/log-fields';
import type { PolicyStore } from '../ports/policies';
import type { Clock } from '../ports/system';

/** For so many seconds a process does not ask again: then everybody knows of a change. */
export const policyCacheSeconds = 60;

export interface PolicyInForceOptions {
  /** What holds as long as nothing was saved, and whatever cannot be edited. */
  file: Policy;
  store: Pick<PolicyStore, 'current'>;
  clock: Clock;
  log: Pick<Log, 'warn'>;
}

export interface PolicyInForce {
  /** Costs a storage call once a minute. Throws where storage cannot be read and never was. */
  now(): Promise<Policy>;
  /** The ports of one job, in the middle of which the policy does not change. */
  asOfNow<P extends { policy: Policy }>(ports: P): Promise<P>;
  /**
   * The same for a turn or a call, which has to be answered: where storage cannot be read and never was, with the file's policy. Nothing
   * can be stored by it then, as that needs storage too.
   */
  asOfNowOrFile<P extends { policy: Policy }>(ports: P): Promise<P>;
  /** Something was saved here: the next one to ask reads it. */
  changed(): void;
}

/** The one cache of the policy in a process. */
export function policyInForce({ file, store, clock, log }: PolicyInForceOptions): PolicyInForce {
  let cached: { policy: Promise<Policy>; until: number } | undefined;
  let last: Policy | undefined;
  const read = async (): Promise<Policy> => {
    try {
      const stored = await store.current();
      last = stored ? mergedPolicy(file, stored.value.policy) : file;
    } catch (fault) {
      if (!last) {
        cached = undefined;
        throw fault;
      }
      log.warn({ fault: (fault as Error).name }, 'the policy could not be read again; the last one stays in force');
    }
    return last;
  };
  const policyNow = async (): Promise<Policy> => {
    const now = clock.now().epochMilliseconds;
    // A clock that was set back, as in local mode, has no cache from the future.
    const isFresh = cached && cached.until > now && cached.until <= now + policyCacheSeconds * 1_000;
    if (!cached || !isFresh) cached = { policy: read(), until: now + policyCacheSeconds * 1_000 };
    return await cached.policy;
  };
  return {
    now: policyNow,
    asOfNow: async (ports) => ({ ...ports, policy: await policyNow() }),
    asOfNowOrFile: async (ports) => ({ ...ports, policy: await policyNow().catch(() => file) }),
    changed() {
      cached = undefined;
    },
  };
}

/** What was saved before a value could be edited has none for it: then the file's holds. */
export function mergedPolicy(file: Policy, saved: EditablePolicy): Policy {
  const { validFrom: _from, validTo: _to, ...rest } = file;
  return { ...rest, ...editablePart({ ...rest, ...saved }) };
}
