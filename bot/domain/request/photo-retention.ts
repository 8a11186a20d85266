import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../dates/dates';
import type { Policy } from '../organisation/organisation';
import { isOver, statusRow } from '../statuses/table';
import { clockActor } from './clock';
import { recorded } from './lifecycle';
import type { Change } from './refusal';
import type { VisitorRequest } from './visitor-request';

type PhotoPolicy = Pick<Policy, 'zone' | 'photoDays'>;

/**
 * forget-photo: the clock removes the photo from a request that no longer needs it. Undefined while it is needed, or
 * if there is none. No card shows the photo, so the revision stays.
 * Example: rejected on 1 March, thirty days → from 31 March.
 */
export function forgetPhoto(current: VisitorRequest, now: Temporal.ZonedDateTime, policy: PhotoPolicy): Change | undefined {
  const { photo, ...answers } = current.answers;
  const goes = photo && photoGoesOn(current, policy);
  if (!goes || Temporal.PlainDate.compare(now.toPlainDate(), goes) < 0) return undefined;
  return recorded({ ...current, answers }, 'forget-photo', current.status, { actor: clockActor, now }, ['photo'], {});
}

/** That many days after the card was issued or the request was over, whichever came first. */
function photoGoesOn(request: VisitorRequest, { zone, photoDays }: PhotoPolicy): Temporal.PlainDate | undefined {
  const since = [...(request.issued ? [dateOf(request.issued.at, zone)] : []), ...(isOver(request.status) ? [overOn(request, zone)] : [])];
  return since.sort(Temporal.PlainDate.compare)[0]?.add({ days: photoDays });
}

/** An end by date counts from that date, even if the clock recorded it late. */
function overOn({ status, validTo, changedAt }: VisitorRequest, zone: string): Temporal.PlainDate {
  if (statusRow(status).enteredBy) return Temporal.PlainDate.from(validTo).add({ days: 1 });
  return dateOf(changedAt, zone);
}
