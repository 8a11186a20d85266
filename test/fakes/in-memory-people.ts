import type { Telling } from '../../bot/domain/notices/telling';
import type { Person, PersonId } from '../../bot/domain/organisation/organisation';
import { inOrderOfName, isSearched, mostSearched, searchWords } from '../../bot/domain/request/people-search';
import type { Conversation, Conversations } from '../../bot/ports/chat';
import type { People } from '../../bot/ports/directory';
import { frozenCopy } from './frozen';

/** `People` and `Conversations` in memory. */
export class InMemoryPeople implements People, Conversations {
  /** Runs before a conversation is written. */
  beforeCommit?: () => Promise<void>;
  /** Set to make every look-up fail, as when the directory cannot be reached. */
  fault?: Error;
  /** Whom the directory was asked about at once. */
  readonly prefetched: PersonId[][] = [];
  readonly #people = new Map<PersonId, Person>();
  readonly #conversations = new Map<PersonId, Conversation>();
  readonly #daily = new Set<PersonId>();

  constructor(people: Person[] = []) {
    for (const person of people) this.#people.set(person.id, frozenCopy(person));
  }

  async person(id: PersonId): Promise<Person | undefined> {
    if (this.fault) throw this.fault;
    return this.#people.get(id);
  }

  async prefetch(ids: readonly PersonId[]): Promise<void> {
    this.prefetched.push([...ids]);
  }

  async byMail(address: string): Promise<Person | undefined> {
    if (this.fault) throw this.fault;
    const asked = address.trim().toLowerCase();
    return [...this.#people.values()].find(({ mail }) => mail.toLowerCase() === asked);
  }

  async search(typed: string): Promise<Person[]> {
    if (this.fault) throw this.fault;
    const words = searchWords(typed);
    const found = [...this.#people.values()].filter((one) => one.isEnabled && isSearched(one, words));
    return structuredClone(inOrderOfName(found).slice(0, mostSearched));
  }

  async name(id: PersonId): Promise<string | undefined> {
    return (await this.person(id))?.name;
  }

  async admins(): Promise<PersonId[]> {
    if (this.fault) throw this.fault;
    const admins = [...this.#people.values()].filter(({ isAdmin, isEnabled }) => isAdmin && isEnabled);
    return admins.map(({ id }) => id).sort();
  }

  async itService(): Promise<PersonId[]> {
    if (this.fault) throw this.fault;
    const members = [...this.#people.values()].filter(({ isItService, isEnabled }) => isItService && isEnabled);
    return members.map(({ id }) => id).sort();
  }

  async save(person: Person): Promise<void> {
    this.#people.set(person.id, frozenCopy(person));
  }

  async find(person: PersonId): Promise<Conversation | undefined> {
    return structuredClone(this.#conversations.get(person));
  }

  async remember(conversation: Conversation): Promise<void> {
    const value = structuredClone(conversation);
    await this.beforeCommit?.();
    this.#conversations.set(conversation.person, value);
  }

  async tellingOf(person: PersonId): Promise<Telling> {
    return this.#daily.has(person) ? 'daily' : 'at-once';
  }

  async choose(person: PersonId, telling: Telling): Promise<void> {
    if (telling === 'daily') this.#daily.add(person);
    else this.#daily.delete(person);
  }
}
