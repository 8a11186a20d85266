import { requestAgainHint, type StatusFacts, type StatusRow } from './status';

/** Its last day passed without an approval. */
export const lapsed: StatusRow = {
  label: 'Lapsed',
  tone: 'emphasis',
  phase: 'over',
  enteredBy: 'lapse',
  notice: 'over',
  // Of one that was returned: who asked, and the question that nobody answered.
  line: 'decided',
  hasWords: true,
  inList: 'over',
  next: (request) => `${lapsedSentence(request)} If an account is still needed, ${requestAgainHint}`,
  nextForOthers: lapsedSentence,
};

/** Why a request lapsed. A returned one keeps its decision until it is resubmitted. */
function lapsedSentence({ decision }: Pick<StatusFacts, 'decision'>): string {
  return decision?.verb === 'return'
    ? 'This request lapsed because it was not resubmitted by its last day.'
    : 'This request lapsed because it was not decided by its last day.';
}
