import { isEmailAddress } from '../../domain/form/text-rules';
import type { Person } from '../../domain/organisation/organisation';
import { isRefusal, type Press } from '../../domain/request/lifecycle';
import type { RequestId } from '../../domain/request/visitor-request';
import type { Acting } from '../../domain/verbs/verb';
import { accountSentences } from '../../domain/words/account-words';
import { tabSentences } from '../../domain/words/tab-words';
import { formContext } from '../../shown/form-context';
import { refusedAs, verbOf } from '../../verbs/act';
import { standingOf } from '../../verbs/people';
import { directoryAwayProblem, json, notYoursProblem, problem, type TabAnswer, type TabPorts } from './answer';
import type { Colleague, ColleagueAsk } from './contract';
import { viewOne } from './show-request';

/**
 * `POST /requests/<reference>/find-colleague`: whose address this is, before anything is done. The rule of the verb
 * answers first for nobody: so the directory is asked only for those who may name somebody, and tells them no more than
 * the verb itself would.
 */
export async function findColleague(person: Person, reference: RequestId, ask: ColleagueAsk, ports: TabPorts): Promise<TabAnswer> {
  const verb = Object.hasOwn(ports.verbs, ask.verb) ? verbOf(ports.verbs, ask.verb) : undefined;
  if (verb?.takes !== 'colleague') return problem(400, 'bad-input', tabSentences.notUnderstood, { field: 'verb' });
  const request = (await ports.requests.read(reference))?.value;
  if (!request) return notYoursProblem(ports);
  const press: Press = { actor: { id: person.id, channel: 'tab' }, now: ports.clock.now(), seen: ask.revision };
  let acting: Acting;
  let colleague: Person | undefined;
  try {
    const standing = await standingOf(request, person.id, ports);
    if (!standing) return notYoursProblem(ports);
    acting = { standing, press, context: await formContext(ports) };
    const asNobody = verb.rule(request, {}, acting);
    const mayName = isRefusal(asNobody) && asNobody.refused === 'no-such-colleague';
    if (mayName && isEmailAddress(ask.mail)) colleague = await ports.people.byMail(ask.mail.trim());
  } catch (fault) {
    ports.log.warn({ person: person.id, fault: (fault as Error).name }, 'directory did not answer; a colleague could not be looked for');
    return directoryAwayProblem(accountSentences.nothingChanged);
  }
  const result = verb.rule(request, { to: colleague?.id }, { ...acting, to: colleague });
  if (!isRefusal(result) && colleague) {
    const found: Colleague = { id: colleague.id, name: colleague.name, mail: colleague.mail };
    return json(found);
  }
  const acted = refusedAs(verb, isRefusal(result) ? result : { refused: 'not-yours' }, request, ports);
  if (acted.kind === 'not-theirs' && acted.refusal.refused === 'not-yours') return notYoursProblem(ports);
  if (acted.kind === 'not-theirs') return problem(403, 'forbidden', acted.sentence);
  if (acted.kind !== 'stale' || acted.sentence !== undefined)
    return problem(422, 'refused', 'sentence' in acted && acted.sentence !== undefined ? acted.sentence : tabSentences.movedOn, {
      field: 'mail',
    });
  const view = await viewOne(person, reference, ports);
  return view ? problem(409, 'moved-on', tabSentences.movedOn, { request: view }) : notYoursProblem(ports);
}
