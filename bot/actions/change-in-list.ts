import { fullName } from '../domain/card-wording';
import { digestSentences, endingLine, keptLine, resultLine } from '../domain/digest-wording';
import type { Change, Refusal } from '../domain/lifecycle';
import type { Standing } from '../domain/reapproval';
import type { Actor } from '../domain/records';
import type { RequestId, VisitorRequest } from '../domain/visitor-request';
import { refusalSentence, sentences } from '../domain/wording';
import { changeRequest, type Outcome } from '../perform';
import type { Ports } from '../ports';
import type { DigestPorts } from './digest-list';
import { isKnown } from './known';
import { noteRefused } from './refused-press';
import { standingOf } from './standing';

/** Characters of a name in a line that says what became of it. */
const nameAtMost = 60;

export type AnswerPorts = DigestPorts & Pick<Ports, 'queue' | 'random'>;

/** What is said beside the date's own field. */
export const dateProblems: Refusal['refused'][] = ['not-a-date', 'not-later', 'too-far'];

/** Answers for one visitor of a list, as whoever presses stands to it now. */
export async function changeInList(
  request: RequestId,
  actor: Actor,
  ports: AnswerPorts,
  rule: (current: VisitorRequest, standing: Standing) => Change | Refusal,
): Promise<Outcome | 'no-answer'> {
  const propose = async (current: VisitorRequest): Promise<Change | Refusal> => {
    const standing = await standingOf(current, actor.id, ports);
    return standing ? rule(current, standing) : { refused: 'not-yours' };
  };
  // Whoever answers must be known to be staff still: a directory that is away puts the answer off.
  if (!(await isKnown(actor.id, ports))) return 'no-answer';
  const outcome = await changeRequest(request, propose, ports);
  if (outcome.kind === 'refused') noteRefused(outcome.refusal, request, actor, ports);
  return outcome;
}

/** What became of one visitor, in a line. Of somebody whom this person may not see, no name. */
export function lineOf(outcome: Outcome, ports: AnswerPorts): string {
  if (outcome.kind === 'busy') return sentences.stillBusy;
  if (outcome.kind === 'unknown' || !outcome.request) return refusalSentence({ refused: 'not-yours' }, ports.policy);
  const { request } = outcome;
  // Thirty of the longest names would be more than a card holds.
  const visitor = Array.from(fullName(request.answers) ?? request.id)
    .slice(0, nameAtMost)
    .join('');
  if (outcome.kind === 'done')
    return resultLine(
      visitor,
      request.ending ? endingLine(request.validTo) : outcome.before?.ending ? digestSentences.waitsAgain : keptLine(request.validTo),
    );
  const { refusal } = outcome;
  return refusal.refused === 'not-yours' ? sentenceOf(refusal, ports) : resultLine(visitor, sentenceOf(refusal, ports));
}

export function sentenceOf(refusal: Refusal, ports: AnswerPorts): string {
  if (refusal.refused === 'moved-on' || refusal.refused === 'incomplete') return digestSentences.movedOn;
  return refusalSentence(refusal, ports.policy);
}
