import type { Temporal } from 'temporal-polyfill';
import { viewOf } from '../../../bot/domain/request/views';
import type { ViewStore } from '../../../bot/ports/views';

/** Of each status; nobody makes more by hand. */
const most = 900;

/** The last days of the accounts that have not ended, soonest first, each once. The lists have the account's; a wake-up only its next one. */
export async function accountEnds(views: Pick<ViewStore, 'list'>, today: Temporal.PlainDate): Promise<string[]> {
  const lists = await Promise.all([views.list(viewOf.status('approved'), most), views.list(viewOf.status('active'), most)]);
  const ends = lists.flatMap(({ rows }) => rows.map(({ validTo }) => validTo));
  return [...new Set(ends)].filter((end) => end >= today.toString()).sort();
}
