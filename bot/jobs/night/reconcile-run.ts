import type { Temporal } from 'temporal-polyfill';
import { nightOf } from '../../domain/request/nightly-parts';
import { UnknownSchema } from '../../domain/request/visitor-request';
import type { WorkPorts } from '../../outbox/work-ports';
import type { LogFields } from '../../ports/log-fields';

/** Counts of what a run read and repaired; a dry run counts what it would repair. */
export interface ReconcileReport {
  /** Which thirtieth, 0 to 29. */
  night: number;
  /** Requests that were read. */
  requests: number;
  photos: number;
  listRows: number;
  /** Deleted drafts, unchanged for longer than the policy allows. */
  oldDrafts: number;
  /** Deleted photos that neither a draft nor a request named. */
  orphanPhotos: number;
  /** Photos without an owner in their metadata: not deleted, but logged for a person to check. */
  photosOfNobody: number;
  /** Requests with a todo that had lost its message, and got a new one. */
  forgottenTodos: number;
  /** Requests whose rows in lists were missing or old, and were written. */
  staleViews: number;
  /** Deleted list rows of requests that no longer exist or no longer belong in that list. */
  strayRows: number;
  /** Requests whose missing wake-up was written. */
  missingWakes: number;
  /** Photos removed from requests that no longer need them. */
  photosForgotten: number;
  /** Requests whose directory account did not match, and which are synced again. */
  staleAccounts: number;
  /** Faults of reading or repairing; the log has each. */
  faults: number;
}

type Repaired = Exclude<keyof ReconcileReport, 'night' | 'requests' | 'photos' | 'listRows' | 'photosOfNobody' | 'faults'>;

/** The run's queue messages are spread out, so that the morning's messages do not wait behind them. */
const messagesPerSecond = 10;
/** After so many consecutive faults storage is taken for unavailable and the run stops; the next night's run continues. */
const faultsInARow = 20;

/** State and report of one nightly reconcile run. */
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

  /** Reads each in turn. A failing one is logged and skipped; a list that breaks off ends this part alone. */
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
      // A row of an unknown schema version says nothing about whether storage is available.
      if (!(fault instanceof UnknownSchema)) this.#faultsInARow += 1;
      this.ports.log.warn({ what, ...about, code: faultCode(fault) }, 'passed over by the night');
    }
  }

  /** Counts a repair and, unless the run is dry, makes it. `repair` returns false where there was nothing to do. */
  async found(what: Repaired, about: LogFields, repair: () => Promise<boolean | void>): Promise<void> {
    if (!this.isDry && (await repair()) === false) return;
    this.report[what] += 1;
    this.ports.log.info({ what, ...about }, this.isDry ? 'the night would mend' : 'mended by the night');
  }

  /** The delay of the next queue message in seconds, which spreads the run's messages out. */
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
