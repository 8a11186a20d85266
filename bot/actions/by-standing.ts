import type { Asking } from '../../cards/asking';
import { accountSentences } from '../domain/account-wording';
import type { Change, Refusal } from '../domain/lifecycle';
import type { Standing } from '../domain/reapproval';
import type { PersonId, RequestId, VisitorRequest } from '../domain/visitor-request';
import { refusalSentence, sentences } from '../domain/wording';
import { changeRequest, type Outcome } from '../perform';
import type { Ports, TodoTarget } from '../ports';
import type { Answer } from '../turn';
import { busy, notYours } from './answers';
import type { DecidePorts } from './decide';
import { inTeams } from './press';
import { noteRefused } from './refused-press';
import { type RequestCardPorts, showRequestOf } from './request-card';
import { standingOf } from './standing';

/** Applies a verb whose rules ask in what part somebody acts. Throws where the directory does not answer for them. */
export async function changeByStanding(
  id: RequestId,
  person: PersonId,
  propose: (current: VisitorRequest, standing: Standing) => Change | Refusal,
  ports: DecidePorts,
  extra: { todos?: TodoTarget[] } = {},
): Promise<Outcome> {
  return changeRequest(
    id,
    async (current) => {
      const standing = await standingOf(current, person, ports);
      return standing ? propose(current, standing) : { refused: 'not-yours' };
    },
    ports,
    extra,
  );
}

/** For a rule that asks only who somebody is: whoever’s account is disabled is nobody. */
export function whileEnabled({ person }: Standing, rule: () => Change | Refusal): Change | Refusal {
  return person.isEnabled ? rule() : { refused: 'not-yours' };
}

/** What is asked again, with what was typed and what is wrong with it. */
export type AskAgain = (problem: string) => Asking;

/** Answers a press: the card as the request is now, the problem beside its field, or what strangers are told. */
export async function answerTo(outcome: Outcome, person: PersonId, ports: RequestCardPorts, askAgain?: AskAgain): Promise<Answer> {
  switch (outcome.kind) {
    case 'busy':
      return busy;
    case 'unknown':
      return notYours(ports);
    case 'done':
      return showRequestOf(outcome.request, person, ports);
    case 'refused':
      return outcome.request ? answerToRefusal(outcome.refusal, outcome.request, person, ports, askAgain) : notYours(ports);
  }
}

/** The rules look at who presses before anything else, so a stranger learns nothing; a former sponsor sees how it stands. */
export async function answerToRefusal(
  refusal: Refusal,
  request: VisitorRequest,
  person: PersonId,
  ports: RequestCardPorts,
  askAgain?: AskAgain,
): Promise<Answer> {
  noteRefused(refusal, request.id, inTeams(person), ports);
  switch (refusal.refused) {
    case 'moved-on':
    case 'incomplete':
      return showRequestOf(request, person, ports, { notice: sentences.movedOn });
    case 'not-yours':
      if (request.involved.includes(person)) return showRequestOf(request, person, ports, { notice: sentences.movedOn });
      return notYours(ports);
    case 'not-a-date':
    case 'not-later':
    case 'not-earlier':
    case 'too-early':
    case 'too-far':
    case 'no-such-colleague':
    case 'sponsor-already': {
      const problem = refusalSentence(refusal, ports.policy);
      return showRequestOf(request, person, ports, askAgain ? { asking: askAgain(problem) } : { notice: problem });
    }
    default:
      return showRequestOf(request, person, ports, { notice: refusalSentence(refusal, ports.policy) });
  }
}

/**
 * Whoever presses must be known to be still there: where the directory does not answer, the press waits, and the card
 * stays with all that was typed.
 */
export async function onceKnown(person: PersonId, ports: Pick<Ports, 'people' | 'log'>, act: () => Promise<Answer>): Promise<Answer> {
  try {
    await ports.people.person(person);
  } catch (fault) {
    return directoryAway(person, fault, ports);
  }
  return act();
}

export function directoryAway(person: PersonId, fault: unknown, { log }: Pick<Ports, 'log'>): Answer {
  log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; the press waits');
  return { kind: 'sentence', text: accountSentences.nothingChanged };
}
