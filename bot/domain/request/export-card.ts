import type { Temporal } from 'temporal-polyfill';
import { isRunning } from '../statuses/table';
import { cardStateNow, isCardOver } from './id-card';
import { instant, type Press, recorded } from './lifecycle';
import type { Change } from './refusal';
import { statusAt } from './request-dates';
import type { VisitorRequest } from './visitor-request';

/** What the card system should do with a row: add, change or end a person. */
export type CardAction = 'new' | 'change' | 'end';

/** A download of new rows or of all; `batch` identifies it. */
export interface CardsWanted {
  what: 'new' | 'all';
  batch: string;
}

/** Undefined if the card system does not need the request; `new` only for somebody without a card. A row already given to this batch is given again, as the download may have failed. */
export function cardActionOn(request: VisitorRequest, { what, batch }: CardsWanted, now: Temporal.ZonedDateTime): CardAction | undefined {
  const today = now.toPlainDate();
  const state = cardStateNow(request, now);
  const { exported, answers } = request;
  const isAgain = exported?.batch === batch;
  const isGone =
    exported !== undefined &&
    isCardOver({ status: statusAt(request, today), idCard: answers.idCard }) &&
    (exported.endAt === undefined || isAgain || what === 'all');
  if (state === 'collect' || isGone) return 'end';
  if (state === undefined) return undefined;
  // Whoever has a card was entered by hand before the first download.
  if (!exported) return state === 'issue' ? 'new' : 'change';
  return exported.endAt !== undefined || (exported.isNew && isAgain) ? 'new' : 'change';
}

/** Whether the row differs from the last export. A repeated batch has the same requests. */
export function isNewToExport(request: VisitorRequest, batch: string, today: Temporal.PlainDate): boolean {
  const { exported } = request;
  return exported?.digest !== cardDigest(request, today) || exported.batch === batch;
}

/** export-card: recorded before the data is given out, as a view of a photo is. The revision stays. */
export function exportCard(current: VisitorRequest, wanted: CardsWanted, hasPhoto: boolean, { actor, now }: Omit<Press, 'seen'>): Change {
  const today = now.toPlainDate();
  const action = cardActionOn(current, wanted, now);
  const exported = {
    by: actor.id,
    at: instant(now),
    channel: actor.channel,
    batch: wanted.batch,
    digest: cardDigest(current, today),
    ...(action === 'new' && { isNew: true as const }),
    ...(action === 'end' && { endAt: current.exported?.endAt ?? instant(now) }),
  };
  return recorded({ ...current, exported }, 'export-card', current.status, { actor, now }, hasPhoto ? ['photo'] : [], {});
}

/** A digest of the answers and decisions alone: neither a new column layout nor a deleted photo changes it. */
function cardDigest(request: VisitorRequest, today: Temporal.PlainDate): string {
  const { answers, validFrom, validTo, decision } = request;
  const { lastName, firstName, middleNames, title, preferredName, department, employer, reason, idCard } = answers;
  const names = [lastName, firstName, middleNames, title, preferredName];
  const isEnd = !idCard || !isRunning(statusAt(request, today));
  return hashed(JSON.stringify([names, department, employer, reason, validFrom, validTo, decision?.at, isEnd]));
}

/** FNV-1a in two halves: detects changes, not suitable for secrets. */
function hashed(text: string): string {
  let [one, other] = [0x811c9dc5, 0x1000193];
  for (const unit of new TextEncoder().encode(text)) {
    one = Math.imul(one ^ unit, 0x01000193) >>> 0;
    other = Math.imul(other + unit, 0x85ebca6b) >>> 0;
  }
  return one.toString(16).padStart(8, '0') + other.toString(16).padStart(8, '0');
}
