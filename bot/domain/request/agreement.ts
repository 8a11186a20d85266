import { Temporal } from 'temporal-polyfill';
import { isRunning } from '../statuses/table';
import type { Deciders } from './deciders';
import { type Change, instant, type Press, type Refusal, recorded, refusesDecider, tidyWords } from './lifecycle';
import { endedUnanswered, openProposal, withoutProposal } from './proposal';
import { actingFor, type Standing, sponsorPart, withNewLastDay } from './reapproval';
import { statusAt } from './request-dates';
import type { Proposal, SettledProposal, VisitorRequest } from './visitor-request';

/** agree: what the sponsor asked for holds from now on. Example: an extension to 30 June → the last day is 30 June. */
export function agree(current: VisitorRequest, deciders: Deciders, press: Press): Change | Refusal {
  const open = answerable(current, deciders, press);
  if ('refused' in open) return open;
  const last = settled(current, open, 'agreed', press);
  const { validTo } = open.change;
  const changed = validTo === undefined ? current : withNewLastDay(current, validTo, open);
  const next = { ...changed, account: { ...changed.account, proposal: { last } }, revision: last.settledAt };
  return recorded(next, 'agree', current.status, press, ['validTo'], {
    before: { validTo: current.validTo },
    after: { validTo: next.validTo },
  });
}

/** refuse: what stands goes on standing. Needs a reason, which the sponsor is shown. */
export function refuse(current: VisitorRequest, deciders: Deciders, typed: string, press: Press): Change | Refusal {
  const open = answerable(current, deciders, press);
  if ('refused' in open) return open;
  const words = tidyWords(typed);
  if ('refused' in words) return words;
  const last: SettledProposal = { ...settled(current, open, 'refused', press), words: words.text };
  const next = { ...current, account: { ...current.account, proposal: { last } }, revision: last.settledAt };
  return recorded(next, 'refuse', current.status, press, [], { words: words.text });
}

/** Takes a proposal back, by the sponsor or whoever stands in. */
export function cancelProposal(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const part = sponsorPart(current, standing);
  if ('refused' in part) return part;
  const status = statusAt(current, press.now.toPlainDate());
  const open = openProposal({ ...current, status });
  if (!open || !current.account || press.seen !== current.revision) return { refused: 'moved-on' };
  const next = { ...current, account: withoutProposal(current.account), revision: current.revision + 1 };
  return recorded(next, 'cancel-proposal', current.status, press, [], {}, actingFor(part));
}

/** The proposal that this person may answer now, or why not. Who they are comes before what they saw. */
function answerable(current: VisitorRequest, deciders: Deciders, press: Press): Proposal | Refusal {
  const { id } = press.actor;
  const refusal = refusesDecider(current, deciders, id, current.account?.proposal?.last?.answered.by === id);
  if (refusal) return refusal;
  const status = statusAt(current, press.now.toPlainDate());
  // The clock may be late: by the dates it is over already.
  const isTooLate = status === 'expired' && (isRunning(current.status) ? current.account?.proposal?.open : endedUnanswered(current));
  if (isTooLate) return { refused: 'agreed-too-late', end: current.validTo };
  const open = openProposal({ ...current, status });
  const isNow = open && press.seen === current.revision && stillExtends(open, current);
  return isNow ? open : { refused: 'moved-on' };
}

/** A last day that was brought forward, or moved meanwhile, never makes an extension of what is none. */
function stillExtends({ change: { validTo } }: Proposal, current: VisitorRequest): boolean {
  return (
    validTo === undefined || Temporal.PlainDate.compare(Temporal.PlainDate.from(validTo), Temporal.PlainDate.from(current.validTo)) > 0
  );
}

function settled(current: VisitorRequest, open: Proposal, answer: 'agreed' | 'refused', { actor, now }: Press): SettledProposal {
  const answered = { by: actor.id, at: instant(now), channel: actor.channel };
  return { ...open, answer, answered, settledAt: current.revision + 1 };
}
