import { type Change, isRefusal, type Press, type Refusal } from '../domain/lifecycle';
import { end, type Standing, shorten } from '../domain/reapproval';
import type { VisitorRequest } from '../domain/visitor-request';
import type { Answer } from '../turn';
import { notYours } from './answers';
import { answerTo, answerToRefusal, changeByStanding, onceKnown } from './by-standing';
import type { DecidePorts } from './decide';
import { inTeams, type Pressed } from './press';
import { type RequestCardPorts, showRequestOf } from './request-card';
import { standingOf } from './standing';

type OnRevision = { request: string; revision: number };

/** *End now* asks first: it is for good. */
export async function askEnd(press: Pressed<OnRevision>, ports: RequestCardPorts): Promise<Answer> {
  return ask('end', press, ports, end);
}

/** The account ends at once. */
export async function endAccount({ person, data }: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  const press = pressOf(person, data, ports);
  return onceKnown(person, ports, async () =>
    answerTo(await changeByStanding(data.request, person, (current, standing) => end(current, standing, press), ports), person, ports),
  );
}

/** *Shorten* asks for the new last day. */
export async function askShorten(press: Pressed<OnRevision>, ports: RequestCardPorts): Promise<Answer> {
  return ask('shorten', press, ports, (current, standing, pressed) => shorten(current, '', standing, pressed));
}

/** The account ends earlier; a day that cannot be is told beside the field. */
export async function shortenAccount({ person, data }: Pressed<OnRevision & { until: string }>, ports: DecidePorts): Promise<Answer> {
  const press = pressOf(person, data, ports);
  return onceKnown(person, ports, async () =>
    answerTo(
      await changeByStanding(data.request, person, (current, standing) => shorten(current, data.until, standing, press), ports),
      person,
      ports,
      (problem) => ({ verb: 'shorten', words: data.until, problem }),
    ),
  );
}

/** Asks before the verb, where the rules would take it; that no day is given yet is no reason against. */
async function ask(
  verb: 'end' | 'shorten',
  { person, data }: Pressed<OnRevision>,
  ports: RequestCardPorts,
  rule: (current: VisitorRequest, standing: Standing, press: Press) => Change | Refusal,
): Promise<Answer> {
  return onceKnown(person, ports, async () => {
    const request = (await ports.requests.read(data.request))?.value;
    if (!request) return notYours(ports);
    const standing = await standingOf(request, person, ports);
    const result = standing ? rule(request, standing, pressOf(person, data, ports)) : ({ refused: 'not-yours' } as const);
    if (isRefusal(result) && result.refused !== 'not-a-date') return answerToRefusal(result, request, person, ports);
    return showRequestOf(request, person, ports, { asking: { verb } });
  });
}

function pressOf(person: string, { revision }: OnRevision, { clock }: Pick<RequestCardPorts, 'clock'>): Press {
  return { actor: inTeams(person), now: clock.now(), seen: revision };
}
