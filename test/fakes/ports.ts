import { loadToAscii } from '../../bot/adapters/to-ascii';
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
import { inMemoryStores } from './in-memory';
import type { InMemoryDigestStore } from './in-memory-digest-store';
import type { InMemoryDraftStore } from './in-memory-draft-store';
import type { InMemoryPeople } from './in-memory-people';
import type { InMemoryRequestStore } from './in-memory-request-store';
import type { InMemoryViewStore } from './in-memory-view-store';
import { InMemoryWorkQueue } from './in-memory-work-queue';
import { type LogLine, logInto } from './log-lines';
import { samplePolicy } from './sample';
import { StoryClock } from './story-clock';

/** A call of the chat port. */
export interface Sent {
  what: 'post' | 'update';
  person: string;
  activity?: string;
  message: OutgoingCard;
}

/** Records every call. `answers` sets the outcome; default is delivered. */
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
  /** Stores a request by its first commit. */
  has(request: VisitorRequest): Promise<void>;
  /** Stores a conversation with each of these people. */
  knows(...people: string[]): Promise<void>;
}

/** Makes all ports in memory, without a channel. */
export function makePorts(): TestPorts {
  const lines: LogLine[] = [];
  const stores = inMemoryStores();
  let seed = 0;
  return {
    ...stores,
    images: { prepare: async () => ({ problem: 'not-an-image' }) },
    queue: new InMemoryWorkQueue(),
    // A copy, as a test may change it.
    policy: { ...samplePolicy },
    verbs,
    clock: new StoryClock(),
    random: { bytes: (count) => Uint8Array.from({ length: count }, () => (seed += 1) & 255) },
    toAscii: loadToAscii,
    log: logInto(lines),
    publicUrl: 'https://alms.bantshire.example',
    hasDialogs: true,
    chat: new FakeChat(),
    pictures: { fetch: async () => ({ outcome: 'refused', code: 'Nothing' }) },
    lines,
    retry,
    messages,
    wait: async () => undefined,
    has: async (request) => void (await stores.requests.commit(makeCommit({ request }))),
    knows: async (...ids) => {
      for (const person of ids) {
        await stores.people.remember({
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
