import type { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../../../bot/domain/organisation/organisation';
import { viewOf } from '../../../bot/domain/request/views';
import type { ViewStore } from '../../../bot/ports/views';

/** The limit per sponsor; more are never made by hand. */
const most = 900;

/** A day of an account: `date` is an ISO date. */
export interface AccountDay {
  date: string;
  visitor: string;
}

/** Days on which something happens to accounts, soonest first, each date once. */
export interface AccountDays {
  /** First days that are still to come. */
  starts: AccountDay[];
  /** Last days of the accounts that have not ended. */
  ends: AccountDay[];
}

/**
 * The days that lie ahead of what these people have requested: invented requests of others would move the clock to days
 * that nobody waits for. The lists have those of the account; a wake-up only its next one.
 */
export async function accountDays(
  sponsors: readonly PersonId[],
  views: Pick<ViewStore, 'list'>,
  today: Temporal.PlainDate,
): Promise<AccountDays> {
  // Row keys begin with the last day.
  const lists = await Promise.all(
    sponsors.map((sponsor) => views.list(viewOf.sponsor(sponsor), most, undefined, { from: today.toString(), to: '~' })),
  );
  const rows = lists.flatMap((list) => list.rows).filter(({ status }) => status === 'approved' || status === 'active');
  return {
    starts: soonestFirst(
      rows.map(({ validFrom, visitor }) => ({ date: validFrom, visitor })).filter(({ date }) => date > today.toString()),
    ),
    ends: soonestFirst(rows.map(({ validTo, visitor }) => ({ date: validTo, visitor })).filter(({ date }) => date >= today.toString())),
  };
}

function soonestFirst(days: AccountDay[]): AccountDay[] {
  const sorted = [...days].sort((one, other) => (one.date < other.date ? -1 : 1));
  return sorted.filter(({ date }, place) => date !== sorted[place - 1]?.date);
}
