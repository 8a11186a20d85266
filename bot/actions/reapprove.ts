import { keepAfterAll, letEnd, reapprove } from '../domain/reapproval';
import type { PersonId, RequestId } from '../domain/visitor-request';
import type { Outcome } from '../perform';
import type { Ports } from '../ports';
import type { Answer } from '../turn';
import { answerTo, changeByStanding, onceKnown } from './by-standing';
import type { DecidePorts } from './decide';
import { inTeams, type Pressed } from './press';

type OnRevision = { request: string; revision: number };

/**
 * Keeps one account until a new last day, as a card or a list asks for it.
 *
 * @param until as it was typed or picked.
 */
export async function reapproveOne(id: RequestId, revision: number, until: string, person: PersonId, ports: DecidePorts): Promise<Outcome> {
  const press = pressOf(person, revision, ports);
  return changeByStanding(id, person, (current, standing) => reapprove(current, until, standing, ports.policy, press), ports);
}

/** Lets one account end on its last day, without further reminders. */
export async function letEndOne(id: RequestId, revision: number, person: PersonId, ports: DecidePorts): Promise<Outcome> {
  const press = pressOf(person, revision, ports);
  return changeByStanding(id, person, (current, standing) => letEnd(current, standing, press), ports);
}

/** Takes back that one account was let end. */
export async function keepOneAfterAll(id: RequestId, revision: number, person: PersonId, ports: DecidePorts): Promise<Outcome> {
  const press = pressOf(person, revision, ports);
  return changeByStanding(id, person, (current, standing) => keepAfterAll(current, standing, press), ports);
}

/** *Keep* on the request's card: a day that cannot be is told beside the field. */
export async function reapproveRequest({ person, data }: Pressed<OnRevision & { until: string }>, ports: DecidePorts): Promise<Answer> {
  return onceKnown(person, ports, async () =>
    answerTo(await reapproveOne(data.request, data.revision, data.until, person, ports), person, ports, (problem) => ({
      verb: 'reapprove',
      words: data.until,
      problem,
    })),
  );
}

/** *Let it end* on the request's card. */
export async function letEndRequest({ person, data }: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  return onceKnown(person, ports, async () => answerTo(await letEndOne(data.request, data.revision, person, ports), person, ports));
}

/** *Keep after all* on the request's card. */
export async function keepRequestAfterAll({ person, data }: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  return onceKnown(person, ports, async () => answerTo(await keepOneAfterAll(data.request, data.revision, person, ports), person, ports));
}

function pressOf(person: PersonId, seen: number, { clock }: Pick<Ports, 'clock'>) {
  return { actor: inTeams(person), now: clock.now(), seen };
}
