import { z } from 'zod';
import type { OutgoingCard } from '../../domain/shown/outgoing-card';
import type { Chat, Conversation, Delivery } from '../../ports/chat';
import type { Log } from '../../ports/log-fields';
import { activityOf } from './teams-activity';
import type { ConnectorAdapter } from './teams-connector';

export interface TeamsChatOptions {
  adapter: ConnectorAdapter;
  isServiceUrlAllowed: (url: URL) => boolean;
  log: Log;
}

/** Sends proactive messages. One attempt each; the caller decides about retries. */
export function teamsChat({ adapter, isServiceUrlAllowed, log }: TeamsChatOptions): Chat {
  async function deliver(
    to: Conversation,
    what: 'post' | 'update',
    send: (delivered: (activity: string) => void) => Promise<void>,
  ): Promise<Delivery> {
    if (!URL.canParse(to.serviceUrl) || !isServiceUrlAllowed(new URL(to.serviceUrl))) {
      const refused = { outcome: 'unreachable', code: 'ServiceUrlNotAllowed' } as const;
      note(refused, undefined, what, to, log);
      return refused;
    }
    let activity = '';
    try {
      await send((id) => {
        activity = id;
      });
      return { outcome: 'delivered', activity };
    } catch (error) {
      const failed = deliveryOf(error, what);
      note(failed, httpStatus(connectorErrorOf(error)), what, to, log);
      return failed;
    }
  }
  return {
    post: (to, message) =>
      deliver(to, 'post', (delivered) =>
        adapter.reach(to, async (context) => delivered((await context.sendActivity(outgoing(message)))?.id ?? '')),
      ),
    update: (to, activity, message) =>
      deliver(to, 'update', (delivered) =>
        adapter.reach(to, async (context) => {
          await context.updateActivity({ ...outgoing(message), id: activity });
          delivered(activity);
        }),
      ),
  };
}

const outgoing = (message: OutgoingCard) => activityOf({ kind: 'card', message });

const connectorError = z.object({
  name: z.string(),
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  statusCode: z.number().optional().catch(undefined),
  response: z.object({ headers: z.custom<{ get(name: string): string | undefined }>() }).optional().catch(undefined),
});

/**
 * What a failed call means for the message (error table of Microsoft's "conversation basics"). Only 429 and 412 are
 * known not to have arrived; after any 5xx or a broken connection the card may be in the chat all the same.
 */
export function deliveryOf(thrown: unknown, what: 'post' | 'update'): Exclude<Delivery, { outcome: 'delivered' }> {
  const error = connectorErrorOf(thrown);
  const status = httpStatus(error);
  const code = connectorCode(error, status, what);
  if (status === undefined) return { outcome: 'later', code, isAmbiguous: mayHaveArrived(error) };
  const after = connectorRetryAfter(error);
  if (status === 429) return { outcome: 'later', code, isAmbiguous: false, isRefused: true, ...after };
  if (status === 412) return { outcome: 'later', code, isAmbiguous: false, ...after };
  // A response with Retry-After was not accepted.
  if (status === 503 && after.afterSeconds !== undefined) return { outcome: 'later', code, isAmbiguous: true, isRefused: true, ...after };
  if (status === 408 || status >= 500) return { outcome: 'later', code, isAmbiguous: true, ...after };
  return { outcome: 'unreachable', code };
}

type ConnectorError = z.output<typeof connectorError>;

function connectorErrorOf(thrown: unknown): ConnectorError {
  return connectorError.safeParse(thrown).data ?? { name: 'unknown', message: '' };
}

/** Other errors with a status come from authentication, before anything was sent. */
function httpStatus(error: ConnectorError): number | undefined {
  return error.name === 'RestError' ? error.statusCode : undefined;
}

function mayHaveArrived(error: ConnectorError): boolean {
  if (error.name === 'AbortError') return true;
  return error.name === 'RestError' && !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(error.code ?? '');
}

function connectorCode(error: ConnectorError, status: number | undefined, what: 'post' | 'update'): string {
  // If the person blocked the bot, the message contains JSON with the reason as its subCode.
  const subCode = /"subCode"\s*:\s*"([A-Za-z]{1,60})"/.exec(error.message.slice(0, 2_000))?.[1];
  const code = subCode ?? error.code ?? (status === undefined ? error.name : `Http${status}`);
  if (status === 404 && what === 'update' && code !== 'ConversationNotFound') return 'ActivityNotFoundInConversation';
  // The code is logged and stored, so only a single word passes.
  return /^[A-Za-z0-9_.-]{1,60}$/.test(code) ? code : `Http${status ?? 'Error'}`;
}

/** In whole seconds; the header holds either those or a date. */
function connectorRetryAfter(error: ConnectorError): { afterSeconds?: number } {
  const header = error.response?.headers.get('retry-after');
  if (!header) return {};
  const seconds = Math.ceil(/^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000);
  return Number.isFinite(seconds) && seconds > 0 ? { afterSeconds: Math.min(seconds, 3_600) } : {};
}

/** A wrong secret, a malformed or too large card: ours to repair. All else is daily business. */
const ourMistakes = [400, 401, 413];

function note(
  delivery: Exclude<Delivery, { outcome: 'delivered' }>,
  status: number | undefined,
  what: string,
  to: Conversation,
  log: Log,
): void {
  const level = ourMistakes.includes(status ?? 0) ? 'error' : 'warn';
  log[level]({ person: to.person, what, outcome: delivery.outcome, code: delivery.code }, 'a message was not delivered');
}
