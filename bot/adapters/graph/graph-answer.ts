import { GraphError } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { GraphFault } from './graph-fault';

/** Seconds for which nothing is asked where Graph is too busy and does not say for how long. */
export const restAfterThrottling = 10;

const refusal = z.object({ details: z.array(z.object({ code: z.string() })) });

/** A code of Graph's own, not a sentence. */
export function isWord(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_.]*$/.test(code);
}

/** In whole seconds; the header holds either those or a date. */
export function secondsOf(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = Math.ceil(/^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : undefined;
}

export function graphFaultOf(error: unknown): GraphFault {
  if (error instanceof GraphFault) return error;
  if (!(error instanceof GraphError)) return new GraphFault('Unreachable');
  // The SDK reports a call without a response as status -1, and an unreadable response by the error's name.
  const status = error.statusCode > 0 ? error.statusCode : undefined;
  if (status === undefined) return new GraphFault('Unreachable');
  if (status < 400) return new GraphFault(isUnreadable(error) ? 'Malformed' : 'Unreachable', status);
  if (status === 429) return new GraphFault('Throttled', status, graphRetryAfter(error) ?? restAfterThrottling);
  return new GraphFault(graphCode(error, status), status, status >= 500 ? graphRetryAfter(error) : undefined, graphDetails(error));
}

/** The SDK puts the parser's error into the code, or, when it comes from another realm, into the body. */
function isUnreadable({ code, body }: GraphError): boolean {
  return code === 'SyntaxError' || (body as { name?: unknown } | null | undefined)?.name === 'SyntaxError';
}

function graphCode({ code, body }: GraphError, status: number): string {
  return typeof body === 'string' && isWord(code) && code !== 'SyntaxError' ? code : `Http${status}`;
}

function graphRetryAfter({ headers }: GraphError): number | undefined {
  return secondsOf(headers?.get('retry-after') ?? undefined);
}

/** The codes beside the code, such as `ObjectConflict`; what they are about quotes what was sent, and stays here. */
function graphDetails({ body }: GraphError): string[] {
  if (typeof body !== 'string' || !body.startsWith('{')) return [];
  try {
    return refusal.parse(JSON.parse(body)).details.flatMap(({ code }) => (isWord(code) ? [code] : []));
  } catch {
    return [];
  }
}
