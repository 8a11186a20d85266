import { pastDates, sampleLeftovers } from '../../bot/domain/health/leftovers';
import type { Policy } from '../../bot/domain/organisation/organisation';

/** What an organisation makes its own before it deploys, as JSON. */
export interface OwnFiles {
  manifest: unknown;
  policy: Policy;
}

/** What is left to do, as sentences; empty where nothing is. @param today an ISO date. */
export function leftToDo({ manifest, policy }: OwnFiles, today: string): string[] {
  const files = { 'manifest/manifest.json': manifest, 'bot/data/policy.json': policy };
  const left = Object.entries(files).flatMap(([file, value]) =>
    sampleLeftovers(value).map((path) => `${file}: ${path} is still the sample’s. Put your own in its place.`),
  );
  const over = pastDates(policy, today).map((name) => `bot/data/policy.json: ${name} is over. Put dates that are to come in its place.`);
  return [...left, ...over];
}
