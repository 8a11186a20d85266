import { logs, SeverityNumber } from '@opentelemetry/api-logs';
import type { Log, LogFields } from '../../ports/log-fields';
import type { LogOptions } from '../log';
import { attributesOf, instrumentationScope } from './open-telemetry';

const severities = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
} as const;

/** The log by OpenTelemetry: each line with its severity, its fields as attributes, and the span in which it was written. */
export function telemetryLog({ level }: Pick<LogOptions, 'level'>): Log {
  const logger = logs.getLogger(instrumentationScope);
  const tell = (of: keyof typeof severities) => (fields: LogFields, what: string) => {
    if (severities[of] < severities[level]) return;
    logger.emit({ severityNumber: severities[of], severityText: of, body: what, attributes: attributesOf(fields) });
  };
  return { info: tell('info'), warn: tell('warn'), error: tell('error') };
}
