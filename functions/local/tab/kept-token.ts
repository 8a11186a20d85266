import type { TabHost } from '../../../bot/tab/host';

/** Teams keeps a token too. Milliseconds. */
const tokenKept = 60_000;

/** A token that is asked for once a minute, and anew where the API refuses it: this machine's issuer has new keys after a restart. */
export function keptToken(ask: () => Promise<string>): TabHost['token'] {
  let kept: { until: number; token: Promise<string> } | undefined;
  return async (isRefused) => {
    if (kept && !isRefused && performance.now() < kept.until) return await kept.token;
    const asked = ask();
    kept = { until: performance.now() + tokenKept, token: asked };
    asked.catch(() => {
      kept = undefined;
    });
    return await asked;
  };
}
