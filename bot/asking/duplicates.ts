import type { DuplicatesShown } from '../../cards/duplicates';
import { departmentOf, type FormContext } from '../domain/form/form-context';
import { duplicatesOf, emailsOf, type Found, familyKey } from '../domain/request/duplicates';
import { maySponsor } from '../domain/request/lifecycle';
import type { Draft } from '../domain/request/records';
import { viewOf } from '../domain/request/views';
import type { Ports } from '../ports/ports';
import { withTimeLimit } from '../shown/time-limit';
import { nameOf } from '../verbs/people';

export type DuplicatePorts = Pick<Ports, 'views' | 'people' | 'log'>;

/** Milliseconds that a turn has for this optional check. */
const comparisonTimeout = 1_000;
/** Rows read of each list: everybody of one surname in one department, or of one address. */
const rowsAtMost = 200;

/**
 * Whether the visitor of a draft may be here already. Looked for once the names are there, on the card of the visit
 * (one storage call), and on the review (two, with an email). Never throws: without an answer in time there is nothing to tell.
 */
export async function duplicatesFor(draft: Draft, context: FormContext, ports: DuplicatePorts): Promise<DuplicatesShown | undefined> {
  if (draft.step !== 'visit' && draft.step !== 'review') return undefined;
  try {
    return await withTimeLimit(comparisonTimeout, findDuplicates(draft, context, ports));
  } catch (fault) {
    ports.log.warn({ draft: draft.id, fault: (fault as Error).name }, 'a draft was not compared with the requests that are there');
    return undefined;
  }
}

async function findDuplicates(draft: Draft, context: FormContext, ports: DuplicatePorts): Promise<DuplicatesShown | undefined> {
  const { own, others } = duplicatesOf(draft, await readCandidates(draft, context, ports), context.today);
  const disclosable = others.length > 0 && (await isStaff(draft.sponsor, ports)) ? others : [];
  if (own.length + disclosable.length === 0) return undefined;
  const named = disclosable.map(async ({ department, sponsor }) => ({
    department: departmentOf({ department }, context.departments)?.name ?? department,
    sponsor: await nameOf(sponsor, ports),
  }));
  return { own, others: await Promise.all(named) };
}

async function readCandidates({ step, answers }: Draft, { departments }: FormContext, { views }: DuplicatePorts): Promise<Found> {
  const department = departmentOf(answers, departments);
  const surname = familyKey(answers);
  const hasName = department !== undefined && surname !== '' && answers.firstName !== undefined;
  const emails = step === 'review' ? emailsOf(answers) : [];
  const [named, ...mailed] = await Promise.all([
    hasName ? views.list(viewOf.named(department.id, surname), rowsAtMost) : undefined,
    ...emails.map((email) => views.list(viewOf.email(email), rowsAtMost)),
  ]);
  return { named: named?.rows ?? [], mailed: mailed.flatMap((list) => list?.rows ?? []) };
}

/** A draft may have been begun while the directory was silent: of other people’s visitors it tells nothing until it is not. */
async function isStaff(person: string, { people }: DuplicatePorts): Promise<boolean> {
  const known = await people.person(person);
  return known !== undefined && maySponsor(known);
}
