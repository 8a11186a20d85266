import step from '../../cards/step.json';
import { fakeCredentials } from '../fakes/bot-connector';
import { appId } from '../fakes/teams-bot';
import type { World } from '../fakes/world';
import { agentsBot } from './baselines/agents';
import { bareBot } from './baselines/bare-bot';
import { floorOf } from './baselines/floor';
import { plainHttp } from './baselines/plain-http';
import type { Served } from './baselines/served-bot';
import { usualBot } from './baselines/usual';
import { recordTurns } from './pressed-turns';
import { type Caller, callerBeside } from './processes';
import { pressAgain, type RecordedTurn } from './recorded-turn';
import { type Candidate, inRounds, type Measured } from './rounds';
import { serveProduct } from './serve-product';
import { worldOnStorage } from './storage-calls';

/** The names of those who take part. */
export const turns = {
  http: 'node:http, JSON',
  bare: 'bare botbuilder, a fixed card',
  stepFloor: 'a form step: floor',
  stepUsual: 'a form step: the usual way',
  stepAgents: 'a form step: agents-hosting',
  step: 'a form step: the product',
  approvalFloor: 'an approval: floor',
  approval: 'an approval: the product',
} as const;

export interface Turns {
  measured: Measured;
  /** Calls to storage of the product's turns: to tables and to the queue. */
  calls: Record<'step' | 'approval', { stored: number; queued: number }>;
}

const rounds = 60;
const turnsInRound = 15;

/**
 * CPU of this process for a turn, all over HTTP from another process, with the caller's token checked where it is checked at all, on
 * real storage in a third process.
 */
export async function measureTurns(connectionString: string): Promise<Turns> {
  const { world, stop } = await worldOnStorage(connectionString, 'turns');
  const [caller, product] = [await callerBeside(), await serveProduct(world)];
  const served: Served[] = [product];
  try {
    const { step: next, approval } = await recordTurns(world);
    const bot = { appId, credentials: fakeCredentials(appId), metadataUrl: world.issuer.metadataUrl };
    const taking = async (name: string, turn: RecordedTurn, baseline: Promise<Served>): Promise<Candidate> => {
      const { url } = await baseline.then((one) => served[served.push(one) - 1]!);
      return candidateOf({ name, url, turn, world, press: caller.part });
    };
    const candidates = [
      await taking(turns.http, next, plainHttp()),
      await taking(turns.bare, next, bareBot()),
      await taking(turns.stepFloor, next, floorOf(next, bot)),
      await taking(turns.stepUsual, next, usualBot(next, step, connectionString, bot)),
      await taking(turns.stepAgents, next, agentsBot(next, bot)),
      await taking(turns.step, next, Promise.resolve(product)),
      await taking(turns.approvalFloor, approval, floorOf(approval, bot)),
      await taking(turns.approval, approval, Promise.resolve(product)),
    ];
    return { measured: await inRounds(candidates, rounds), calls: { step: countOf(next), approval: countOf(approval) } };
  } finally {
    await Promise.all([...new Set(served)].map((one) => one.stop()));
    await caller.stop();
    await stop();
  }
}

interface Taking {
  name: string;
  url: string;
  turn: RecordedTurn;
  world: World;
  press: Caller;
}

function candidateOf({ name, url, turn, world, press }: Taking): Candidate {
  return {
    name,
    async run() {
      const bodies: string[] = [];
      while (bodies.length < turnsInRound) bodies.push((await pressAgain(turn)).body);
      const { authorization = '' } = await world.teams.authorization();
      const before = process.cpuUsage();
      const { waited } = await press({ url, authorization, bodies });
      const { user, system } = process.cpuUsage(before);
      return { cpu: (user + system) / 1_000 / bodies.length, waited };
    },
  };
}

function countOf({ calls }: RecordedTurn): { stored: number; queued: number } {
  const queued = calls.filter(({ method }) => method === 'sendMessage').length;
  return { stored: calls.length - queued, queued };
}
