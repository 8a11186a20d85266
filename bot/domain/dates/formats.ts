/* No date library here: the tab loads this file with its first rows. */

export const millisecondsADay = 86_400_000;

/**
 * A format for each zone, made once: making one costs more than the rest of a card or row. Call it at the top of a file, not for each text.
 * A calendar date has no zone and takes UTC.
 */
export function zonedFormat(options: Intl.DateTimeFormatOptions, language = 'en-GB'): (zone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (zone) => {
    const known = formats.get(zone);
    if (known) return known;
    const made = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    formats.set(zone, made);
    return made;
  };
}

// Swedish writes dates as ISO 8601 does.
const isoFormat = zonedFormat({}, 'sv-SE');

/** The ISO date that an ISO 8601 instant has in the zone. */
export function zonedDate(instant: string, zone: string): string {
  return isoFormat(zone).format(Date.parse(instant));
}

const clockFormat = zonedFormat({ hour: '2-digit', minute: '2-digit' });

/** "14:05", of an ISO 8601 instant in the zone. */
export function clockIn(instant: string, zone: string): string {
  return clockFormat(zone).format(Date.parse(instant));
}
