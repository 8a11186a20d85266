import type { Person } from '../../domain/organisation/organisation';
import { viewOf } from '../../domain/request/views';
import { statuses, statusRow } from '../../domain/statuses/table';

import { departmentsOf } from '../../shown/lists';
import { json, type TabAnswer, type TabPorts } from './answer';
import type { Me } from './contract';

/** `GET /me` */
export async function whoAsks(person: Person, ports: TabPorts): Promise<TabAnswer> {
  const departments = await ports.departments.all();
  const own = departmentsOf(person.id, departments);
  const me: Me = {
    id: person.id,
    name: person.name,
    isAdmin: person.isAdmin,
    isItService: person.isItService === true,
    isCardOffice: person.isCardOffice === true,
    ownDepartments: own.map(({ id }) => id),
    decides: person.isAdmin || own.length > 0 || (await isGiven(person, ports)),
    organisation: ports.policy.organisation,
    today: ports.clock.now().toPlainDate().toString(),
    zone: ports.policy.zone,
    chatUrl: ports.chatUrl(person),
    departments: departments.map(({ id, name }) => ({ id, name })),
    reasons: ports.policy.reasons.map(({ id, label }) => ({ id, name: label })),
    statuses: statuses.map((id) => ({ id, label: statusRow(id).label })),
  };
  return json(me);
}

/** Whether an admin has given them a question to decide. */
async function isGiven({ id }: Person, { views }: TabPorts): Promise<boolean> {
  return (await views.list(viewOf.decides(id), 1)).rows.length > 0;
}
