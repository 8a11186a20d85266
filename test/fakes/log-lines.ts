import type { Log } from '../../bot/ports/log-fields';

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  fields: Record<string, unknown>;
  what: string;
}

/** A log that adds every line to these. */
export function logInto(lines: LogLine[]): Log {
  const record = (level: LogLine['level']) => (fields: Record<string, unknown>, what: string) => void lines.push({ level, fields, what });
  return { info: record('info'), warn: record('warn'), error: record('error') };
}
