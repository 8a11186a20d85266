import type { Log } from '../../ports/log-fields';
import type { Clock } from '../../ports/system';
import type { DirectoryRecord, DirectoryTable } from '../azure/directory-table';
import { GraphFault } from './graph-fault';

/** Maximum age of an answer that grants rights, and of one that is used while the directory is unavailable. */
const freshMinutes = 15;
const cacheHours = 24;
/** After a failed batch its people are not looked up one by one at once, as an outage affects all of them. */
const vainSeconds = 60;
const writesAtOnce = 32;
// Enough for every member of staff of a university; at the limit the cache is cleared.
const mostRemembered = 20_000;

export interface DirectoryCacheOptions<T> {
  /** Asks the directory; undefined for an unknown person. */
  ask(about: string): Promise<T | undefined>;
  table: DirectoryTable;
  clock: Clock;
  log: Log;
}

export interface DirectoryCache<T> {
  /**
   * Not older than a quarter of an hour; where the directory fails, not older than a day. Throws where there is nothing
   * as young. Somebody unknown is asked for again each time, as they may just have joined.
   */
  fresh(about: string): Promise<T | undefined>;
  /** Not older than a day: enough for a name. Asks the directory only where nothing is kept. */
  kept(about: string): Promise<T | undefined>;
  /** The cached answer of at most a day ago. Never asks the directory; throws without a cached answer. */
  remembered(about: string): Promise<T | undefined>;
  /**
   * Asks about all of these that are not fresh in this process, so that `fresh` asks no more. Of whom `askMany` brings a
   * fault, `fresh` says for a minute what is kept and not older than a day, or throws. Never throws itself.
   */
  prefetch(abouts: readonly string[], askMany: AskMany<T>): Promise<void>;
}

/** The answers in the order of the questions; undefined for an unknown person. Never throws. */
export type AskMany<T> = (abouts: readonly string[]) => Promise<(T | undefined | GraphFault)[]>;

/** Answers of the directory, kept in this process and in storage: so a process that has just started need not ask. */
export function directoryCache<T>({ ask, table, clock, log }: DirectoryCacheOptions<T>): DirectoryCache<T> {
  const known = new Map<string, DirectoryRecord<T>>();
  const asking = new Map<string, Promise<T | undefined>>();
  const vain = new Map<string, { fault: GraphFault; until: number }>();
  let allVain: { fault: GraphFault; until: number } | undefined;

  function younger(record: DirectoryRecord<T> | undefined, minutes: number): DirectoryRecord<T> | undefined {
    if (!record) return undefined;
    // Of the future is no better than old: a clock was wrong.
    const age = Math.abs(clock.now().epochMilliseconds - Date.parse(record.lookedUpAt));
    return age < minutes * 60_000 ? record : undefined;
  }

  function remember(about: string, record: DirectoryRecord<T>): void {
    if (known.size >= mostRemembered) known.clear();
    known.set(about, record);
  }

  /** The younger of what this process and storage hold. Another process may have asked since. */
  async function stored(about: string): Promise<DirectoryRecord<T> | undefined> {
    const mine = known.get(about);
    const shared = await table.read<T>(about).catch(() => undefined);
    if (!shared || (mine && mine.lookedUpAt >= shared.lookedUpAt)) return mine;
    remember(about, shared);
    return shared;
  }

  async function askOnce(about: string): Promise<T | undefined> {
    const last = await stored(about);
    const recent = younger(last, freshMinutes);
    if (recent) return recent.value;
    const failed = vain.get(about);
    if (failed && failed.until > clock.now().epochMilliseconds) {
      const old = younger(last, cacheHours * 60);
      if (old) return old.value;
      throw failed.fault;
    }
    try {
      return await askAndCache(about);
    } catch (fault) {
      log.warn({ target: about, code: fault instanceof GraphFault ? fault.code : (fault as Error).name }, 'the directory did not answer');
      const old = younger(last, cacheHours * 60);
      if (old) return old.value;
      throw fault;
    }
  }

  async function askAndCache(about: string): Promise<T | undefined> {
    const lookedUpAt = clock.now().toInstant().toString();
    const value = await ask(about);
    await keep(about, value, lookedUpAt);
    return value;
  }

  async function keep(about: string, value: T | undefined, lookedUpAt: string): Promise<void> {
    vain.delete(about);
    if (value === undefined) known.delete(about);
    else remember(about, { value, lookedUpAt });
    try {
      await (value === undefined ? table.forget(about) : table.write(about, { value, lookedUpAt }));
    } catch (fault) {
      // A failed cache write does not spoil the answer; the next process asks again.
      log.warn({ target: about, fault: (fault as Error).name }, 'what the directory said could not be kept');
    }
  }

  async function prefetch(abouts: readonly string[], askMany: AskMany<T>): Promise<void> {
    const wanted = [...new Set(abouts)].filter((about) => !younger(known.get(about), freshMinutes));
    if (wanted.length === 0) return;
    const now = clock.now();
    const lookedUpAt = now.toInstant().toString();
    const away = allVain && allVain.until > now.epochMilliseconds ? allVain.fault : undefined;
    const answers = away ? wanted.map(() => away) : await askMany(wanted);
    const until = clock.now().epochMilliseconds + vainSeconds * 1_000;
    const faults: GraphFault[] = [];
    for (let start = 0; start < wanted.length; start += writesAtOnce) {
      await Promise.all(
        wanted.slice(start, start + writesAtOnce).map(async (about, place) => {
          const answer = answers[start + place];
          if (!(answer instanceof GraphFault)) return keep(about, answer, lookedUpAt);
          faults.push(answer);
          if (vain.size >= mostRemembered) vain.clear();
          vain.set(about, { fault: answer, until });
        }),
      );
    }
    const [fault] = faults;
    if (!fault) return;
    if (!away && faults.length === wanted.length) allVain = { fault, until };
    log.warn({ code: fault.code, failed: faults.length }, 'the directory did not answer of all that were asked for at once');
  }

  async function fresh(about: string): Promise<T | undefined> {
    const mine = younger(known.get(about), freshMinutes);
    if (mine) return mine.value;
    const answer = asking.get(about) ?? askOnce(about).finally(() => asking.delete(about));
    asking.set(about, answer);
    return answer;
  }

  async function ofToday(about: string): Promise<DirectoryRecord<T> | undefined> {
    return younger(known.get(about), cacheHours * 60) ?? younger(await stored(about), cacheHours * 60);
  }

  return {
    fresh,
    prefetch,
    async kept(about) {
      const last = await ofToday(about);
      return last ? last.value : fresh(about);
    },
    async remembered(about) {
      const last = await ofToday(about);
      if (!last) throw new GraphFault('NotRemembered');
      return last.value;
    },
  };
}
