import { Temporal } from 'temporal-polyfill';
import { openProbes } from '../../../bot/adapters/azure/storage';
import type { HealthProbes } from '../../../bot/ports/health';

/** What can be looked at on this machine: its storage. There is no Graph here, and no setting that could be wrong. */
export function localHealth(connectionString: string): HealthProbes {
  // Storage has the machine's time, whatever day the product is at.
  const clock = { now: () => Temporal.Now.zonedDateTimeISO('UTC') };
  return {
    settings: () => ({ settings: [], does: { mails: false, installs: true, makesAccounts: false } }),
    shownSettings: () => ({}),
    ...openProbes({ connectionString }, { clock }),
    graph: async () => ({ kind: 'unasked' }),
    mailbox: async () => undefined,
    catalogue: async () => undefined,
  };
}
