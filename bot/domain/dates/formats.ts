const formats = new Map<string, Intl.DateTimeFormat>();

/** The format for a zone, made once: making one costs more than the rest of a card or row. A calendar date has no zone and takes UTC. */
export function formatIn(zone: string, options: Intl.DateTimeFormatOptions, language = 'en-GB'): Intl.DateTimeFormat {
  const key = [language, zone, ...Object.entries(options)].join();
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

/** The ISO date that an ISO 8601 instant has in the zone. */
export function zonedDate(instant: string, zone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return formatIn(zone, {}, 'sv-SE').format(Date.parse(instant));
}
