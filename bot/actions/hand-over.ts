import { accountSentences } from '../domain/account-wording';
import { acceptHandover, canBeHandedOver, cancelHandover, declineHandover, offerHandover, offeringPart } from '../domain/handover';
import { isRefusal, type Press, type Refusal } from '../domain/lifecycle';
import type { Standing } from '../domain/reapproval';
import type { Person } from '../domain/records';
import { isAddress } from '../domain/text-rules';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
import type { Ports } from '../ports';
import type { Answer } from '../turn';
import { notice, notYours } from './answers';
import { answerTo, answerToRefusal, changeByStanding, directoryAway, onceKnown } from './by-standing';
import type { DecidePorts } from './decide';
import { inTeams, type Pressed } from './press';
import { type RequestCardPorts, showRequestOf } from './request-card';
import { standingOf } from './standing';

type OnRevision = { request: string; revision: number };

/** *Hand over* asks for the colleague's address. */
export async function askHandover(press: Pressed<OnRevision>, ports: RequestCardPorts): Promise<Answer> {
  return whereOfferable(press, ports, async (request) =>
    showRequestOf(request, press.person, ports, { asking: { verb: 'findSuccessor' } }),
  );
}

/** Shows whose address it is before anything is offered. Whether they may sponsor is asked of the rules, now and again then. */
export async function findSuccessor(press: Pressed<OnRevision & { mail: string }>, ports: RequestCardPorts): Promise<Answer> {
  const { person, data } = press;
  return whereOfferable(press, ports, async (request, standing) => {
    let successor: Person | undefined;
    try {
      successor = isAddress(data.mail) ? await ports.people.byMail(data.mail.trim()) : undefined;
    } catch (fault) {
      return directoryAway(person, fault, ports);
    }
    const offered = offerHandover(request, successor, standing, pressOf(press, ports));
    if (isRefusal(offered) || !successor) return answerToRefusal(refusalOf(offered), request, person, ports, askAgain(data.mail));
    const { id, name, mail } = successor;
    return showRequestOf(request, person, ports, { asking: { verb: 'offerHandover', successor: { id, name, mail } } });
  });
}

/** *Offer*, to the one who was shown. */
export async function offerRequest(press: Pressed<OnRevision & { to: PersonId }>, ports: DecidePorts): Promise<Answer> {
  const { person, data } = press;
  return onceKnown(person, ports, async () => {
    let successor: Person | undefined;
    try {
      successor = await ports.people.person(data.to.toLowerCase());
    } catch (fault) {
      return directoryAway(person, fault, ports);
    }
    const outcome = await changeByStanding(
      data.request,
      person,
      (current, standing) => offerHandover(current, successor, standing, pressOf(press, ports)),
      ports,
    );
    return answerTo(outcome, person, ports, askAgain(''));
  });
}

/** *Take the offer back*. */
export async function takeOfferBack(press: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  const { person, data } = press;
  return onceKnown(person, ports, async () =>
    answerTo(
      await changeByStanding(data.request, person, (current, standing) => cancelHandover(current, standing, pressOf(press, ports)), ports),
      person,
      ports,
    ),
  );
}

/** *Accept*: R2 is asked once more, of whom the directory now knows. What the former sponsor was changing goes. */
export async function acceptOffer(press: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  const { person, data } = press;
  return onceKnown(person, ports, async () =>
    answerTo(
      await changeByStanding(
        data.request,
        person,
        (current, standing) => acceptHandover(current, standing.person, pressOf(press, ports)),
        ports,
        { todos: ['draft'] },
      ),
      person,
      ports,
    ),
  );
}

/** *Decline*. Whoever declined may see the request no longer, and is told that it is done, however often they press. */
export async function declineOffer(press: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  const { person, data } = press;
  return onceKnown(person, ports, async () => {
    const outcome = await changeByStanding(
      data.request,
      person,
      (current) => declineHandover(current, person, pressOf(press, ports)),
      ports,
    );
    const handed = 'request' in outcome ? outcome.request?.handed : undefined;
    const hasDeclined = handed?.to === person && handed.answer === 'declined';
    return hasDeclined ? notice(accountSentences.declined) : answerTo(outcome, person, ports);
  });
}

/** Goes on where this person may offer the request as they saw it. */
async function whereOfferable(
  press: Pressed<OnRevision>,
  ports: RequestCardPorts,
  goOn: (request: VisitorRequest, standing: Standing) => Promise<Answer>,
): Promise<Answer> {
  const { person, data } = press;
  return onceKnown(person, ports, async () => {
    const request = (await ports.requests.read(data.request))?.value;
    if (!request) return notYours(ports);
    const standing = await standingOf(request, person, ports);
    if (!standing) return notYours(ports);
    const part = offeringPart(request, standing);
    if ('refused' in part) return answerToRefusal(part, request, person, ports);
    const isSame = request.revision === data.revision && canBeHandedOver(request, { now: ports.clock.now() });
    return isSame ? goOn(request, standing) : answerToRefusal({ refused: 'moved-on' }, request, person, ports);
  });
}

function askAgain(mail: string) {
  return (problem: string) => ({ verb: 'findSuccessor' as const, words: mail, problem });
}

function refusalOf(result: object): Refusal {
  return 'refused' in result ? (result as Refusal) : { refused: 'no-such-colleague' };
}

function pressOf({ person, data }: Pressed<OnRevision>, { clock }: Pick<Ports, 'clock'>): Press {
  return { actor: inTeams(person), now: clock.now(), seen: data.revision };
}
