import { Temporal } from 'temporal-polyfill';
import { isRunning, type Status } from '../statuses/table';
import type { Deciders } from './deciders';
import { isCardOut } from './id-card';
import { instant, type Press, recorded, refusesDecider, tidyWords } from './lifecycle';
import { awaitsExtension, begunProposal, endedUnanswered, openProposal, settledAs, withoutProposal } from './proposal';
import { standingValues } from './proposed-change';
import { actingFor, type Standing, sponsorPart, withNewLastDay } from './reapproval';
import type { EventDetail } from './records';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { Proposal, SettledProposal, VisitorRequest } from './visitor-request';

/** agree: what the sponsor asked for holds from now on. Example: an extension to 30 June → the last day is 30 June. */
export function agree(current: VisitorRequest, deciders: Deciders, press: Press): Change | Refusal {
  const open = answerable(current, deciders, press);
  if ('refused' in open) return open;
  if (open.change.idCard === false && isCardOut(current)) return { refused: 'card-issued' };
  const last = answeredBy(current, open, 'agreed', press);
  const changed = withProposed(current, open);
  const next = { ...changed, account: { ...changed.account, proposal: { last } }, revision: last.settledAt };
  return recorded(next, 'agree', current.status, press, Object.keys(open.change), bothVersions(current, open));
}

/** refuse: what stands goes on standing. Needs a reason, which the sponsor is shown. */
export function refuse(current: VisitorRequest, deciders: Deciders, typed: string, press: Press): Change | Refusal {
  const open = answerable(current, deciders, press);
  if ('refused' in open) return open;
  const words = tidyWords(typed);
  if ('refused' in words) return words;
  const last: SettledProposal = { ...answeredBy(current, open, 'refused', press), words: words.text };
  const next = { ...current, account: { ...current.account, proposal: { last } }, revision: last.settledAt };
  const detail = { ...bothVersions(current, open), words: words.text };
  return recorded(next, 'refuse', current.status, press, Object.keys(open.change), detail);
}

/** Takes a proposal back, by the sponsor or whoever stands in. */
export function cancelProposal(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const part = sponsorPart(current, standing);
  if ('refused' in part) return part;
  const status = statusAt(current, press.now.toPlainDate());
  const open = begunProposal({ ...current, status });
  if (!open || !current.account || press.seen !== current.revision) return { refused: 'moved-on' };
  const next = { ...current, account: withoutProposal(current.account), revision: current.revision + 1 };
  const detail = bothVersions(current, open);
  return recorded(next, 'cancel-proposal', current.status, press, Object.keys(open.change), detail, actingFor(part));
}

/** The proposal that this person may answer now, or why not. Who they are comes before what they saw. */
function answerable(current: VisitorRequest, deciders: Deciders, press: Press): Proposal | Refusal {
  const { id } = press.actor;
  const refusal = refusesDecider(current, deciders, id, current.account?.proposal?.last?.answered.by === id);
  if (refusal) return refusal;
  const status = statusAt(current, press.now.toPlainDate());
  // The clock may be late: by the dates it is over already.
  const isTooLate = status === 'expired' && (isRunning(current.status) ? awaitsExtension(current) : endedUnanswered(current));
  if (isTooLate) return { refused: 'agreed-too-late', end: current.validTo };
  const open = openProposal({ ...current, status });
  return open && press.seen === current.revision && stillFits(open, current, status) ? open : { refused: 'moved-on' };
}

/** A last day that was brought forward, or moved meanwhile, never makes an extension of what is none; nor does a first day move that has come. */
function stillFits({ change: { validTo, validFrom } }: Proposal, current: VisitorRequest, status: Status): boolean {
  const isLaterEnd = validTo === undefined || comesAfter(validTo, current.validTo);
  const isLaterStart =
    validFrom === undefined ||
    (status === 'approved' && comesAfter(validFrom, current.validFrom) && !comesAfter(validFrom, current.validTo));
  return isLaterEnd && isLaterStart;
}

function comesAfter(day: string, than: string): boolean {
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(day), Temporal.PlainDate.from(than)) > 0;
}

function withProposed(current: VisitorRequest, open: Proposal): VisitorRequest {
  const { validTo, validFrom, itAccess, idCard } = open.change;
  const extended = validTo === undefined ? current : withNewLastDay(current, validTo, open);
  const answers = {
    ...extended.answers,
    ...(itAccess !== undefined && { itAccess }),
    ...(idCard !== undefined && { idCard }),
    ...(idCard && open.photo && { photo: open.photo }),
  };
  return { ...extended, answers, ...(validFrom !== undefined && { validFrom }) };
}

function answeredBy(current: VisitorRequest, open: Proposal, answer: 'agreed' | 'refused', { actor, now }: Press): SettledProposal {
  return settledAs(open, answer, { by: actor.id, at: instant(now), channel: actor.channel }, current.revision + 1);
}

function bothVersions(current: VisitorRequest, { change }: Proposal): Required<Pick<EventDetail, 'before' | 'after'>> {
  return { before: { ...standingValues(current, change) }, after: { ...change } };
}
