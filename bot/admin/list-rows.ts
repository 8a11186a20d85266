import { decidersOfRows } from '../actions/lists';
import { statusAt } from '../domain/calendar';
import type { FormContext } from '../domain/form';
import type { VisitorRequest } from '../domain/visitor-request';
import { statusLabels } from '../domain/wording';
import type { ViewRow } from '../ports';
import { nameOf } from '../verbs/people';
import { departmentName, type TabPorts } from './answer';
import type { ListRow } from './contract';

/** A row of a list as the tab shows it; its status as of today, whatever the sweep has got to. */
export async function shownRow(row: ViewRow, context: FormContext, ports: TabPorts): Promise<ListRow> {
  const status = statusAt(row, context.today);
  return {
    request: row.request,
    revision: row.revision,
    status,
    statusLabel: statusLabels[status],
    visitor: row.visitor,
    department: { id: row.department, name: departmentName(row.department, context) },
    sponsor: { id: row.sponsor, name: await nameOf(row.sponsor, ports) },
    validFrom: row.validFrom,
    validTo: row.validTo,
    since: row.since,
    may: [],
  };
}

/** The same of a request that was read itself. */
export async function shownRequest(request: VisitorRequest, context: FormContext, ports: TabPorts): Promise<ListRow> {
  const { id, revision, status, answers, sponsor, validFrom, validTo, changedAt } = request;
  const visitor = `${answers.firstName} ${answers.lastName}`;
  const row = { request: id, revision, status, visitor, department: answers.department, sponsor, validFrom, validTo, since: changedAt };
  return shownRow({ partition: '', row: '', ...row }, context, ports);
}

/** The same, with the names of those who are asked. */
export function withWaiting(ports: TabPorts): (row: ViewRow, context: FormContext) => Promise<ListRow> {
  const deciders = decidersOfRows(ports);
  return async (row, context) => {
    const shown = await shownRow(row, context, ports);
    if (shown.status !== 'pending') return shown;
    const { ask } = await deciders(row);
    return { ...shown, waitsFor: await Promise.all(ask.map((one) => nameOf(one, ports))) };
  };
}
