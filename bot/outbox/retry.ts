import type { Random } from '../ports/system';

/** How what fails is tried again. */
export interface Retry {
  /** Seconds between the tries; after the last, an admin is told. */
  delays: readonly number[];
  /** Whether a refusal by a channel's rate limit counts as a try. */
  countsRefusals: boolean;
}

/** More than a day in all. A channel that is only busy takes the message in the end, so its refusals cost no try. */
export const retry: Retry = {
  delays: [5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 8 * 3600, 8 * 3600],
  countsRefusals: false,
};

/** Seconds over which messages come back that were refused together. */
const spread = 20;

/** Seconds until a refused message is tried again; undefined where the refusal counts as a failed try. */
export function afterRefusal(
  { isRefused, afterSeconds = 0 }: { isRefused?: true; afterSeconds?: number },
  { retry: how, random }: { retry: Retry; random: Random },
): number | undefined {
  if (!isRefused || how.countsRefusals) return undefined;
  const wait = Math.max(afterSeconds, how.delays[0] ?? 1);
  const [high = 0, low = 0] = random.bytes(2);
  return wait + Math.floor(((high * 256 + low) / 65_536) * spread);
}
