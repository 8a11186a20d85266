import { loadPolicy } from '../../bot/data/load';
import policyJson from '../../bot/data/policy.json';
import { type Retry, retry } from '../../bot/domain/messages/delivery';
import type { MessageTable } from '../../bot/domain/messages/message';
import { messages } from '../../bot/domain/messages/table';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import type { OutgoingCard } from '../../bot/domain/shown/outgoing-card';
import { verbs } from '../../bot/domain/verbs/table';
import type { Chat, Conversation, Delivery } from '../../bot/ports/chat';
import type { Ports } from '../../bot/ports/ports';
import type { SentPictures } from '../../bot/ports/sent-pictures';
import { makeCommit } from '../make';
import { InMemoryDepartments } from './in-memory-departments';
import { InMemoryDigestStore } from './in-memory-digest-store';
import { InMemoryDraftStore } from './in-memory-draft-store';
import { InMemoryPeople } from './in-memory-people';
import { InMemoryPhotos } from './in-memory-photos';
import { InMemoryRequestStore } from './in-memory-request-store';
import { InMemoryViewStore } from './in-memory-view-store';
import { InMemoryWorkQueue } from './in-memory-work-queue';
import type { LogLine } from './teams-bot';
import { StoryClock, sampleDepartments, samplePeople } from './world';

/** One call of the chat. */
export interface Sent {
  what: 'post' | 'update';
  person: string;
  activity?: string;
  message: OutgoingCard;
}

/** A chat in which every call is noted and answered as told; delivered unless told otherwise. */
export class FakeChat implements Chat {
  readonly sent: Sent[] = [];
  answers?: (sent: Sent) => Delivery | undefined;

  async post(to: Conversation, message: OutgoingCard): Promise<Delivery> {
    return this.#take({ what: 'post', person: to.person, message });
  }

  async update(to: Conversation, activity: string, message: OutgoingCard): Promise<Delivery> {
    return this.#take({ what: 'update', person: to.person, activity, message });
  }

  #take(sent: Sent): Delivery {
    this.sent.push(sent);
    return this.answers?.(sent) ?? { outcome: 'delivered', activity: sent.activity ?? `posted-${this.sent.length}` };
  }
}

export interface TestPorts extends Ports {
  retry: Retry;
  messages: MessageTable;
  wait(): Promise<void>;
  requests: InMemoryRequestStore;
  drafts: InMemoryDraftStore;
  digests: InMemoryDigestStore;
  views: InMemoryViewStore;
  queue: InMemoryWorkQueue;
  people: InMemoryPeople;
  clock: StoryClock;
  chat: FakeChat;
  pictures: SentPictures;
  lines: LogLine[];
  /** Stores a request as its first commit does. */
  has(request: VisitorRequest): Promise<void>;
  /** Makes these people reachable. */
  knows(...people: string[]): Promise<void>;
}

/** Everything around the actions and jobs in memory, without a channel. */
export function makePorts(): TestPorts {
  const lines: LogLine[] = [];
  const record = (level: LogLine['level']) => (fields: Record<string, unknown>, what: string) => void lines.push({ level, fields, what });
  const people = new InMemoryPeople(samplePeople);
  const requests = new InMemoryRequestStore();
  let seed = 0;
  return {
    requests,
    drafts: new InMemoryDraftStore(),
    digests: new InMemoryDigestStore(),
    views: new InMemoryViewStore(),
    photos: new InMemoryPhotos(),
    images: { prepare: async () => ({ problem: 'not-an-image' }) },
    queue: new InMemoryWorkQueue(),
    people,
    conversations: people,
    departments: new InMemoryDepartments(sampleDepartments),
    policy: loadPolicy(policyJson),
    verbs,
    clock: new StoryClock(),
    random: { bytes: (count) => Uint8Array.from({ length: count }, () => (seed += 1) & 255) },
    log: { info: record('info'), warn: record('warn'), error: record('error') },
    publicUrl: 'https://alms.bantshire.example',
    hasDialogs: true,
    chat: new FakeChat(),
    pictures: { fetch: async () => ({ outcome: 'refused', code: 'Nothing' }) },
    lines,
    retry,
    messages,
    wait: async () => undefined,
    has: async (request) => void (await requests.commit(makeCommit({ request }))),
    knows: async (...ids) => {
      for (const person of ids) {
        await people.remember({
          person,
          botId: 'bot',
          conversation: `a:${person}`,
          serviceUrl: 'https://teams.example/',
          member: `29:${person}`,
        });
      }
    },
  };
}
