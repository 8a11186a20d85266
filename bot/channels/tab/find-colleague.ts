import { isEmailAddress } from '../../domain/form/text-rules';
import type { Person } from '../../domain/organisation/organisation';
import { type Press, seenIn } from '../../domain/request/lifecycle';
import { isRefusal } from '../../domain/request/refusal';
import type { RequestId } from '../../domain/request/visitor-request';
import type { Acting } from '../../domain/verbs/verb';
import { accountSentences } from '../../domain/words/account-words';
import { tabSentences } from '../../domain/words/tab-words';
import { formContext } from '../../shown/form-context';
import { refusedAs, verbOf } from '../../verbs/act';
import { standingOf } from '../../verbs/people';
import { directoryAwayProblem, json, notYoursProblem, problem, type TabAnswer, type TabPorts } from './answer';
import type { ColleagueAsk, PeopleFound } from './contract';
import { peopleCalled } from './find-people';
import { viewOne } from './show-request';

/**
 * `POST /requests/<reference>/find-colleague`: whom this verb may name, of those who are called so. Its rule answers first for nobody: so
 * the directory is asked only for those who may name somebody, and tells them no more than the verb itself would.
 */
export async function findColleague(person: Person, reference: RequestId, ask: ColleagueAsk, ports: TabPorts): Promise<TabAnswer> {
  const verb = Object.hasOwn(ports.verbs, ask.verb) ? verbOf(ports.verbs, ask.verb) : undefined;
  if (verb?.takes !== 'colleague') return problem(400, 'bad-input', tabSentences.notUnderstood, { field: 'verb' });
  const request = (await ports.requests.read(reference))?.value;
  if (!request) return notYoursProblem(ports);
  const press: Press = { actor: { id: person.id, channel: 'tab' }, now: ports.clock.now(), seen: seenIn(request, ask.revision) };
  let acting: Acting;
  let colleague: Person | undefined;
  const isAddress = isEmailAddress(ask.text.trim());
  try {
    const standing = await standingOf(request, person.id, ports);
    if (!standing) return notYoursProblem(ports);
    acting = { standing, press, context: await formContext(ports) };
    const asNobody = verb.rule(request, {}, acting);
    const mayName = isRefusal(asNobody) && asNobody.refused === 'no-such-colleague';
    if (mayName) {
      const willDo = (to: Person) => !isRefusal(verb.rule(request, { to: to.id }, { ...acting, to }));
      const found = await peopleCalled(ask.text, willDo, ports);
      if (found.people.length > 0) return json(found);
      if (!isAddress) return json({ people: [], sentence: tabSentences.nobodyCalled } satisfies PeopleFound);
      // Why this one will not do, in the words of the verb.
      colleague = await ports.people.byMail(ask.text.trim());
    }
  } catch (fault) {
    ports.log.warn({ person: person.id, fault: (fault as Error).name }, 'directory did not answer; a colleague could not be looked for');
    return directoryAwayProblem(accountSentences.nothingChanged);
  }
  const result = verb.rule(request, { to: colleague?.id }, { ...acting, to: colleague });
  const acted = refusedAs(verb, isRefusal(result) ? result : { refused: 'not-yours' }, request, ports);
  if (acted.kind === 'not-theirs' && acted.refusal.refused === 'not-yours') return notYoursProblem(ports);
  if (acted.kind === 'not-theirs') return problem(403, 'forbidden', acted.sentence);
  if (acted.kind !== 'stale' || acted.sentence !== undefined)
    return problem(422, 'refused', 'sentence' in acted && acted.sentence !== undefined ? acted.sentence : tabSentences.movedOn, {
      field: 'text',
    });
  const view = await viewOne(person, reference, ports);
  return view ? problem(409, 'moved-on', tabSentences.movedOn, { request: view }) : notYoursProblem(ports);
}
