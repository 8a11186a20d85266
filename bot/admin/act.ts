import { formContext } from '../actions/form-context';
import { noteRefused } from '../actions/refused-press';
import { standingOf } from '../actions/standing';
import { accountSentences } from '../domain/account-wording';
import { approveChanged, refusedTerm, termsOn } from '../domain/approve-changed';
import { changeProblem } from '../domain/approve-changed-wording';
import type { FormContext } from '../domain/form';
import { acceptHandover, cancelHandover, declineHandover, offerHandover } from '../domain/handover';
import { approve, type Change, giveBack, type Press, type Refusal, recall, reject, withdraw } from '../domain/lifecycle';
import { end, keepAfterAll, letEnd, reapprove, type Standing, shorten } from '../domain/reapproval';
import type { Person } from '../domain/records';
import { correct, reassignDecider, reassignSponsor, resend } from '../domain/steering';
import { doneSentences, tabSentences } from '../domain/tab-wording';
import { eventTitle } from '../domain/timeline-wording';
import type { RequestId, VisitorRequest } from '../domain/visitor-request';
import { nudge } from '../domain/wake';
import { refusalSentence } from '../domain/wording';
import { changeRequest, type Outcome } from '../perform';
import type { TodoTarget } from '../ports';
import { busy, directoryAway, json, notYours, type ProblemAnswer, problem, type TabAnswer, type TabPorts } from './answer';
import type { Verb, VerbAnswer, VerbBody } from './contract';
import { viewOne } from './show-one';

/** What a verb's rule looks at beside the request. */
interface Asked {
  standing: Standing;
  body: VerbBody;
  press: Press;
  context: FormContext;
  /** The colleague whom `to` names. */
  to: Person | undefined;
}

interface VerbRule {
  /** What it takes beside the revision. */
  takes: readonly Exclude<keyof VerbBody, 'revision'>[];
  rule(current: VisitorRequest, asked: Asked): Change | Refusal;
  /** What else has to be brought in line. */
  todos?: TodoTarget[];
}

/** Every verb of the tab, and the rule of the domain that answers it: the same as behind the chat's buttons. */
const rules: Record<Verb, VerbRule> = {
  approve: { takes: [], rule: (now, { standing, press }) => approve(now, standing.deciders, press) },
  'approve-changed': { takes: ['terms'], rule: approveOn },
  reject: { takes: ['words'], rule: (now, { standing, body, press }) => reject(now, standing.deciders, body.words ?? '', press) },
  return: { takes: ['words'], rule: (now, { standing, body, press }) => giveBack(now, standing.deciders, body.words ?? '', press) },
  recall: { takes: [], rule: (now, { standing, press }) => recall(now, standing.deciders, press) },
  withdraw: { takes: [], rule: (now, { press }) => withdraw(now, press), todos: ['draft'] },
  nudge: { takes: [], rule: (now, { standing, context, press }) => nudge(now, standing.person, context.policy, press) },
  reapprove: {
    takes: ['until'],
    rule: (now, { standing, body, context, press }) => reapprove(now, body.until ?? '', standing, context.policy, press),
  },
  'let-end': { takes: [], rule: (now, { standing, press }) => letEnd(now, standing, press) },
  'keep-after-all': { takes: [], rule: (now, { standing, press }) => keepAfterAll(now, standing, press) },
  shorten: { takes: ['until'], rule: (now, { standing, body, press }) => shorten(now, body.until ?? '', standing, press) },
  end: { takes: [], rule: (now, { standing, press }) => end(now, standing, press) },
  'offer-handover': { takes: ['to'], rule: (now, { standing, to, press }) => offerHandover(now, to, standing, press) },
  'cancel-handover': { takes: [], rule: (now, { standing, press }) => cancelHandover(now, standing, press) },
  'accept-handover': {
    takes: [],
    rule: (now, { standing, press }) => acceptHandover(now, standing.person, press),
    todos: ['draft'],
  },
  'decline-handover': { takes: [], rule: (now, { standing, press }) => declineHandover(now, standing.person.id, press) },
  resend: { takes: [], rule: (now, { standing, press }) => resend(now, standing, press) },
  'reassign-sponsor': {
    takes: ['to'],
    rule: (now, { standing, to, press }) => reassignSponsor(now, to, standing, press),
    todos: ['draft'],
  },
  'reassign-decider': { takes: ['to'], rule: (now, { standing, to, press }) => reassignDecider(now, to, standing, press) },
  correct: {
    takes: ['field', 'value'],
    rule: (now, { standing, body, context, press }) =>
      correct(now, { field: body.field ?? '', value: body.value ?? '' }, standing, context, press),
  },
};

function approveOn(now: VisitorRequest, { standing, body: { terms }, press }: Asked): Change | Refusal {
  const idCard = terms?.idCard === undefined ? undefined : terms.idCard ? 'yes' : 'no';
  const typed = { validTo: terms?.validTo ?? '', itAccess: terms?.itAccess, idCard };
  return approveChanged(now, standing.deciders, termsOn(now, typed), press);
}

/** What became of a verb, before it is put into words. `away`: the directory did not say who is who. */
export type Acted = Outcome | { kind: 'away' };

/** Does one verb on one request, for somebody whom the token has named, on the revision that they saw. */
export async function act(person: Person, reference: RequestId, verb: Verb, body: VerbBody, ports: TabPorts): Promise<Acted> {
  const { rule, todos } = rules[verb];
  const press: Press = { actor: { id: person.id, channel: 'tab' }, now: ports.clock.now(), seen: body.revision };
  const context = await formContext(ports);
  const known = await named(person, body.to, ports);
  if (known === 'away') return { kind: 'away' };
  const outcome = await changeRequest(
    reference,
    async (current) => {
      const standing = await standingOf(current, person.id, ports);
      return standing ? rule(current, { standing, body, press, context, to: known.to }) : { refused: 'not-yours' };
    },
    ports,
    todos ? { todos } : {},
  );
  if (outcome.kind === 'refused') noteRefused(outcome.refusal, reference, press.actor, ports, verb);
  return outcome;
}

/** Whoever acts must be known to be there still, and so must whom they name. */
async function named(person: Person, to: string | undefined, { people, log }: TabPorts): Promise<{ to: Person | undefined } | 'away'> {
  try {
    await people.person(person.id);
    return { to: to === undefined ? undefined : await people.person(to) };
  } catch (fault) {
    log.warn({ person: person.id, fault: (fault as Error).name }, 'directory did not answer; the verb waits');
    return 'away';
  }
}

/** `POST /requests/<reference>/<verb>` */
export async function actOnRequest(person: Person, reference: RequestId, verb: Verb, body: VerbBody, ports: TabPorts): Promise<TabAnswer> {
  const { takes } = rules[verb];
  const strange = Object.keys(body).find((name) => name !== 'revision' && !takes.some((one) => one === name));
  if (strange !== undefined) return problem(400, 'bad-input', tabSentences.notUnderstood, { field: strange });
  const outcome = await act(person, reference, verb, body, ports);
  switch (outcome.kind) {
    case 'away':
      return directoryAway(accountSentences.nothingChanged);
    case 'busy':
      return busy;
    case 'unknown':
      return notYours(ports);
    case 'refused':
      return refusedAs(outcome.refusal, verb, person, reference, ports);
    case 'done':
      return done(verb, person, reference, ports);
  }
}

/** Whoever declined may see the request no longer, and has done what they wanted all the same. */
async function done(verb: Verb, person: Person, reference: RequestId, ports: TabPorts): Promise<TabAnswer> {
  const request = await viewOne(person, reference, ports);
  // Approved as it was asked for, whichever button was pressed.
  const isUnchanged = verb === 'approve-changed' && request?.timeline[0]?.title === eventTitle({ verb: 'approve', fields: [] });
  const answer: VerbAnswer = { ...(request && { request }), sentence: doneSentences[isUnchanged ? 'approve' : verb] };
  return json(answer);
}

async function refusedAs(refusal: Refusal, verb: Verb, person: Person, reference: RequestId, ports: TabPorts): Promise<TabAnswer> {
  switch (refusal.refused) {
    case 'moved-on':
    case 'incomplete': {
      const request = await viewOne(person, reference, ports);
      return request ? problem(409, 'moved-on', tabSentences.movedOn, { request }) : notYours(ports);
    }
    case 'not-yours':
      return notYours(ports);
    case 'own-request':
    case 'involved':
    case 'not-staff':
      return problem(403, 'forbidden', refusalSentence(refusal, ports.policy));
    default:
      return refusedField(refusal, verb, ports);
  }
}

type Told = Exclude<Refusal, { refused: 'moved-on' | 'incomplete' }>;

/** What is wrong with what was typed stands beside it. */
function refusedField(refusal: Told, verb: Verb, { policy }: TabPorts): ProblemAnswer {
  const sentence = verb === 'approve-changed' ? changeProblem(refusal, policy) : refusalSentence(refusal, policy);
  const field = verb === 'approve-changed' ? refusedTerm(refusal) : rules[verb].takes.at(-1);
  return problem(422, 'refused', sentence, field === undefined ? {} : { field });
}

/** One sentence for what became of one of several. */
export function sentenceOf(outcome: Acted, verb: Verb, { policy }: Pick<TabPorts, 'policy'>): string {
  switch (outcome.kind) {
    case 'away':
      return accountSentences.nothingChanged;
    case 'busy':
      return busy.problem.title;
    case 'unknown':
      return refusalSentence({ refused: 'not-yours' }, policy);
    case 'done':
      return doneSentences[verb];
    case 'refused': {
      const { refusal } = outcome;
      const hasMoved = refusal.refused === 'moved-on' || refusal.refused === 'incomplete';
      return hasMoved ? tabSentences.movedOn : refusalSentence(refusal, policy);
    }
  }
}
