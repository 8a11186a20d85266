import type { Temporal } from 'temporal-polyfill';
import {
  accountChanged,
  accountConfirmed,
  accountNamed,
  accountWanted,
  concernsAccount,
  keptAfter,
} from '../../../bot/domain/account/directory-account';
import { stepsOf } from '../../../bot/domain/account/it-task';
import { type Change, isRefusal, type Refusal } from '../../../bot/domain/request/refusal';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';

/** Stands for the username in a story: the register gives one when the story is stored. */
export function placeholderOf({ id }: Pick<VisitorRequest, 'id'>): string {
  return `${id}:username`;
}

/** The next step of an account whose directory does at once as it is asked, by the product's own rules; undefined where nothing is left to do. */
export function nextAccountStep(request: VisitorRequest, objectId: string, now: Temporal.ZonedDateTime): Change | undefined {
  if (!concernsAccount(request)) return undefined;
  const known = request.account?.directory;
  if (!known) return changeIn(accountNamed(request, placeholderOf(request), { now }));
  const kept = keptAfter(accountWanted(request, known, '', now), known.kept, true);
  const isNew = known.kept === undefined || stepsOf(kept, known.kept).length > 0;
  const confirmed = { id: objectId, isEnabled: kept.isEnabled, ...(isNew && { kept }) };
  const changed = changeIn(accountConfirmed(request, confirmed, { now }));
  return changed ? withoutNews(changed) : isNew ? changeIn(accountChanged(request, kept, { now })) : undefined;
}

function changeIn(outcome: Change | Refusal): Change | undefined {
  return isRefusal(outcome) ? undefined : outcome;
}

/** Nobody is told of an invented beginning. */
function withoutNews(change: Change): Change {
  const { request } = change;
  const { begun, ...rest } = request.account?.directory ?? {};
  const directory = request.account?.directory && {
    ...rest,
    userName: request.account.directory.userName,
    ...(begun && { begun: { at: begun.at } }),
  };
  return directory ? { ...change, request: { ...request, account: { ...request.account, directory } } } : change;
}
