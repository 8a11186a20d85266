import type { Person } from '../../domain/organisation/organisation';
import { tidyWords } from '../../domain/request/lifecycle';
import { awaitsExtension } from '../../domain/request/proposal';
import type { VerbBody } from '../../domain/verbs/verb';
import { tabSentences } from '../../domain/words/tab-words';
import { refusalSentence } from '../../domain/words/words';
import { type Acted, act, verbOf } from '../../verbs/act';
import { doneSentence } from './act';
import { json, problem, type TabAnswer, type TabPorts } from './answer';
import type { Verb } from './contract';
import type { ManyAnswer, ManyBody } from './list-contract';

/** Done at the same time by one press. */
const atOnce = 5;

/**
 * `POST /many/<verb>`: each its own change and record; one that has moved on is said so, and the others go through. A reason,
 * where the verb needs one, is for all of them.
 */
export async function actOnItems(person: Person, verb: Verb, { items, ...body }: ManyBody, ports: TabPorts): Promise<TabAnswer> {
  const { takes, needsReasonForMany } = verbOf(ports.verbs, verb);
  const words = needsReasonForMany ? tidyWords(body.words ?? '') : undefined;
  if (words && 'refused' in words) return problem(422, 'refused', refusalSentence(words, ports.policy), { field: 'words' });
  const shared = { words: words?.text, ...(takes === 'colleague' && { to: body.to }) };
  const results: ManyAnswer['results'] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    const some = items.slice(start, start + atOnce);
    results.push(...(await Promise.all(some.map((item) => actOnOne(person, verb, item, shared, ports)))));
  }
  const answer: ManyAnswer = { results };
  return json(answer);
}

async function actOnOne(
  person: Person,
  verb: Verb,
  { until, ...seen }: ManyBody['items'][number],
  shared: Pick<VerbBody, 'words' | 'to'>,
  ports: TabPorts,
): Promise<ManyAnswer['results'][number]> {
  const { request } = seen;
  try {
    const acted = await act({ id: person.id, channel: 'tab' }, seen, verb, { until, ...shared }, ports);
    const isAsked = verb === 'reapprove' && acted.kind === 'done' && awaitsExtension(acted.request);
    const sentence = actedSentence(acted, verb, ports);
    if (acted.kind !== 'done') return { request, isDone: false, sentence };
    return { request, isDone: true, ...(isAsked && { isAsked }), revision: acted.request.revision, sentence };
  } catch (fault) {
    // One fault must not lose the results of the other items.
    ports.log.error({ request, person: person.id, verb, fault: (fault as Error).name }, 'one of several failed');
    return { request, isDone: false, sentence: tabFault };
  }
}

function actedSentence(acted: Acted, verb: Verb, ports: TabPorts): string {
  if (acted.kind === 'done') return doneSentence(acted, verb, ports);
  return acted.sentence ?? tabSentences.movedOn;
}

const tabFault = 'This one failed on our side, and may not have been saved. Please look at it again in a minute.';
