import { Temporal } from 'temporal-polyfill';
import type { LocalPerson } from '../../../bot/data/load';
import type { Absence } from '../../../bot/ports/directory';
import type { Clock } from '../../../bot/ports/system';

/** Who is away, by the people file instead of Outlook; the day is moved on by whole years so that it lies ahead. */
export function localAbsence(people: readonly LocalPerson[], clock: Clock): Absence {
  return {
    async away(id) {
      const awayUntil = people.find((person) => person.id === id)?.awayUntil;
      if (awayUntil === undefined) return undefined;
      const today = clock.now().toPlainDate();
      let until = Temporal.PlainDate.from(awayUntil);
      while (Temporal.PlainDate.compare(until, today) < 0) until = until.add({ years: 1 });
      return { until: until.toString() };
    },
  };
}
