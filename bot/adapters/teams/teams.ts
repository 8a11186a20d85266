import type { Activity, TurnContext } from 'botbuilder';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import type { PersonId } from '../../domain/organisation/organisation';
import { sentences } from '../../domain/words/words';
import type { Chat, Conversations } from '../../ports/chat';
import type { Log } from '../../ports/log-fields';
import type { SentPictures } from '../../ports/sent-pictures';
import type { Admission, Answer, Reply, Turn } from '../../ports/turn';
import type { BotIdentity } from '../entra/bot-identity';
import { sentPictures } from './sent-pictures';
import {
  activityOf,
  type Incoming,
  incomingOf,
  invokeReplyTo,
  isAnswer,
  isOfTenant,
  parseActivity,
  type TeamsActivity,
} from './teams-activity';
import { callerCheck } from './teams-caller';
import { deliveryOf, teamsChat } from './teams-chat';
import { ConnectorAdapter, connectorAuthorization, connectorCredentials, noCredentials } from './teams-connector';
import { readJson, refusal } from './teams-request';

export interface TeamsOptions extends BotIdentity {
  /** Where messages may be sent; `onHosts` for production, a predicate for loopback in local mode. */
  isServiceUrlAllowed: (url: URL) => boolean;
  /** Hosts from which a sent file may be fetched. */
  isFileUrlAllowed: (url: URL) => boolean;
  /** `none` takes anybody's word for who they are: for local mode only, chosen by its own compose. */
  callers: 'tokens' | 'none';
  /** Absent: Bot Framework's public cloud. */
  openIdMetadataUrl?: string;
  /** Absent: made from the bot's identity. */
  credentials?: ServiceClientCredentialsFactory;
  /** How long one call to the Bot Connector may take, in milliseconds. Absent: ten seconds. */
  callAtMost?: number;
  handle: (turn: Turn) => Promise<Reply>;
  /** Whether an authenticated person may have another turn. */
  admit: (person: PersonId) => Admission;
  conversations: Pick<Conversations, 'remember'>;
  log: Log;
  /** A short random word under which a fault is logged, and which the person is shown. */
  reference: () => string;
}

export interface Teams {
  /** The bot endpoint. Never throws; every answer is JSON or empty. */
  process: (request: Request) => Promise<Response>;
  chat: Chat;
  pictures: SentPictures;
}

/** Allows https addresses on the default port of exactly these hosts (lower case): the bot's token may go there. */
export function onHosts(hosts: readonly string[]): (url: URL) => boolean {
  return (url) => isPlainHttps(url) && hosts.includes(url.hostname);
}

/** The same for these hosts and their subdomains: for addresses that get nothing of ours. */
export function inDomains(hosts: readonly string[]): (url: URL) => boolean {
  return (url) => isPlainHttps(url) && hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}

function isPlainHttps({ protocol, port, username, password }: URL): boolean {
  return protocol === 'https:' && port === '' && username === '' && password === '';
}

/** Teams as a client: everything that is known of botbuilder lies behind this. Throws on an identity that cannot work. */
export function createTeams(options: TeamsOptions): Teams {
  const { appId, log } = options;
  const needsTokens = options.callers === 'tokens';
  // Without an app id botbuilder skips authentication, so a missing one must be an error.
  if (needsTokens && !appId.trim()) throw new Error('The bot needs its app id.');
  const credentials = options.credentials ?? (needsTokens ? connectorCredentials(options) : noCredentials());
  const adapter = new ConnectorAdapter(appId, credentials, options.callAtMost);
  const isKnownCaller = needsTokens ? callerCheck({ ...options, log }) : async () => true;
  const turns = { ...options, adapter };

  async function answer(request: Request): Promise<Response> {
    const body = await readJson(request);
    if ('refused' in body) return refusal(body.refused);
    const activity = parseActivity(body.json);
    if (!activity) return refusal(400);
    if (!(await isKnownCaller(request.headers.get('authorization'), activity))) return refusal(401);
    // Checked before anything is sent: the activity decides where the reply goes, with the bot's token.
    if (!isOfTenant(activity, options.tenantId) || !options.isServiceUrlAllowed(new URL(activity.serviceUrl))) {
      log.warn({ type: activity.type, host: new URL(activity.serviceUrl).host }, 'an activity of another tenant or service was refused');
      return refusal(403);
    }
    const incoming = incomingOf(activity);
    return incoming ? await takeActivity(activity, incoming, turns) : refusal(400);
  }

  return {
    chat: teamsChat({ adapter, isServiceUrlAllowed: options.isServiceUrlAllowed, log }),
    pictures: sentPictures({ ...options, authorization: () => connectorAuthorization(credentials, appId), log }),
    process: (request) =>
      answer(request).catch((error: unknown) => {
        log.error({ reference: options.reference(), ...traceOf(error) }, 'the bot endpoint failed');
        return refusal(500);
      }),
  };
}

type Turns = TeamsOptions & { adapter: ConnectorAdapter };

async function takeActivity(activity: TeamsActivity, incoming: Incoming, turns: Turns): Promise<Response> {
  if (incoming.kind === 'ignored') return new Response(null, { status: 200 });
  const person = activity.from?.aadObjectId;
  const admission = person ? turns.admit(person) : undefined;
  if (admission?.kind === 'over') return await turnAway(activity, admission.isFirst, turns);
  try {
    return await runTurn(activity, incoming, turns);
  } finally {
    admission?.leave();
  }
}

async function runTurn(activity: TeamsActivity, incoming: Incoming, turns: Turns): Promise<Response> {
  const [given] = await Promise.all([replyTo(incoming, turns), rememberConversation(activity, incoming, turns)]);
  const answer = given && (await afterPosting(given, activity, turns));
  if (activity.type === 'invoke') {
    const body = invokeReplyTo(activity, incoming, answer);
    return body ? Response.json(body) : new Response(null, { status: 200 });
  }
  if (answer && isAnswer(answer)) await inChat(activity, turns, (context) => sendAnswer(context, answer, turns));
  return new Response(null, { status: 200 });
}

/** Writes into the activity's chat. The answer to a press goes back with the press, so most presses need no client of the Bot Connector. */
async function inChat(activity: TeamsActivity, turns: Turns, send: (context: TurnContext) => Promise<boolean>): Promise<boolean> {
  let isSent = false;
  await turns.adapter.turn(botActivity(activity, turns.appId), async (context) => {
    isSent = await send(context);
  });
  return isSent;
}

/** A press must have an answer; of messages only the first gets one, as each costs a call of ours. */
async function turnAway(activity: TeamsActivity, isFirst: boolean, turns: Turns): Promise<Response> {
  const answer = { kind: 'sentence', text: sentences.tooMuch } as const;
  if (isFirst)
    turns.log.warn({ person: activity.from?.aadObjectId ?? undefined, type: activity.type }, 'somebody sends more than is taken');
  if (activity.type === 'invoke') return Response.json(invokeReplyTo(activity, { kind: 'turn' }, answer));
  if (isFirst) await inChat(activity, turns, (context) => sendAnswer(context, answer, turns));
  return new Response(null, { status: 200 });
}

async function replyTo(incoming: Incoming, turns: Turns): Promise<Reply | undefined> {
  switch (incoming.kind) {
    case 'turn':
      return await handled(incoming.turn, turns);
    case 'elsewhere':
      return { kind: 'sentence', text: sentences.personalChatOnly };
    case 'met':
    case 'ignored':
    case 'unknown-invoke':
      return undefined;
  }
}

/** Answers a fault with a sentence; on an invoke the card and its typed text stay. */
async function handled(turn: Turn, { handle, log, reference }: Turns): Promise<Reply> {
  try {
    return await handle(turn);
  } catch (error) {
    const word = reference();
    log.error({ reference: word, person: turn.person, act: turn.act.kind, ...traceOf(error) }, 'a turn failed');
    return { kind: 'sentence', text: sentences.fault(word) };
  }
}

/** Saves the conversation on each turn, as Teams may change its service URL. A failure does not fail the turn. */
async function rememberConversation(
  activity: TeamsActivity,
  incoming: Incoming,
  { appId, conversations, log, reference }: Turns,
): Promise<void> {
  const person = personIn(incoming);
  if (person === undefined || !activity.from) return;
  try {
    await conversations.remember({
      person,
      botId: appId,
      conversation: activity.conversation.id,
      serviceUrl: activity.serviceUrl,
      member: activity.from.id,
    });
  } catch (error) {
    log.error({ reference: reference(), person, ...traceOf(error) }, 'a conversation was not remembered');
  }
}

function personIn(incoming: Incoming): PersonId | undefined {
  if (incoming.kind === 'turn') return incoming.turn.person;
  return incoming.kind === 'met' ? incoming.person : undefined;
}

/** Posts additional messages before the answer, which refers to them. */
async function afterPosting(answer: Reply, activity: TeamsActivity, turns: Turns): Promise<Reply> {
  if (answer.kind !== 'sentence' || !answer.posts) return answer;
  const { posts, ...said } = answer;
  return (await inChat(activity, turns, (context) => sendAnswer(context, posts, turns)))
    ? said
    : { kind: 'sentence', text: sentences.slow };
}

/**
 * False if it did not arrive. The turn still counts as done, as reporting a failure would make Teams repeat it.
 */
async function sendAnswer(context: TurnContext, answer: Answer, { log, reference }: Turns): Promise<boolean> {
  const person = context.activity.from.aadObjectId;
  try {
    const sent = await context.sendActivity(activityOf(answer));
    if (answer.kind === 'card' && sent?.id) await answer.sent?.(sent.id);
    return true;
  } catch (error) {
    const { outcome, code } = deliveryOf(error, 'post');
    log.error({ reference: reference(), person, outcome, code }, 'the answer of a turn was not delivered');
    return false;
  }
}

/** Passes on only the verified fields and those that the reply's address needs. */
function botActivity(activity: TeamsActivity, appId: string): Partial<Activity> {
  const { type, channelId, serviceUrl, conversation, from } = activity;
  return {
    type,
    channelId,
    serviceUrl,
    conversation: { id: conversation.id, isGroup: false, conversationType: conversation.conversationType ?? 'personal', name: '' },
    from: { id: from?.id ?? '', name: '', ...(from?.aadObjectId ? { aadObjectId: from.aadObjectId } : {}) },
    recipient: { id: activity.recipient?.id ?? `28:${appId}`, name: '' },
    ...(activity.id ? { id: activity.id } : {}),
  };
}

/** The place in the code alone, as an error's message may contain typed text. */
function traceOf(error: unknown): { fault: string; at?: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error };
  const at = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5);
  return { fault: error.name, at: at.map((line) => line.trim()) };
}
