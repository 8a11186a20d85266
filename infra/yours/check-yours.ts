import { Temporal } from 'temporal-polyfill';
import { DataError, loadPolicy } from '../../bot/data/load';
import { pastDates, sampleLeftovers } from '../../bot/domain/health/leftovers';
import type { Policy } from '../../bot/domain/organisation/organisation';

const manifestFile = 'manifest/manifest.json';
const policyFile = 'bot/data/policy.json';

/** What an organisation makes its own before it deploys, as JSON. */
export interface OwnFiles {
  manifest: unknown;
  policy: Policy;
}

/** What is left to do, as sentences; empty where nothing is. @param today an ISO date. */
export function leftToDo({ manifest, policy }: OwnFiles, today: string): string[] {
  const files = { [manifestFile]: manifest, [policyFile]: policy };
  const left = Object.entries(files).flatMap(([file, value]) =>
    sampleLeftovers(value).map((path) => `${file}: ${path} is still the sample’s. Put your own in its place.`),
  );
  const over = pastDates(policy, today).map((name) => `${policyFile}: ${name} is over. Put dates that are to come in its place.`);
  return [...left, ...over];
}

/** {@link leftToDo} of the files themselves; where one of them cannot be read, what is wrong in it. @param read a file by its path. */
export function checkOwnFiles(read: (path: string) => string, now: Temporal.Instant): string[] {
  const mistakes: string[] = [];
  const parsed = (path: string): unknown => {
    try {
      return JSON.parse(read(path));
    } catch (fault) {
      mistakes.push(`${path} is no JSON any more: ${(fault as Error).message.split('\n')[0]}.`);
      return undefined;
    }
  };
  const [manifest, json] = [parsed(manifestFile), parsed(policyFile)];
  if (mistakes.length > 0) return mistakes;
  try {
    const policy = loadPolicy(json);
    return leftToDo({ manifest, policy }, now.toZonedDateTimeISO(policy.zone).toPlainDate().toString());
  } catch (fault) {
    if (fault instanceof DataError) return fault.mistakes.map((mistake) => `${policyFile}: ${mistake}.`);
    throw fault;
  }
}
