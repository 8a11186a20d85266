import pino, { type DestinationStream } from 'pino';
import { type Log, type LogFields, logFields } from '../ports/log-fields';

export interface LogOptions {
  level: 'debug' | 'info' | 'warn' | 'error';
  /** Where lines go; standard output unless one of these is given. */
  destination?: DestinationStream;
  file?: string;
}

/** Structured lines of JSON, one an event. */
export function log({ level, destination, file }: LogOptions): Log {
  const lines = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination ?? pino.destination(file === undefined ? 1 : { dest: file, mkdir: true, sync: true }),
  );
  return {
    info: (fields, what) => lines.info(kept(fields), what),
    warn: (fields, what) => lines.warn(kept(fields), what),
    error: (fields, what) => lines.error(kept(fields), what),
  };
}

/** Guards against bypassed types: undeclared fields and values of a wrong type are not logged. */
function kept(fields: LogFields): LogFields {
  const isDeclared = (name: string): name is keyof LogFields => Object.hasOwn(logFields, name);
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => isDeclared(name) && logFields[name](value)));
}
