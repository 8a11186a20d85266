import type { Temporal } from 'temporal-polyfill';
import { viewOf } from '../../../bot/domain/request/views';
import type { ViewStore } from '../../../bot/ports/views';

/** Of each status; nobody makes more by hand. */
const most = 900;

/** Days on which something happens to accounts, as ISO dates, soonest first, each once. */
export interface AccountDays {
  /** First days that are still to come. */
  starts: string[];
  /** Last days of the accounts that have not ended. */
  ends: string[];
}

/** The days that lie ahead. The lists have those of the account; a wake-up only its next one. */
export async function accountDays(views: Pick<ViewStore, 'list'>, today: Temporal.PlainDate): Promise<AccountDays> {
  const lists = await Promise.all([views.list(viewOf.status('approved'), most), views.list(viewOf.status('active'), most)]);
  const rows = lists.flatMap((list) => list.rows);
  const soonestFirst = (days: string[]) => [...new Set(days)].sort();
  return {
    starts: soonestFirst(rows.map(({ validFrom }) => validFrom).filter((start) => start > today.toString())),
    ends: soonestFirst(rows.map(({ validTo }) => validTo).filter((end) => end >= today.toString())),
  };
}
