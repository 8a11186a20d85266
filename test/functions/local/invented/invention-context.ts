import { Temporal } from 'temporal-polyfill';
import departmentsJson from '../../../../bot/data/departments.json';
import { loadDepartments } from '../../../../bot/data/load';
import type { InventionContext } from '../../../../functions/local/invented/invented-requests';
import { localPeople, localPolicy, localZone } from '../../../../functions/local/storage/seed';

/** The sample university at a moment of its own zone, such as `2027-03-03T10:15`. */
export function inventionAt(moment: string): InventionContext {
  const now = Temporal.PlainDateTime.from(moment).toZonedDateTime(localZone);
  return { now, policy: localPolicy({ now: () => now }), departments: loadDepartments(departmentsJson), people: localPeople };
}
