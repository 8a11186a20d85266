import type { Person } from '../../domain/organisation/organisation';
import type { RequestId } from '../../domain/request/visitor-request';
import { doneOf } from '../../domain/verbs/offers';
import { bodyOf, type VerbBody } from '../../domain/verbs/verb';
import { tabSentences } from '../../domain/words/tab-words';
import { type Acted, act, verbOf } from '../../verbs/act';
import { json, notYoursProblem, problem, type TabAnswer, type TabPorts } from './answer';
import type { Verb, VerbAnswer, VerbBody as WireBody } from './contract';
import { viewOne } from './show-request';

/** `POST /requests/<reference>/<verb>` */
export async function actOnRequest(person: Person, reference: RequestId, name: Verb, body: WireBody, ports: TabPorts): Promise<TabAnswer> {
  const takes: readonly string[] = bodyOf[verbOf(ports.verbs, name).takes];
  const strange = Object.keys(body).find((part) => part !== 'revision' && !takes.includes(part));
  if (strange !== undefined) return problem(400, 'bad-input', tabSentences.notUnderstood, { field: strange });
  const seen = { request: reference, revision: body.revision };
  const acted = await act({ id: person.id, channel: 'tab' }, seen, name, verbBodyOf(body), ports);
  switch (acted.kind) {
    case 'later':
      return problem(503, acted.reason, acted.sentence);
    case 'done': {
      const request = await viewOne(person, reference, ports);
      // A person who declined may no longer see the request, but the verb succeeded.
      const answer: VerbAnswer = { ...(request && { request }), sentence: doneSentence(acted, name, ports) };
      return json(answer);
    }
    case 'stale': {
      const request = await viewOne(person, reference, ports);
      if (acted.sentence !== undefined) return problem(422, 'refused', acted.sentence, request ? { request } : {});
      return request ? problem(409, 'moved-on', tabSentences.movedOn, { request }) : notYoursProblem(ports);
    }
    case 'wrong': {
      const field = acted.term ?? acted.field;
      return problem(422, 'refused', acted.sentence, field === undefined ? {} : { field });
    }
    case 'not-theirs':
      return acted.refusal.refused === 'not-yours' ? notYoursProblem(ports) : problem(403, 'forbidden', acted.sentence);
  }
}

/** The tab sends what a switch shows; the rules read what a card sends. */
export function verbBodyOf({ revision: _seen, terms, ...body }: WireBody): VerbBody {
  if (!terms) return body;
  const { idCard, ...typed } = terms;
  return { ...body, terms: { ...typed, ...(idCard !== undefined && { idCard: idCard ? 'yes' : 'no' }) } };
}

export function doneSentence({ request }: Extract<Acted, { kind: 'done' }>, name: Verb, { verbs }: TabPorts): string {
  return doneOf(verbOf(verbs, name), request);
}
