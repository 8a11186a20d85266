import type { FormContext } from '../domain/form';
import type { Ports } from '../ports';

/** What the rules of the form look at, as it is now. Departments come from the cache. */
export async function formContext(ports: Pick<Ports, 'departments' | 'policy' | 'clock'>): Promise<FormContext> {
  return { policy: ports.policy, departments: await ports.departments.all(), today: ports.clock.now().toPlainDate() };
}
