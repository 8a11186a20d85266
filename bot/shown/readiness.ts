import { latest } from '../domain/health/health';
import type { HealthProbes } from '../ports/health';
import { blind, type HealthPorts, minutesSince } from './health';

/** Whether the product can do its work now, part by part: nothing of anybody, and no name of a resource. */
export interface Readiness {
  isReady: boolean;
  storage: boolean;
  /** False: a message has been waiting too long. */
  queues: boolean;
  /** False: the last whole run is too long ago. A deployment that is new has had none, and is ready. */
  sweep: boolean;
  reconcile: boolean;
  /** There is a token for Microsoft Graph, and the directory answers. */
  directory: boolean;
}

/** For how many seconds an answer stands: whoever asks more often, and anybody may, costs nothing. What is mended shows sooner than what breaks. */
const standsFor = { ready: 60, notReady: 15 };

export function readiness(ports: HealthPorts, probes: HealthProbes = blind): () => Promise<Readiness> {
  const now = (): number => ports.clock.now().epochMilliseconds;
  let last: { until: number; answer: Promise<Readiness> } | undefined;
  return () => {
    if (last && now() < last.until) return last.answer;
    // One look at a time, however many ask.
    const looking = { until: Number.POSITIVE_INFINITY, answer: lookWhetherReady(ports, probes) };
    const end = (isReady: boolean) => void (looking.until = now() + (isReady ? standsFor.ready : standsFor.notReady) * 1_000);
    looking.answer.then(
      ({ isReady }) => end(isReady),
      () => end(false),
    );
    last = looking;
    return looking.answer;
  };
}

async function lookWhetherReady(ports: HealthPorts, probes: HealthProbes): Promise<Readiness> {
  const isTrue = (answer: Promise<unknown>) =>
    answer.then(
      () => true,
      () => false,
    );
  const [stores, waiting, graph, runs, knowsAdmins] = await Promise.all([
    probes.stores(),
    probes.waiting(),
    probes.graph(),
    ports.views.lastRuns().catch(() => undefined),
    isTrue(ports.people.admins()),
  ]);
  const inTime = (at: string | undefined, limit: number) => (minutesSince(at, ports) ?? 0) <= limit;
  const parts = {
    storage: runs !== undefined && stores.every(({ access }) => access === 'ok'),
    queues: waiting.every(({ minutes }) => minutes < latest.queue),
    sweep: inTime(runs?.sweep, latest.sweep),
    reconcile: inTime(runs?.reconcile, latest.reconcile),
    directory: knowsAdmins && graph.kind !== 'away' && graph.kind !== 'no-token',
  };
  return { isReady: Object.values(parts).every((part) => part), ...parts };
}
