import { Temporal } from 'temporal-polyfill';
import { freeUntil, isExtension } from '../request/proposal';
import { offeredUntil, reapprovableUntil, reapprove as reapproveRule, sponsorPart } from '../request/reapproval';
import type { VisitorRequest } from '../request/visitor-request';
import { accountLabels, accountTitles, reapproveFromSentence, reapproveSentence } from '../words/account-words';
import { reapprovedLine } from '../words/digest-words';
import { agreementLine, changeExtensionSentence, proposalAsked, proposalTitles } from '../words/proposal-words';
import { mostLine } from '../words/renewal-words';
import { doneSentences } from '../words/tab-words';
import type { Acting, Verb } from './verb';

/** A later last day, in the last thirty days; one that makes the stay too long has to be agreed first. */
export const reapprove: Verb = {
  takes: 'day',
  rule: (current, { until = '' }, { standing, context, press }) => reapproveRule(current, until, standing, context.policy, press),
  in: ['chat', 'tab', 'list', 'mailed-list', 'many'],
  rank: 'first',
  isAskedAtOnce: (request) => askedFor(request) === undefined,
  style: 'primary',
  title: (request) => (askedFor(request) === undefined ? accountTitles.reapprove : proposalTitles.change),
  ask: (request, acting) => {
    const { policy, today } = acting.context;
    const offered = askedFor(request) ?? offeredUntil(request, today, policy)?.toString();
    return {
      kind: 'day',
      sentence: reapproveQuestion(request, acting),
      label: accountLabels.keepUntil,
      ...(offered !== undefined && { value: offered }),
      least: Temporal.PlainDate.from(request.validTo).add({ days: 1 }).toString(),
      most: reapprovableUntil(request, today, policy).toString(),
    };
  },
  hint: (refusal) => (refusal.refused === 'outside-window' ? reapproveFromSentence(refusal.opens) : undefined),
  line: (after) => reapprovalNews(after) ?? reapprovedLine(after.validTo),
  done: (after) => reapprovalNews(after) ?? doneSentences.reapprove,
  event: 'Reapproved',
};

/** The last day for which an extension waits. */
function askedFor({ account }: VisitorRequest): string | undefined {
  return account?.proposal?.open?.change.validTo;
}

function reapprovalNews(after: VisitorRequest): string | undefined {
  const open = after.account?.proposal?.open;
  return open && isExtension(open) ? proposalAsked(open, after.validTo) : undefined;
}

function reapproveQuestion(request: VisitorRequest, { standing, context: { policy, today } }: Acting): string {
  const until = askedFor(request);
  const part = sponsorPart(request, standing);
  const most = reapprovableUntil(request, today, policy).toString();
  const free = 'part' in part && part.part === 'sponsor' ? freeUntil(request, policy)?.toString() : undefined;
  return [
    until === undefined ? reapproveSentence(request) : changeExtensionSentence(until),
    mostLine(most),
    ...(free !== undefined && free < most ? [agreementLine(free, request.validTo)] : []),
  ].join(' ');
}
