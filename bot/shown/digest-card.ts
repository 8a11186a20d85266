import { type DigestCard, digestCard, requestOfInput, rowsAtMost } from '../../cards/digest';
import { tallyOf } from '../domain/notices/digest';
import type { RequestId } from '../domain/request/visitor-request';
import type { DigestRow, ListName } from '../domain/shown/list';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import type { DigestPorts } from './digest-rows';
import { formContext } from './form-context';

/** What a list shows in addition to its rows: the result of the last action, and typed values. */
export interface ListExtra {
  from?: number;
  reapproveAll?: DigestCard['reapproveAll'];
  results?: string[];
  /** As typed, by request. */
  typed?: ReadonlyMap<RequestId, string>;
  problems?: ReadonlyMap<RequestId, string>;
}

/** Draws one card of a list; a place that is no longer there is its beginning. */
export async function drawRows(list: ListName, all: DigestRow[], ports: DigestPorts, extra: ListExtra = {}): Promise<OutgoingCard> {
  const context = await formContext(ports);
  const from = (extra.from ?? 0) < all.length ? (extra.from ?? 0) : 0;
  const rows = all.slice(from, from + rowsAtMost).map((row) => {
    const [typed, problem] = [extra.typed?.get(row.request.id), extra.problems?.get(row.request.id)];
    return { ...row, ...(typed !== undefined && { typed }), ...(problem !== undefined && { problem }) };
  });
  return digestCard({
    list,
    rows,
    from,
    tally: tallyOf(all),
    ...(extra.reapproveAll && { reapproveAll: extra.reapproveAll }),
    ...(extra.results && { results: extra.results }),
    today: context.today,
    context,
  });
}

/** What was typed into the dates of a card, by request. */
export function typedDates(inputs: Record<string, unknown>): Map<RequestId, string> {
  return new Map(
    Object.entries(inputs).flatMap(([input, typed]) => {
      const request = requestOfInput(input);
      return request !== undefined && typeof typed === 'string' ? [[request, typed.slice(0, 300)] as const] : [];
    }),
  );
}
