import type { Temporal } from 'temporal-polyfill';
import { nightOf } from '../../domain/request/nightly-parts';
import { UnknownSchema } from '../../domain/request/visitor-request';
import type { WorkPorts } from '../../outbox/work-ports';
import type { LogFields } from '../../ports/log-fields';

/** What was looked at, and what was mended: counts only. A dry round counts what it would mend. */
export interface ReconcileReport {
  /** Which thirtieth, 0 to 29. */
  night: number;
  /** Looked at. */
  requests: number;
  photos: number;
  listRows: number;
  /** Drafts that nobody touched for long, which went. */
  oldDrafts: number;
  /** Photos that neither a draft nor a request named, which went. */
  orphanPhotos: number;
  /** Photos of which nobody knows whose they are: kept, for a person to look at. */
  photosOfNobody: number;
  /** Requests whose todo had lost its message, and got one. */
  forgottenTodos: number;
  /** Requests whose rows in lists were missing or old, and were written. */
  staleViews: number;
  /** Rows of requests that are not there, or no longer in that list, which went. */
  strayRows: number;
  /** Requests of which the clock would not have thought again, and now will. */
  missingWakes: number;
  /** Photos of requests that need them no more, which were taken out of these. */
  photosForgotten: number;
  /** Requests whose directory account was not as it has to be, and which are worked on again. */
  staleAccounts: number;
  /** What could not be looked at or mended; the log names each. */
  faults: number;
}

type Repaired = Exclude<keyof ReconcileReport, 'night' | 'requests' | 'photos' | 'listRows' | 'photosOfNobody' | 'faults'>;

/** Nobody waits for what a night puts into the queue, and the day's first messages must not wait behind it. */
const messagesPerSecond = 10;
/** Storage that fails so often in a row is away: each call costs seconds then, and the next night comes. */
const faultsInARow = 20;

/** One night's look at what is stored: what is found, what is done about it, and how much failed. */
export class ReconcileRun {
  readonly report: ReconcileReport;
  readonly now: Temporal.ZonedDateTime;
  #messages = 0;
  #faultsInARow = 0;

  constructor(
    readonly ports: WorkPorts,
    readonly isDry: boolean,
  ) {
    this.now = ports.clock.now();
    this.report = {
      night: nightOf(this.now.toPlainDate()),
      requests: 0,
      photos: 0,
      listRows: 0,
      oldDrafts: 0,
      orphanPhotos: 0,
      photosOfNobody: 0,
      forgottenTodos: 0,
      staleViews: 0,
      strayRows: 0,
      missingWakes: 0,
      photosForgotten: 0,
      staleAccounts: 0,
      faults: 0,
    };
  }

  /** Looks at each in turn. One that fails is logged and passed over; a list that breaks off ends this part alone. */
  async each<T>(what: string, items: AsyncIterable<T>, about: (item: T) => LogFields, look: (item: T) => Promise<void>): Promise<void> {
    try {
      for await (const item of items) {
        await this.attempt(what, about(item), () => look(item));
        if (this.#faultsInARow >= faultsInARow) throw new Error('storage is away');
      }
    } catch (fault) {
      this.report.faults += 1;
      this.ports.log.error({ what, code: faultCode(fault) }, 'the night’s look at a list broke off');
    }
    this.#faultsInARow = 0;
  }

  async attempt(what: string, about: LogFields, look: () => Promise<void>): Promise<void> {
    try {
      await look();
      this.#faultsInARow = 0;
    } catch (fault) {
      this.report.faults += 1;
      // One that cannot be read tells nothing of storage.
      if (!(fault instanceof UnknownSchema)) this.#faultsInARow += 1;
      this.ports.log.warn({ what, ...about, code: faultCode(fault) }, 'passed over by the night');
    }
  }

  /** Something to mend: done, unless the round is dry, and counted. `mend` answers false where there was nothing to do after all. */
  async found(what: Repaired, about: LogFields, repair: () => Promise<boolean | void>): Promise<void> {
    if (!this.isDry && (await repair()) === false) return;
    this.report[what] += 1;
    this.ports.log.info({ what, ...about }, this.isDry ? 'the night would mend' : 'mended by the night');
  }

  /** Seconds by which the next message is put off, so that a night's messages come one after the other. */
  pace(): number {
    this.#messages += 1;
    return Math.floor((this.#messages - 1) / messagesPerSecond);
  }
}

/** A word for the log: neither a message nor a stack, which may hold what a person typed. */
function faultCode(fault: unknown): string {
  const { code, name } = fault as { code?: unknown; name?: string };
  return typeof code === 'string' ? code : (name ?? 'unknown');
}
