import { shortDay } from '../../domain/dates/day-words';
import { zonedDate } from '../../domain/dates/formats';
import { type FormContext, reasonOf } from '../../domain/form/form-context';
import { itAccessLabels } from '../../domain/form/form-words';
import type { VisitorRequest } from '../../domain/request/visitor-request';
import { listedRequest, waitsForApprover } from '../../domain/shown/listed-request';
import type { RowShown } from '../../domain/shown/request-row';
import { isOver, isRunning, type Status } from '../../domain/statuses/table';
import { proposedTitle } from '../../domain/words/proposal-words';
import type { ViewRow } from '../../ports/views';
import { decidersOfRows, loadRow, waitsFor } from '../../shown/lists';
import { nameOf } from '../../verbs/people';
import type { TabPorts } from './answer';
import type { ListRow } from './list-contract';

/** A row of a list as the tab shows it, with nothing to do to it among others. */
export async function plainRow(row: ViewRow, context: FormContext, ports: TabPorts): Promise<ListRow> {
  const { zone } = context.policy;
  const shown = asListRow(await loadRow(row, context, ports), zone);
  return {
    ...shown,
    ...(row.wants && {
      reason: reasonOf(row.wants, context.policy)?.label ?? row.wants.reason,
      access: itAccessLabels[row.wants.itAccess],
      idCard: row.wants.idCard,
    }),
    ...waitingSinceOf(row, shown.status, zone),
    ...(row.decidedBy !== undefined && { decidedBy: row.deciderName ?? (await nameOf(row.decidedBy, ports)) }),
  };
}

function waitingSinceOf({ askedAt, proposal }: ViewRow, status: Status, zone: string): Pick<ListRow, 'waitingSince'> {
  const since = status === 'pending' ? askedAt : isRunning(status) ? proposal?.at : undefined;
  return since === undefined ? {} : { waitingSince: zonedDate(since, zone) };
}

/** The same of a request that was read itself. */
export async function requestRow(request: VisitorRequest, context: FormContext, ports: TabPorts): Promise<ListRow> {
  return asListRow(await loadRow(listedRequest(request), context, ports), context.policy.zone);
}

function asListRow({ proposal, since, ...row }: RowShown, zone: string): ListRow {
  return { ...row, since: zonedDate(since, zone), ...(proposal && { proposed: proposedTitle(proposal.change, shortDay) }), may: [] };
}

/** A row of *All requests*: what its state lets an admin do with it among others. Who may is asked when it is done, of each. */
export function steered(row: ListRow): ListRow {
  const { status } = row;
  const isWaiting = status === 'pending' || status === 'returned' || row.proposed !== undefined;
  return {
    ...row,
    may: [
      ...(isWaiting ? (['resend'] as const) : []),
      ...(isOver(status) ? [] : (['reassign-sponsor'] as const)),
      ...(isRunning(status) ? (['end'] as const) : []),
    ],
  };
}

/** The same, with the names of those who are asked. */
export function withWaiting(ports: TabPorts): (row: ViewRow, context: FormContext) => Promise<ListRow> {
  const deciders = decidersOfRows(ports);
  return async (row, context) => {
    const shown = await plainRow(row, context, ports);
    return waitsForApprover(row, shown.status) ? { ...shown, waitsFor: await waitsFor(row, shown, deciders, ports) } : shown;
  };
}
