import pino, { type DestinationStream } from 'pino';
import type { Log } from '../ports';

export interface LogOptions {
  level: 'debug' | 'info' | 'warn' | 'error';
  /** Where lines go; standard output unless one of these is given. */
  destination?: DestinationStream;
  file?: string;
}

/**
 * What a line may hold: ids, codes and counts. Anything else is left out, so that no name, address, word or token gets
 * into a log by being logged along with something harmless.
 */
const fieldsKept = new Set([
  'reference',
  'request',
  'draft',
  'person',
  'act',
  'verb',
  'slug',
  'outcome',
  'code',
  'fault',
  'at',
  'blob',
  'target',
  'attempts',
  'attempt',
  'type',
  'host',
  'path',
  'port',
  'status',
  'count',
  'seconds',
  'kind',
  'reason',
  'conversation',
  'waited',
  'channel',
  'claims',
  'card',
  'action',
  'isSigned',
  // What a run of the clock has done, in numbers.
  'due',
  'changed',
  'held',
  'failed',
  'digests',
  'rows',
  'date',
  'night',
  'requests',
  'photos',
  'listRows',
  'oldDrafts',
  'orphanPhotos',
  'photosOfNobody',
  'forgottenTodos',
  'staleViews',
  'strayRows',
  'missingWakes',
  'photosForgotten',
  'faults',
]);

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

/** Plain values only: an error or a response carried along would print all that it holds. */
function kept(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => fieldsKept.has(name) && isPlain(value)));
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string' || typeof one === 'number');
  return ['string', 'number', 'boolean'].includes(typeof value);
}
