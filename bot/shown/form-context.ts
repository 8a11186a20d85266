import type { FormContext } from '../domain/form/form-context';
import { withFrozenDates } from '../domain/request/frozen-dates';
import type { Draft } from '../domain/request/records';
import type { Ports } from '../ports/ports';

/** What the rules of the form look at, as it is now. Departments come from the cache. */
export async function formContext(
  ports: Pick<Ports, 'departments' | 'policy' | 'clock'> & Partial<Pick<Ports, 'keepsAccounts'>>,
): Promise<FormContext> {
  return {
    policy: ports.policy,
    departments: await ports.departments.all(),
    today: ports.clock.now().toPlainDate(),
    ...(ports.keepsAccounts && { keepsAccounts: true }),
  };
}

/** The same for one draft. */
export async function draftContext(draft: Draft, ports: Parameters<typeof formContext>[0]): Promise<FormContext> {
  return contextOfDraft(draft, await formContext(ports));
}

/** One that changes a returned request keeps the dates that were frozen; one that a line began, the dates that are open. */
export function contextOfDraft({ changes, datesNotUnderstood }: Draft, context: FormContext): FormContext {
  return { ...withFrozenDates(context, changes), ...(datesNotUnderstood && { datesNotUnderstood }) };
}
