import { noteRefused } from '../actions/refused-press';
import { standingOf } from '../actions/standing';
import { accountSentences } from '../domain/account-wording';
import { offerHandover } from '../domain/handover';
import { type Change, isRefusal, type Press, type Refusal } from '../domain/lifecycle';
import type { Standing } from '../domain/reapproval';
import type { Person } from '../domain/records';
import { reassignDecider, reassignSponsor } from '../domain/steering';
import { tabSentences } from '../domain/tab-wording';
import { isAddress } from '../domain/text-rules';
import type { RequestId, VisitorRequest } from '../domain/visitor-request';
import { refusalSentence } from '../domain/wording';
import { directoryAway, json, notYours, problem, type TabAnswer, type TabPorts } from './answer';
import type { Colleague, ColleagueAsk } from './contract';
import { viewOne } from './show-one';

type Rule = (current: VisitorRequest, to: Person | undefined, standing: Standing, press: Press) => Change | Refusal;
const rules: Record<ColleagueAsk['verb'], Rule> = {
  'offer-handover': offerHandover,
  'reassign-sponsor': reassignSponsor,
  'reassign-decider': reassignDecider,
};

/**
 * `POST /requests/<reference>/find-colleague`: whose address this is, before anything is done. The rule of the verb
 * answers first for nobody: so the directory is asked only for those who may name somebody, and tells them no more than
 * the verb itself would.
 */
export async function findColleague(person: Person, reference: RequestId, ask: ColleagueAsk, ports: TabPorts): Promise<TabAnswer> {
  const request = (await ports.requests.read(reference))?.value;
  if (!request) return notYours(ports);
  const press: Press = { actor: { id: person.id, channel: 'tab' }, now: ports.clock.now(), seen: ask.revision };
  let standing: Standing | undefined;
  let colleague: Person | undefined;
  try {
    standing = await standingOf(request, person.id, ports);
    if (!standing) return notYours(ports);
    const asNobody = rules[ask.verb](request, undefined, standing, press);
    const mayName = isRefusal(asNobody) && asNobody.refused === 'no-such-colleague';
    if (mayName && isAddress(ask.mail)) colleague = await ports.people.byMail(ask.mail.trim());
  } catch (fault) {
    ports.log.warn({ person: person.id, fault: (fault as Error).name }, 'directory did not answer; a colleague could not be looked for');
    return directoryAway(accountSentences.nothingChanged);
  }
  const result = rules[ask.verb](request, colleague, standing, press);
  if (isRefusal(result)) {
    noteRefused(result, reference, press.actor, ports, ask.verb);
    return refusedAs(result, person, reference, ports);
  }
  if (!colleague) return notYours(ports);
  const found: Colleague = { id: colleague.id, name: colleague.name, mail: colleague.mail };
  return json(found);
}

async function refusedAs(refusal: Refusal, person: Person, reference: RequestId, ports: TabPorts): Promise<TabAnswer> {
  if (refusal.refused === 'not-yours') return notYours(ports);
  if (refusal.refused === 'involved') return problem(403, 'forbidden', refusalSentence(refusal, ports.policy));
  if (refusal.refused !== 'moved-on' && refusal.refused !== 'incomplete')
    return problem(422, 'refused', refusalSentence(refusal, ports.policy), { field: 'mail' });
  const request = await viewOne(person, reference, ports);
  return request ? problem(409, 'moved-on', tabSentences.movedOn, { request }) : notYours(ports);
}
