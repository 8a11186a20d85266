import { withdraw } from '../domain/lifecycle';
import { sentences } from '../domain/wording';
import type { Answer } from '../turn';
import { notYours } from './answers';
import { answerTo, answerToRefusal, changeByStanding, onceKnown, whileEnabled } from './by-standing';
import type { DecidePorts } from './decide';
import { inTeams, type Pressed } from './press';
import { type RequestCardPorts, showRequestOf } from './request-card';

type OnRevision = { request: string; revision: number };

/** *Withdraw* asks first. */
export async function askWithdraw({ person, data }: Pressed<OnRevision>, ports: RequestCardPorts): Promise<Answer> {
  const stored = await ports.requests.read(data.request);
  if (!stored) return notYours(ports);
  if (stored.value.sponsor !== person) return answerToRefusal({ refused: 'not-yours' }, stored.value, person, ports);
  if (stored.value.revision !== data.revision) return showRequestOf(stored.value, person, ports, { notice: sentences.movedOn });
  return showRequestOf(stored.value, person, ports, { asking: { verb: 'withdraw' } });
}

/** The sponsor takes back what is not decided yet. */
export async function withdrawRequest({ person, data }: Pressed<OnRevision>, ports: DecidePorts): Promise<Answer> {
  const press = { actor: inTeams(person), now: ports.clock.now(), seen: data.revision };
  return onceKnown(person, ports, async () =>
    answerTo(
      await changeByStanding(data.request, person, (current, standing) => whileEnabled(standing, () => withdraw(current, press)), ports, {
        todos: ['draft'],
      }),
      person,
      ports,
    ),
  );
}
