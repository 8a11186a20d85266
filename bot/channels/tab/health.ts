import { lookAtHealth } from '../../shown/health';
import { json, type TabAnswer, type TabPorts } from './answer';
import type { HealthView } from './health-contract';

/** `GET /health`. Costs a call for each table and queue, and a few to Graph; where a message waits, some seconds more. */
export async function showHealth(ports: TabPorts): Promise<TabAnswer> {
  const findings = await lookAtHealth(ports, ports.health);
  const view: HealthView = { findings, lookedAt: ports.clock.now().toInstant().toString() };
  return json(view);
}
