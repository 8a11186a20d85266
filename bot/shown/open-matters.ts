import type { Temporal } from 'temporal-polyfill';
import { isOpenMatter } from '../domain/request/attention';
import { unlessKnown, type VisitorRequest } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import type { AttentionRow } from '../ports/views';

/** A matter that is not settled, and the request that it is about, if there is one that can be read. */
export interface OpenMatter {
  row: AttentionRow;
  current: VisitorRequest | undefined;
}

/** Requests read at the same time. */
const atOnce = 20;

/** Which matters of the admins' list are still open; those that were settled meanwhile are taken off it. A storage call for each. */
export async function openMattersIn(
  rows: readonly AttentionRow[],
  today: Temporal.PlainDate,
  ports: Pick<Ports, 'views' | 'requests'>,
): Promise<OpenMatter[]> {
  const open: OpenMatter[] = [];
  for (let start = 0; start < rows.length; start += atOnce)
    open.push(...(await Promise.all(rows.slice(start, start + atOnce).map((row) => unlessSettled(row, today, ports)))).flat());
  return open;
}

async function unlessSettled(
  row: AttentionRow,
  today: Temporal.PlainDate,
  ports: Pick<Ports, 'views' | 'requests'>,
): Promise<OpenMatter[]> {
  const { current, isWorked } = await readSubject(row, ports);
  if (!isWorked && (!current || isOpenMatter(row, current, today))) return [{ row, current }];
  await ports.views.clearAttention(row.kind, row.key);
  return [];
}

/** A dead-lettered message for the work of a request has nothing left to do once another has done it. */
async function readSubject(
  { kind, request, message }: AttentionRow,
  { requests }: Pick<Ports, 'requests'>,
): Promise<{ current: VisitorRequest | undefined; isWorked: boolean }> {
  if (kind !== 'poison' || message?.kind !== 'request')
    return { current: (await requests.read(request).catch(unlessKnown))?.value, isWorked: false };
  const aggregate = await requests.readAll(request, 0).catch(unlessKnown);
  return { current: aggregate?.request.value, isWorked: aggregate !== undefined && aggregate.todos.length === 0 };
}
