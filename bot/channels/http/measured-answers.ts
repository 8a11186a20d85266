import type { Telemetry } from '../../ports/telemetry';

type Fetch = (request: Request) => Response | Promise<Response>;

/** What answers over HTTP, the longer names first. Whatever else is asked for is `other`. */
const doors = ['/api/messages', '/api/outlook', '/api/tab', '/api/health', '/photo', '/tab', '/accessibility', '/healthz', '/readyz'];
/** Asked by machines all day: counted, and in no trace. */
const untraced = new Set(['/api/health', '/healthz', '/readyz']);

/** Counts the answers by door and status, each in a span of its own: an address may name a request, so the door stands for it. */
export function measuredAnswers(fetch: Fetch, telemetry: Telemetry | undefined): Fetch {
  if (!telemetry) return fetch;
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = doors.find((door) => pathname === door || pathname.startsWith(`${door}/`)) ?? 'other';
    const answer = async () => await fetch(request);
    const response = untraced.has(path) ? await answer() : await telemetry.within('answer', { fields: { path } }, answer);
    telemetry.record('httpAnswers', 1, { code: String(response.status), path });
    return response;
  };
}
