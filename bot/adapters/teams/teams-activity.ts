import { z } from 'zod';
import type { PersonId } from '../../domain/organisation/organisation';
import type { SentPicture } from '../../domain/request/visitor-request';
import type { Answer, Reply, Turn } from '../../ports/turn';

// Teams leaves out what it does not know, and now and then sends null for it.
const name = z.string().min(1).max(1_000);
/** An id that becomes part of a Bot Connector URL. */
const pathId = name.regex(/^[\x21-\x7e]+$/);
/** Each mention is searched for in the whole text, before authentication, so both are limited. */
const maxText = 4_000;
const maxEntities = 10;
const maxAttachments = 10;
const account = z.object({ id: name, aadObjectId: z.guid().toLowerCase().nullish() });

const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: pathId.nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z
    .string()
    .max(2_000)
    .refine((url) => URL.canParse(url)),
  from: account.nullish(),
  recipient: z.object({ id: name }).nullish(),
  conversation: z.object({ id: pathId, conversationType: z.string().nullish(), tenantId: z.string().nullish() }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).nullish() }).nullish(),
  replyToId: pathId.nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  text: z
    .string()
    .transform((text) => text.slice(0, maxText))
    .nullish(),
  entities: z
    .array(z.unknown())
    .transform((entities) => entities.slice(0, maxEntities))
    .nullish(),
  attachments: z
    .array(z.unknown())
    .transform((attachments) => attachments.slice(0, maxAttachments))
    .nullish(),
  value: z.unknown().optional(),
});

const verb = z.string().min(1).max(100);
const data = z.record(z.string(), z.unknown());
const executeSchema = z.object({
  action: z.object({ verb, data: data.nullish() }),
  trigger: z.string().nullish(),
});
const submitSchema = z.looseObject({ verb });
/** What a button that opens a dialog sends. */
const fetchSchema = z.object({ data: submitSchema });
const closeSchema = z.object({ data: z.object({ draft: z.string().min(1).max(40) }) });
const address = z.string().max(4_000).refine(URL.canParse);
/** A file that a person sends lies in their OneDrive; Teams adds an address that works without a sign-in, for a while. */
const fileSchema = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  content: z.object({ downloadUrl: address }),
});
/** A picture pasted into a message is stored at the Bot Connector. The `text/html` attachment repeats the message. */
const pastedSchema = z.object({
  contentType: z
    .string()
    .max(100)
    .regex(/^image\//i),
  contentUrl: address,
});
const mentionSchema = z.object({ type: z.literal('mention'), text: z.string().min(1), mentioned: z.object({ id: z.string() }) });

export type TeamsActivity = z.output<typeof activitySchema>;

/** What an activity asks of us. Only `turn` reaches the product. */
export type Incoming =
  | { kind: 'turn'; turn: Turn }
  /** A message or press in a group chat or a channel. */
  | { kind: 'elsewhere'; person: PersonId }
  /** Nothing to answer, but the conversation with this person is now known. */
  | { kind: 'met'; person: PersonId }
  | { kind: 'unknown-invoke' }
  | { kind: 'ignored' };

/** Undefined for anything that Teams would not send: the caller gets a bare 400. Cheap, as the caller is not authenticated yet. */
export function parseActivity(json: unknown): TeamsActivity | undefined {
  return activitySchema.safeParse(json).data;
}

/** True when the activity names a tenant, and no other than this one (a GUID in lower case). */
export function isOfTenant(activity: TeamsActivity, tenantId: string): boolean {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter((id) => typeof id === 'string');
  return named.length > 0 && named.every((id) => id.toLowerCase() === tenantId.toLowerCase());
}

export function isPersonal(activity: TeamsActivity): boolean {
  return (activity.conversation.conversationType ?? 'personal') === 'personal';
}

/** The activity of an answer. Without `summary` the notification reads "sent a card". */
export function activityOf(answer: Answer) {
  if (answer.kind === 'sentence') {
    return { type: 'message', text: answer.text, textFormat: 'plain', summary: answer.text.slice(0, 200) };
  }
  const { card, summary } = answer.message;
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }], summary };
}

/** The response to `task/fetch`, and to a refused `task/submit`: the dialog, or a sentence. */
function dialogBodyOf(answer: Reply) {
  if (answer.kind === 'closed') return undefined;
  if (answer.kind !== 'dialog') return { task: { type: 'message', value: answer.kind === 'card' ? answer.message.summary : answer.text } };
  const { title, url, fallbackUrl, isWide } = answer;
  return { task: { type: 'continue', value: { title, url, fallbackUrl, width: isWide ? 'large' : 'medium', height: 'large' } } };
}

/** What the chat can show. */
export function isAnswer(reply: Reply): reply is Answer {
  return reply.kind === 'card' || reply.kind === 'sentence';
}

/** The body that answers an invoke of this name; undefined closes a dialog. */
export function invokeReplyTo(activity: TeamsActivity, incoming: Pick<Incoming, 'kind'>, answer: Reply | undefined): object | undefined {
  if (incoming.kind === 'met') return undefined;
  if (!answer) return unknownInvokeBody;
  if (activity.name?.startsWith('task/')) return dialogBodyOf(answer);
  return isAnswer(answer) ? invokeBodyOf(answer) : unknownInvokeBody;
}

/**
 * The body that answers a press. HTTP says 200 whatever is in it: any other status makes the client show
 * "Unable to reach app". The order of the words in the media types matters to clients.
 */
function invokeBodyOf(answer: Answer) {
  return answer.kind === 'card'
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answer.message.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.text };
}

const unknownInvokeBody = {
  statusCode: 400,
  type: 'application/vnd.microsoft.error',
  value: { code: 'BadRequest', message: 'This is not something that the app can do.' },
};

/** What a known caller's activity asks; undefined, again for a 400, when its parts do not make sense together. */
export function incomingOf(activity: TeamsActivity): Incoming | undefined {
  const person = activity.from?.aadObjectId ?? undefined;
  switch (activity.type) {
    case 'message':
      return person === undefined ? undefined : spoken(activity, person);
    case 'invoke':
      return person === undefined ? undefined : invoked(activity, person);
    case 'installationUpdate': {
      const isAdded = activity.action === 'add' || activity.action === 'add-upgrade';
      if (!isAdded || person === undefined || !isPersonal(activity)) return { kind: 'ignored' };
      return { kind: 'turn', turn: { person, act: { kind: 'installed' } } };
    }
    case 'conversationUpdate':
      // Teams, and the Agents Playground like it, send this beside every installationUpdate: answering both greets twice.
      return person === undefined || !isPersonal(activity) ? { kind: 'ignored' } : { kind: 'met', person };
    default:
      return { kind: 'ignored' };
  }
}

function spoken(activity: TeamsActivity, person: PersonId): Incoming {
  if (!isPersonal(activity)) return { kind: 'elsewhere', person };
  // A client that does not know Action.Execute falls back to Action.Submit, which arrives as a message with a value.
  const submitted = submitSchema.safeParse(activity.value);
  if (submitted.success) {
    return { kind: 'turn', turn: { person, act: pressed(activity, submitted.data.verb, submitted.data, false) } };
  }
  const pictures = picturesOf(activity);
  const act: Turn['act'] = pictures.length > 0 ? { kind: 'sent', pictures } : { kind: 'said', text: textWithoutMentions(activity) };
  return { kind: 'turn', turn: { person, act } };
}

function invoked(activity: TeamsActivity, person: PersonId): Incoming | undefined {
  if (activity.name === 'task/submit' && isPersonal(activity)) return dialogClosed(activity, person);
  if (activity.name === 'task/fetch') return dialogOpened(activity, person);
  if (activity.name !== 'adaptiveCard/action') return { kind: 'unknown-invoke' };
  const execute = executeSchema.safeParse(activity.value);
  if (!execute.success) return undefined;
  if (!isPersonal(activity)) return { kind: 'elsewhere', person };
  const { action, trigger } = execute.data;
  return { kind: 'turn', turn: { person, act: pressed(activity, action.verb, action.data ?? {}, trigger === 'automatic') } };
}

/** The result of a dialog of ours, which has reported to the server already; it names the draft at most. */
function dialogClosed({ value }: TeamsActivity, person: PersonId): Incoming {
  const result = closeSchema.safeParse(value).data;
  return result ? { kind: 'turn', turn: { person, act: { kind: 'closes', draft: result.data.draft } } } : { kind: 'met', person };
}

function dialogOpened(activity: TeamsActivity, person: PersonId): Incoming | undefined {
  const fetched = fetchSchema.safeParse(activity.value);
  if (!fetched.success) return undefined;
  if (!isPersonal(activity)) return { kind: 'elsewhere', person };
  const { data } = fetched.data;
  return { kind: 'turn', turn: { person, act: { kind: 'opens', verb: data.verb, data, ...cardActivityOf(activity) } } };
}

function pressed(activity: TeamsActivity, verb: string, data: Record<string, unknown>, isAutomatic: boolean) {
  return { kind: 'pressed' as const, verb, data, isAutomatic, ...cardActivityOf(activity) };
}

function cardActivityOf({ replyToId }: TeamsActivity): { cardActivity?: string } {
  return replyToId ? { cardActivity: replyToId } : {};
}

function picturesOf({ attachments }: TeamsActivity): SentPicture[] {
  return (attachments ?? []).flatMap((attachment): SentPicture[] => {
    const file = fileSchema.safeParse(attachment).data;
    if (file) return [{ kind: 'file', url: file.content.downloadUrl }];
    const pasted = pastedSchema.safeParse(attachment).data;
    return pasted ? [{ kind: 'pasted', url: pasted.contentUrl }] : [];
  });
}

/** The text without the bot's own mention, in at most 1,000 characters. */
function textWithoutMentions(activity: TeamsActivity): string {
  const mentions = (activity.entities ?? []).flatMap((entity) => {
    const mention = mentionSchema.safeParse(entity);
    return mention.success && mention.data.mentioned.id === activity.recipient?.id ? [mention.data.text] : [];
  });
  const text = mentions.reduce((rest, mention) => rest.replaceAll(mention, ' '), activity.text ?? '').trim();
  return Array.from(text).slice(0, 1_000).join('');
}
