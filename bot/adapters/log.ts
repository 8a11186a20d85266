import pino, { type DestinationStream } from 'pino';
import { keptFields, type Log } from '../ports/log-fields';

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
    info: (fields, what) => lines.info(keptFields(fields), what),
    warn: (fields, what) => lines.warn(keptFields(fields), what),
    error: (fields, what) => lines.error(keptFields(fields), what),
  };
}
