import type { FormContext } from '../../domain/form/form-context';
import { itAccessLabels, yesNo } from '../../domain/form/form-words';
import { csvLine } from '../../domain/organisation/csv';
import type { Person } from '../../domain/organisation/organisation';
import { unlessKnown } from '../../domain/request/visitor-request';
import { statusRow } from '../../domain/statuses/table';
import { exportHeadings } from '../../domain/words/tab-words';
import type { ViewRow } from '../../ports/views';
import { formContext } from '../../shown/form-context';
import { loadRow } from '../../shown/lists';
import { nameOf } from '../../verbs/people';
import { segmentsFor } from './all-requests';
import type { TabAnswer, TabPorts } from './answer';
import { inOrder } from './in-order';
import type { ListExport } from './list-contract';

/** Requests whose events are read at the same time. */
const atOnce = 8;
const rowsAtOnce = 999;

/**
 * `POST /lists/requests/export`: what a filter leaves, in its order, as CSV or as the events of each request in JSON lines, made while it
 * is read. A thousand rows are one storage call; the events of each request are another.
 */
export async function exportList(person: Person, { what, filter = {} }: ListExport, ports: TabPorts): Promise<TabAnswer> {
  const chosen = await segmentsFor(filter, ports);
  if ('kind' in chosen) return chosen;
  const day = ports.clock.now().toPlainDate().toString();
  ports.log.info({ person: person.id, what }, 'a list of requests is exported');
  const rows = rowsFor(chosen, ports);
  return what === 'csv'
    ? {
        kind: 'file',
        type: 'text/csv; charset=utf-8',
        name: `requests-${day}.csv`,
        pieces: encodedText(csvOf(rows, await formContext(ports), ports)),
      }
    : { kind: 'file', type: 'application/x-ndjson', name: `events-${day}.jsonl`, pieces: encodedText(eventsFor(rows, ports)) };
}

/** Each request once, although one that moves meanwhile may stand in two places. */
async function* rowsFor(
  { segments, reference }: Exclude<Awaited<ReturnType<typeof segmentsFor>>, { kind: unknown }>,
  { views }: TabPorts,
): AsyncGenerator<ViewRow> {
  const seen = new Set<string>();
  for (const { partition, within, isWanted } of segments) {
    let next: string | undefined;
    do {
      const page = await views.list(partition, rowsAtOnce, next, within);
      for (const row of page.rows) {
        if (seen.has(row.request) || (reference !== undefined && row.request !== reference)) continue;
        if (isWanted && !(await isWanted(row))) continue;
        seen.add(row.request);
        yield row;
      }
      next = page.next;
    } while (next !== undefined);
  }
}

async function* csvOf(rows: AsyncIterable<ViewRow>, context: FormContext, ports: TabPorts): AsyncGenerator<string> {
  // Without it Excel does not take the file for UTF-8.
  yield `\uFEFF${csvLine(exportHeadings)}`;
  for await (const row of rows) {
    const shown = await loadRow(row, context, ports);
    const { wants } = row;
    yield csvLine([
      row.request,
      row.visitor,
      // Without what the account lacks: a column is filtered by equal texts.
      statusRow(shown.status).label,
      shown.department.name,
      row.validFrom,
      row.validTo,
      shown.sponsor.name,
      context.policy.reasons.find(({ id }) => id === wants?.reason)?.label ?? wants?.reason ?? '',
      wants ? itAccessLabels[wants.itAccess] : '',
      wants ? yesNo(wants.idCard) : '',
      row.userName ?? '',
      row.decidedBy === undefined ? '' : await nameOf(row.decidedBy, ports),
      row.since,
    ]);
  }
}

/** Events hold no personal values, so that they stay when a person is erased. */
async function* eventsFor(rows: AsyncIterable<ViewRow>, { requests }: TabPorts): AsyncGenerator<string> {
  const read = async ({ request }: ViewRow) => {
    const events = (await requests.readAll(request).catch(unlessKnown))?.events ?? [];
    return events.map((event) => `${JSON.stringify({ request, ...event })}\n`).join('');
  };
  yield* inOrder(rows, atOnce, read);
}

/** Some kilobytes at a time: a piece for each row would cost more than the row. */
async function* encodedText(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting = '';
  for await (const text of texts) {
    waiting += text;
    if (waiting.length < 16_384) continue;
    yield encoder.encode(waiting);
    waiting = '';
  }
  if (waiting !== '') yield encoder.encode(waiting);
}
