import { randomBytes } from 'node:crypto';
import { QueueClient } from '@azure/storage-queue';
import { Temporal } from 'temporal-polyfill';
import { openStorage, type Storage } from '../../bot/adapters/azure/storage';
import { activityOf } from '../../bot/adapters/teams/teams-activity';
import { loadToAscii } from '../../bot/adapters/to-ascii';
import { answerTurn } from '../../bot/channels/chat/dispatch';
import { retry } from '../../bot/domain/messages/delivery';
import { messages as allMessages } from '../../bot/domain/messages/table';
import type { OutgoingCard } from '../../bot/domain/shown/outgoing-card';
import { verbs } from '../../bot/domain/verbs/table';
import { type SweepReport, sweep } from '../../bot/jobs/sweep';
import { work } from '../../bot/jobs/work';
import type { Chat, Conversations } from '../../bot/ports/chat';
import type { Ports } from '../../bot/ports/ports';
import type { WorkMessage } from '../../bot/ports/queue';
import type { SentPictures } from '../../bot/ports/sent-pictures';
import type { Reply } from '../../bot/ports/turn';
import { InMemoryDepartments } from '../fakes/in-memory-departments';
import { InMemoryPeople } from '../fakes/in-memory-people';
import { sampleDepartments, samplePeople, samplePolicy } from '../fakes/sample';

/** Where a process finds what the others left. */
export interface Place {
  connection: string;
  prefix: string;
  serviceUrl: string;
}

/** One press, as Teams would send it again. */
export interface ScriptedPress {
  person: string;
  verb: string;
  data: Record<string, unknown>;
  cardActivity?: string;
}

export interface Process {
  storage: Storage;
  ports: Ports;
  press(press: ScriptedPress): Promise<Reply>;
  /** The hourly sweep, as it is due when the process starts. */
  sweep(): Promise<SweepReport>;
  /** Lets the worker take messages until none is left. */
  workUntilQuiet(): Promise<void>;
}

export interface Wishes {
  /** Called with the name of each call that changes something, before it is made. */
  watch?: (call: string) => void;
  /** What perform.ts must not do: the state first, then the wake row and the message. */
  commitsFirst?: boolean;
  /** Minutes after the story began; a lease of a dead process ends with time only. */
  startsAfter?: number;
}

export const policy = samplePolicy;
const botId = '0b3f6a4e-7c1d-4b52-8f0e-2d9c4a6b8e12';
/** Seconds, the shortest that the service takes: what a dead process took comes back after it. */
const takenFor = 1;

/** Where somebody of one run is reached. */
export function conversationOf({ prefix }: Place, person: string): string {
  return `a:${prefix}:${person}`;
}

/** The product's actions and worker over real storage, with the chat at the given address. */
export function openProcess(place: Place, wishes: Wishes = {}): Process {
  let time = Temporal.ZonedDateTime.from('2027-01-18T10:15:00[Europe/London]').add({ minutes: wishes.startsAfter ?? 0 });
  const clock = { now: () => time };
  const storage = openStorage({ connectionString: place.connection }, { clock, prefix: place.prefix, botId });
  const watch = wishes.watch ?? (() => undefined);
  // Seconds of delay become time that has passed, so that nobody has to wait for them.
  const enqueue = async (message: WorkMessage, seconds: number) => {
    await storage.queue.enqueue(message, 0);
    time = time.add({ seconds });
  };
  const held = wishes.commitsFirst === true ? heldBack() : undefined;
  const stores = {
    requests: watched('requests', storage.requests, watch),
    drafts: watched('drafts', storage.drafts, watch),
    views: watched('views', storage.views, watch),
    digests: watched('digests', storage.digests, watch),
    summaries: watched('summaries', storage.summaries, watch),
    photos: watched('photos', storage.photos, watch),
    queue: watched('queue', { enqueue, enqueueSpare: () => Promise.reject(new Error('nobody works at once here')) }, watch),
  };
  const ports: Ports = {
    ...(held ? held.over(stores) : stores),
    images: { prepare: async () => ({ problem: 'damaged' }) },
    people: new InMemoryPeople(samplePeople),
    departments: new InMemoryDepartments(sampleDepartments),
    conversations: conversationsOf(place),
    policy,
    verbs,
    clock,
    random: { bytes: (count) => randomBytes(count) },
    toAscii: loadToAscii,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    hasDialogs: true,
    publicUrl: 'https://alms.bantshire.example',
  };
  const chat: Chat = watched('chat', plainChat, watch);
  const messages = new QueueClient(place.connection, `${place.prefix.toLowerCase()}work`);
  return {
    storage,
    ports,
    press: ({ person, verb, data, cardActivity }) =>
      answerTurn(
        { person, act: { kind: 'pressed', verb, data, isAutomatic: false, ...(cardActivity !== undefined && { cardActivity }) } },
        ports,
      ),
    // A slice for each wake-up, so that a process can die between slices.
    sweep: () => sweep({ ...ports, chat, pictures: nowhere, messages: allMessages, retry, wait: async () => undefined }, 1),
    async workUntilQuiet() {
      while (await hasMessages(messages)) {
        const { receivedMessageItems } = await messages.receiveMessages({ visibilityTimeout: takenFor, numberOfMessages: 1 });
        const [taken] = receivedMessageItems;
        if (!taken) await new Promise((resolve) => setTimeout(resolve, 100));
        else {
          await work(JSON.parse(taken.messageText), {
            ...ports,
            chat,
            pictures: nowhere,
            messages: allMessages,
            retry,
            wait: async () => undefined,
          });
          // Taken again meanwhile where the work was slow; then it simply comes twice, as the service may do too.
          await messages.deleteMessage(taken.messageId, taken.popReceipt).catch(() => undefined);
        }
      }
    },
  };
}

const nowhere: SentPictures = { fetch: async () => ({ outcome: 'refused', code: 'Nothing' }) };

/** Counts those that a dead process has taken, too. */
async function hasMessages(messages: QueueClient): Promise<boolean> {
  return ((await messages.getProperties()).approximateMessagesCount ?? 0) > 0;
}

/** A process that dies between two reads leaves what one that dies before its next write leaves. */
const isRead = /^(?:read|list|get|find|wakesUntil)/;

function watched<T extends object>(name: string, store: T, watch: (call: string) => void): T {
  return new Proxy(store, {
    get(target, key) {
      const method = Reflect.get(target, key) as (...given: unknown[]) => unknown;
      if (typeof method !== 'function' || isRead.test(String(key))) return method;
      return (...given: unknown[]) => {
        watch(`${name}.${String(key)}`);
        return method.apply(target, given);
      };
    },
  });
}

type Stores = Pick<Ports, 'requests' | 'drafts' | 'views' | 'digests' | 'summaries' | 'photos' | 'queue'>;

/** Holds the wake row and the message of a change back until the change is made. */
function heldBack(): { over(stores: Stores): Stores } {
  const waiting: (() => Promise<void>)[] = [];
  return {
    over: (stores) => ({
      ...stores,
      views: new Proxy(stores.views, {
        get: (target, key) =>
          key === 'putWake'
            ? async (at: string, id: string) => void waiting.push(() => stores.views.putWake(at, id))
            : Reflect.get(target, key),
      }),
      queue: {
        async enqueue(message, delay) {
          if (message.kind !== 'request' || message.attempt !== undefined) return stores.queue.enqueue(message, delay);
          waiting.push(() => stores.queue.enqueue(message, delay));
        },
        enqueueSpare: (message, delay) => stores.queue.enqueueSpare(message, delay),
      },
      requests: new Proxy(stores.requests, {
        get: (target, key) =>
          key === 'commit'
            ? async (commit: Parameters<Stores['requests']['commit']>[0]) => {
                const result = await stores.requests.commit(commit);
                for (const late of waiting.splice(0)) await late();
                return result;
              }
            : Reflect.get(target, key),
      }),
    }),
  };
}

/** The Bot Connector's two calls. The library that makes them otherwise takes longer to load than a whole story to play. */
const plainChat: Chat = {
  post: ({ serviceUrl, conversation }, message) =>
    call('POST', `${serviceUrl}v3/conversations/${encodeURIComponent(conversation)}/activities`, message),
  update: ({ serviceUrl, conversation }, activity, message) =>
    call('PUT', `${serviceUrl}v3/conversations/${encodeURIComponent(conversation)}/activities/${activity}`, message),
};

async function call(method: 'POST' | 'PUT', url: string, message: OutgoingCard): ReturnType<Chat['post']> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, body: JSON.stringify(activityOf({ kind: 'card', message })) });
  if (!response.ok) return { outcome: 'unreachable', code: `Http${response.status}` };
  return { outcome: 'delivered', activity: ((await response.json()) as { id: string }).id };
}

function conversationsOf(place: Place): Conversations {
  return {
    find: async (person) => ({
      person,
      botId,
      conversation: conversationOf(place, person),
      serviceUrl: place.serviceUrl,
      member: `29:${person}`,
    }),
    remember: async () => undefined,
    tellingOf: async () => 'at-once',
    choose: async () => undefined,
  };
}
