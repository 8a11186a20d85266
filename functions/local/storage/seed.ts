import { Temporal } from 'temporal-polyfill';
import type { Storage } from '../../../bot/adapters/azure/storage';
import departmentsJson from '../../../bot/data/departments.json';
import { type LocalPerson, loadDepartments, loadPeople, loadPolicy } from '../../../bot/data/load';
import peopleJson from '../../../bot/data/people.json';
import policyJson from '../../../bot/data/policy.json';
import type { Policy } from '../../../bot/domain/organisation/organisation';
import type { Clock } from '../../../bot/ports/system';

export const localPeople: LocalPerson[] = loadPeople(peopleJson);
export const localZone: string = loadPolicy(policyJson).zone;

/** Writes the invented university to storage; repeated writes are identical. */
export async function seed(storage: Pick<Storage, 'departments' | 'people'>): Promise<void> {
  const writes = [
    ...loadDepartments(departmentsJson).map((department) => () => storage.departments.save(department)),
    ...localPeople.map((person) => () => storage.people.save(person)),
  ];
  const atOnce = 16;
  for (let first = 0; first < writes.length; first += atOnce) {
    await Promise.all(writes.slice(first, first + atOnce).map((write) => write()));
  }
}

/**
 * The sample’s policy, whose end of the academic year moves on by whole years, so that it lies ahead whenever somebody
 * tries this, and still does when they have moved the clock.
 */
export function localPolicy(clock: Clock): Policy {
  const policy = loadPolicy(policyJson);
  const { validTo } = policy;
  if (validTo === undefined) return policy;
  return {
    ...policy,
    get validTo() {
      return nextEnd(validTo, clock.now().toPlainDate());
    },
  };
}

function nextEnd(sample: string, today: Temporal.PlainDate): string {
  let end = Temporal.PlainDate.from(sample);
  while (Temporal.PlainDate.compare(end, today.add({ months: 2 })) < 0) end = end.add({ years: 1 });
  return end.toString();
}
