import type { Temporal } from 'temporal-polyfill';
import { isOver, isRunning } from '../statuses/table';
import { cardStateOn } from './id-card';
import { type Change, instant, type Press, recorded } from './lifecycle';
import { statusAt } from './request-dates';
import type { VisitorRequest } from './visitor-request';

/** What the card system does with a row: a new person, a change, or an end. */
export type CardAction = 'new' | 'change' | 'end';

/** What is new since the last download, or all; `batch` names the download. */
export interface CardsWanted {
  what: 'new' | 'all';
  batch: string;
}

/** Undefined where the card system has nothing to do with this request. What this batch was given already, it may not have got. */
export function cardActionOn(request: VisitorRequest, { what, batch }: CardsWanted, today: Temporal.PlainDate): CardAction | undefined {
  const state = cardStateOn(request, today);
  const { exported } = request;
  const isAgain = exported?.batch === batch;
  const isGone = isOver(statusAt(request, today)) && exported !== undefined && (exported.endAt === undefined || isAgain || what === 'all');
  if (state === 'collect' || isGone) return 'end';
  if (state === undefined) return undefined;
  return !exported || exported.endAt !== undefined || (exported.isNew && isAgain) ? 'new' : 'change';
}

/** Whether the card system was given something else last, or nothing yet. A batch that is made once more has the same requests. */
export function isNewToExport(request: VisitorRequest, batch: string, today: Temporal.PlainDate): boolean {
  const { exported } = request;
  return exported?.digest !== cardDigest(request, today) || exported.batch === batch;
}

/** export-card: recorded as each view of a photo is, before it is given. The revision stays. */
export function exportCard(current: VisitorRequest, wanted: CardsWanted, hasPhoto: boolean, { actor, now }: Omit<Press, 'seen'>): Change {
  const today = now.toPlainDate();
  const action = cardActionOn(current, wanted, today);
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

/** Of what people said and decided, whatever columns there are now: neither a new layout nor an old photo's deletion is news. */
function cardDigest(request: VisitorRequest, today: Temporal.PlainDate): string {
  const { answers, validFrom, validTo, decision } = request;
  const { lastName, firstName, middleNames, title, preferredName, department, employer, reason, idCard } = answers;
  const names = [lastName, firstName, middleNames, title, preferredName];
  const isEnd = !idCard || !isRunning(statusAt(request, today));
  return hashed(JSON.stringify([names, department, employer, reason, validFrom, validTo, decision?.at, isEnd]));
}

/** FNV-1a in two halves, to tell values apart and for no secret. */
function hashed(text: string): string {
  let [one, other] = [0x811c9dc5, 0x1000193];
  for (const unit of new TextEncoder().encode(text)) {
    one = Math.imul(one ^ unit, 0x01000193) >>> 0;
    other = Math.imul(other + unit, 0x85ebca6b) >>> 0;
  }
  return one.toString(16).padStart(8, '0') + other.toString(16).padStart(8, '0');
}
