import { statusAt } from '../../domain/request/request-dates';
import { sentences } from '../../domain/words/words';
import type { Answer } from '../../ports/turn';
import { decidersOfRows, isOfferedTo, type ListPorts } from '../../shown/lists';
import type { LivePorts } from '../../shown/live-card';
import type { Pressed } from '../../shown/press';
import type { ShownPorts } from '../../shown/request';
import { showRequest } from '../../shown/show-request';
import { rowsWaitingFor } from './lists';

/** Rows looked at: lists follow a decision after a moment, so the first may be decided already. */
const rowsTried = 5;

/**
 * *Next one*: of what waits for this person's decision, whatever has waited longest, as a live card of its own. The
 * decided card stays.
 */
export async function nextRequest(
  { person, data }: Pressed<{ request: string }>,
  ports: ListPorts & ShownPorts & LivePorts,
): Promise<Answer> {
  const today = ports.clock.now().toPlainDate();
  const deciders = decidersOfRows(ports);
  const rows = (await rowsWaitingFor(person, ports)).filter(({ request }) => request !== data.request);
  for (const row of rows.slice(0, rowsTried)) {
    const request = (await ports.requests.read(row.request))?.value;
    const status = request && statusAt(request, today);
    if (status !== 'pending' || (await isOfferedTo(person, row, { status }, deciders))) continue;
    const posts = await showRequest({ person, data: { request: row.request }, inputs: {}, isAutomatic: false }, ports);
    if (posts.kind === 'card') return { kind: 'sentence', text: sentences.nextOnTop, posts };
  }
  return { kind: 'sentence', text: sentences.noneNext };
}
