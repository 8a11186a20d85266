import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Absence } from '../../ports/directory';
import type { Log } from '../../ports/log-fields';
import type { Clock } from '../../ports/system';
import type { DirectoryTable } from '../azure/directory-table';
import { directoryCache } from './directory-cache';
import type { Graph } from './graph-client';

export interface GraphAbsenceOptions {
  graph: Graph;
  table: DirectoryTable;
  clock: Clock;
  log: Log;
}

const moment = z.object({ dateTime: z.string(), timeZone: z.string() });
/** The words of the reply are left out here, and so kept nowhere. */
const automaticReplies = z.object({
  status: z.string(),
  scheduledStartDateTime: moment.nullish(),
  scheduledEndDateTime: moment.nullish(),
});
type AutomaticReplies = z.output<typeof automaticReplies>;

/**
 * Who is away, as Outlook's automatic replies tell. What it costs: see {@link directoryCache}. Whoever cannot be asked
 * about (no mailbox, no permission, no answer) is taken for present.
 */
export function graphAbsence({ graph, table, clock, log }: GraphAbsenceOptions): Absence {
  const replies = directoryCache<AutomaticReplies>({
    ask: (about) => {
      const person = encodeURIComponent(about.slice(absenceKey('').length));
      return graph.read(`/users/${person}/mailboxSettings/automaticRepliesSetting`, automaticReplies);
    },
    table,
    clock,
    log,
  });
  return {
    async away(person) {
      // The cache has logged it.
      const found = await replies.fresh(absenceKey(person)).catch(() => undefined);
      return found && awayNow(found, clock.now());
    },
  };
}

function absenceKey(person: string): string {
  return `away:${person}`;
}

function awayNow(
  { status, scheduledStartDateTime: start, scheduledEndDateTime: end }: AutomaticReplies,
  now: Temporal.ZonedDateTime,
): { until?: string } | undefined {
  if (status.toLowerCase() === 'alwaysenabled') return {};
  if (status.toLowerCase() !== 'scheduled') return undefined;
  const [from, to] = [start, end].map((one) => (one ? instantOf(one, now.timeZoneId) : undefined));
  if (from && Temporal.Instant.compare(now.toInstant(), from) < 0) return undefined;
  if (to && Temporal.Instant.compare(now.toInstant(), to) >= 0) return undefined;
  return to ? { until: to.toZonedDateTimeISO(now.timeZoneId).toPlainDate().toString() } : {};
}

/** In a zone of no known name, the organisation's is the best guess: at most some hours off. Undefined for no date at all. */
function instantOf({ dateTime, timeZone }: z.output<typeof moment>, zone: string): Temporal.Instant | undefined {
  for (const one of [windowsZones[timeZone] ?? timeZone, zone]) {
    try {
      return Temporal.PlainDateTime.from(dateTime.replace(/Z$/i, '')).toZonedDateTime(one).toInstant();
    } catch {
      // The next, if there is one.
    }
  }
  return undefined;
}

/** Graph says UTC unless asked otherwise; a mailbox may still bring the names of Windows, of which these are likely here. */
const windowsZones: Record<string, string> = {
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'FLE Standard Time': 'Europe/Helsinki',
  'GTB Standard Time': 'Europe/Athens',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Russian Standard Time': 'Europe/Moscow',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'India Standard Time': 'Asia/Kolkata',
  'Singapore Standard Time': 'Asia/Singapore',
  'China Standard Time': 'Asia/Shanghai',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'New Zealand Standard Time': 'Pacific/Auckland',
};
