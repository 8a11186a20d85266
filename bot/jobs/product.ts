import type { BackupReport } from '../ports/backup';
import type { ReconcileReport } from './night/reconcile-run';
import type { SweepReport } from './sweep';

/** All that the hosts have the product do. */
export interface Product {
  fetch(request: Request): Response | Promise<Response>;
  /** One message of the queue, parsed from its JSON. Throws where it should be delivered again. */
  work(message: unknown): Promise<void>;
  /** One message of the queue of accounts, likewise. */
  accounts(message: unknown): Promise<void>;
  /** One message that failed too often, parsed as far as it can be. Throws where it should be delivered again. */
  setAside(message: unknown): Promise<void>;
  /** What the clock brings about by now; hourly. */
  sweep(): Promise<SweepReport>;
  /** What was left behind, a thirtieth of everything a night. */
  reconcile(): Promise<ReconcileReport>;
  /** Copies what changed to the second storage account, once a night; undefined where there was nothing to do. */
  backup(): Promise<BackupReport | undefined>;
  /** Resolves when no work beside an answer is under way. */
  idle(): Promise<void>;
  /** Begins no more work beside an answer, and waits for what is under way: before the process ends. */
  finish(): Promise<void>;
}
