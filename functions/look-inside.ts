import { join } from 'node:path';
import type { TokenCredential } from '@azure/identity';
import { type LogOptions, log as openLog } from '../bot/adapters/log';
import type * as AzureMonitor from '../bot/adapters/telemetry/azure-monitor';
import { openTelemetry } from '../bot/adapters/telemetry/open-telemetry';
import { telemetryLog } from '../bot/adapters/telemetry/telemetry-log';
import type { Log } from '../bot/ports/log-fields';
import type { Telemetry } from '../bot/ports/telemetry';
import type { FunctionSet } from '../bot/settings/account-settings';
import { traceInvocations } from './trace-invocations';

export interface InsideOptions extends Pick<LogOptions, 'level'> {
  /** Of Application Insights; absent: there is nowhere to send telemetry to. */
  telemetryTo: string | undefined;
  credential: TokenCredential;
  functions: FunctionSet;
}

export interface Inside {
  log: Log;
  telemetry?: Telemetry;
}

let flush: (() => Promise<void>) | undefined;

/** What is seen of the product from outside: with Application Insights traces, metrics and a log of records, otherwise lines on standard output. */
export function lookInside({ level, telemetryTo, credential, functions }: InsideOptions): Inside {
  if (telemetryTo === undefined) return { log: openLog({ level }) };
  // Beside the bundle, as most starts of the tests and every command do without it.
  const { exportToAzureMonitor } = require(join(__dirname, 'telemetry.js')) as typeof AzureMonitor;
  const name = functions === 'accounts' ? 'alms-accounts' : 'alms';
  ({ flush } = exportToAzureMonitor({ connectionString: telemetryTo, credential, name }));
  traceInvocations();
  return { log: telemetryLog({ level }), telemetry: openTelemetry() };
}

/** Sends what is held, before the process ends. */
export async function flushTelemetry(): Promise<void> {
  await flush?.();
}
