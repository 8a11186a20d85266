import { nudge } from '../domain/wake';
import type { Answer } from '../turn';
import { answerTo, changeByStanding, onceKnown } from './by-standing';
import type { DecidePorts } from './decide';
import { inTeams, type Pressed } from './press';

/** *Remind them*: the deciders get the question once more, at most once a working day. */
export async function nudgeDeciders({ person, data }: Pressed<{ request: string; revision: number }>, ports: DecidePorts): Promise<Answer> {
  const press = { actor: inTeams(person), now: ports.clock.now(), seen: data.revision };
  return onceKnown(person, ports, async () =>
    answerTo(
      await changeByStanding(data.request, person, (current, standing) => nudge(current, standing.person, ports.policy, press), ports),
      person,
      ports,
    ),
  );
}
