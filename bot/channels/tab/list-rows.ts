import type { FormContext } from '../../domain/form/form-context';
import type { VisitorRequest } from '../../domain/request/visitor-request';
import { listedRequest } from '../../domain/shown/listed-request';
import type { ViewRow } from '../../ports/views';
import { decidersOfRows, loadRow, waitsFor } from '../../shown/lists';
import type { TabPorts } from './answer';
import type { ListRow } from './list-contract';

/** A row of a list as the tab shows it, with nothing to do to it among others. */
export async function plainRow(row: ViewRow, context: FormContext, ports: TabPorts): Promise<ListRow> {
  return { ...(await loadRow(row, context, ports)), may: [] };
}

/** The same of a request that was read itself. */
export async function requestRow(request: VisitorRequest, context: FormContext, ports: TabPorts): Promise<ListRow> {
  return { ...(await loadRow(listedRequest(request), context, ports)), may: [] };
}

/** The same, with the names of those who are asked. */
export function withWaiting(ports: TabPorts): (row: ViewRow, context: FormContext) => Promise<ListRow> {
  const deciders = decidersOfRows(ports);
  return async (row, context) => {
    const shown = await plainRow(row, context, ports);
    return shown.status === 'pending' ? { ...shown, waitsFor: await waitsFor(row, shown, deciders, ports) } : shown;
  };
}
