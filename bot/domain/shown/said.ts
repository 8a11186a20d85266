import type { FormContext } from '../form/form-context';
import type { VisitorRequest } from '../request/visitor-request';
import { isRunning, type Status, statusRow } from '../statuses/table';
import { changeTitles, differenceLine } from '../words/approve-changed-words';
import { noteLine, wordsTitle } from '../words/card-words';
import { answeredParts, answeredTitle, changedLine, changedTitle, type SaidPart } from '../words/changed-words';
import { proposalSentences } from '../words/proposal-words';

/** Words under one title, each part a paragraph; typed words are literal text. */
export interface Said {
  title: string;
  parts: SaidPart[];
}

/** What was last said of a request, as its status has it: a reason, a question with its answer, or a difference. */
export function saidOf(status: Status, request: VisitorRequest, context: FormContext): Said | undefined {
  const { decision } = request;
  const { line, hasWords } = statusRow(status);
  if (line === 'waiting') {
    const { answered } = request.question;
    const changed = changedLine(request, context);
    if (answered) return { title: answeredTitle(answered), parts: answeredParts(answered, changed) };
    return changed === undefined ? undefined : { title: changedTitle, parts: [{ text: changed }] };
  }
  const { open, last } = (isRunning(status) && request.account?.proposal) || {};
  if (last?.words !== undefined) return { title: proposalSentences(last).reason, parts: [{ text: last.words }] };
  if (open?.note !== undefined) return { title: proposalSentences(open).note, parts: [{ text: open.note }] };
  if (!decision || line === 'happened') return undefined;
  const words = hasWords ? decision.words : undefined;
  if (decision.change) {
    const parts = [{ text: differenceLine(decision.change) }, ...(words === undefined ? [] : [{ text: noteLine(words) }])];
    return { title: changeTitles.approved, parts };
  }
  return words !== undefined ? { title: wordsTitle(decision.verb), parts: [{ text: words }] } : undefined;
}
