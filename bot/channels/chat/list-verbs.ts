import type { VisitorRequest } from '../../domain/request/visitor-request';
import { nameInLists } from '../../domain/shown/listed-request';
import { doneOf } from '../../domain/verbs/offers';
import type { VerbBody } from '../../domain/verbs/verb';
import { digestSentences, resultLine } from '../../domain/words/digest-words';
import { type Acted, type ActPorts, verbOf } from '../../verbs/act';

/** Characters of a name in a line that says what became of it: thirty of the longest would be more than a card holds. */
const nameAtMost = 60;

/** What became of one visitor of a list, in a line. Of somebody whom this person may not see, no name. */
export function rowResult(acted: Acted, verb: string, { verbs }: Pick<ActPorts, 'verbs'>): string {
  if (acted.kind === 'later') return acted.sentence;
  if (acted.kind === 'not-theirs' && (!acted.request || acted.refusal.refused === 'not-yours')) return acted.sentence;
  const { request } = acted as { request: VisitorRequest };
  const visitor = Array.from(nameInLists(request.answers)).slice(0, nameAtMost).join('');
  switch (acted.kind) {
    case 'done': {
      const row = verbOf(verbs, verb);
      return resultLine(visitor, row.line?.(request) ?? doneOf(row, request));
    }
    case 'stale':
      return resultLine(visitor, acted.sentence ?? digestSentences.movedOn);
    case 'wrong':
      return resultLine(visitor, acted.sentence);
    case 'not-theirs':
      return resultLine(visitor, acted.sentence);
  }
}

/** What a list sends for one of its visitors: the day of the visitor's own field, where the verb asks for one. */
export function listBody(verb: string, until: string, { verbs }: Pick<ActPorts, 'verbs'>): VerbBody {
  return verbOf(verbs, verb).takes === 'day' ? { until } : {};
}
