import { sendDraft } from '../../../bot/asking/send-draft';
import type { PersonId } from '../../../bot/domain/organisation/organisation';
import type { Actor } from '../../../bot/domain/request/records';
import type { VerbBody } from '../../../bot/domain/verbs/verb';
import type { RequestStore } from '../../../bot/ports/requests';
import { act } from '../../../bot/verbs/act';
import { InMemoryRequestStore } from '../../fakes/in-memory-request-store';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { deputyId, headId, makeCommit, makeDraft, makeRequest, newRequestId, sponsorId } from '../../make';
import { openTestStorage } from '../../setup/azurite-storage';

/** The same store with another way to commit. */
function committing(store: RequestStore, commit: RequestStore['commit']): RequestStore {
  return { ...bound(store), commit };
}

function bound(store: RequestStore): RequestStore {
  const one = (name: keyof RequestStore) => [name, (store[name] as (...all: unknown[]) => unknown).bind(store)] as const;
  const names: (keyof RequestStore)[] = ['read', 'readAll', 'readEvents', 'commit', 'noteCopies', 'takeLease'];
  return Object.fromEntries(names.map(one)) as unknown as RequestStore;
}

/** Writes whatever it is given, upon whatever is there: what a table would do without If-Match. */
function withoutTags(store: RequestStore): RequestStore {
  return committing(store, async (commit) => {
    const now = await store.readAll(commit.request.id);
    const events = (now?.events.length ?? 0) + 1;
    return await store.commit({ ...commit, ...(now && { etag: now.request.etag }), request: { ...commit.request, events } });
  });
}

/** Everybody has read the same state and stands before their commit; then they go one after the other. */
class Turns {
  readonly #waiting = new Map<string, () => void>();

  constructor(private readonly order: readonly string[]) {}

  of(party: string, store: RequestStore): RequestStore {
    let isFirst = true;
    return committing(store, async (commit) => {
      if (!isFirst) return await store.commit(commit);
      isFirst = false;
      await this.#turn(party);
      try {
        return await store.commit(commit);
      } finally {
        this.#call(this.order[this.order.indexOf(party) + 1]);
      }
    });
  }

  async #turn(party: string): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.set(party, resolve);
      if (this.#waiting.size === this.order.length) this.#call(this.order[0]);
    });
  }

  #call(party: string | undefined): void {
    if (party !== undefined) this.#waiting.get(party)?.();
  }
}

interface Seen {
  request: string;
  revision: number;
}
type Party = (seen: Seen, ports: TestPorts) => Promise<boolean>;

/** Whether the press was done; whoever is not is shown the state as it is. */
const does =
  (id: PersonId, verb: string, body: VerbBody = {}, channel: Actor['channel'] = 'teams'): Party =>
  async (seen, ports) => {
    const { kind } = await act({ id, channel }, seen, verb, body, ports);
    expect(['done', 'stale']).toContain(kind);
    return kind === 'done';
  };
const edits: Party = async ({ request, revision }, ports) => {
  const sent = await sendDraft({ draft: request, revision: 1, round: revision }, { id: sponsorId, channel: 'tab' }, () => undefined, ports);
  expect(['request', 'moved-on']).toContain(sent.kind);
  return sent.kind === 'request' && !sent.isEarlier;
};

const words = 'Please see me about this.';
const waiting: Record<string, Party> = {
  approve: does(headId, 'approve'),
  'approve by mail': does(headId, 'approve', {}, 'outlook'),
  'pass-on': does(headId, 'pass-on', { to: deputyId }),
  reject: does(deputyId, 'reject', { words }),
  return: does(deputyId, 'return', { words }),
  withdraw: does(sponsorId, 'withdraw'),
  resubmit: edits,
};
const returned: Record<string, Party> = {
  answer: does(sponsorId, 'answer', { words }),
  'answer by mail': does(sponsorId, 'answer', { words }, 'outlook'),
  withdraw: does(sponsorId, 'withdraw'),
  resubmit: edits,
};
const verbOf = (party: string) => party.replace(' by mail', '');

/** All of them press on the same revision, this one first: who was done, and what is on record. */
async function meet(
  parties: Record<string, Party>,
  first: string,
  opened: RequestStore,
): Promise<{ done: string[]; events: string[]; revisions: number[] }> {
  const ports = makePorts();
  const id = newRequestId();
  const question = {
    verb: 'return',
    by: headId,
    at: '2027-01-18T10:20:00Z',
    channel: 'teams',
    words: 'Which?',
    changeableFrom: 1,
  } as const;
  const request = makeRequest({ id, ...(parties === returned && { status: 'returned', decision: question }) });
  await opened.commit(makeCommit({ request }));
  const { validFrom, answers } = request;
  const changes = { revision: 1, department: answers.department };
  await ports.drafts.save(makeDraft({ id, step: 'review', answers: { ...answers, validFrom, validTo: '2027-07-31' }, changes }));
  const order = [first, ...Object.keys(parties).filter((party) => party !== first)];
  const turns = new Turns(order);
  const press = async (party: string) => {
    const requests = turns.of(party, opened);
    return (await parties[party]!({ request: id, revision: 1 }, { ...ports, requests } as unknown as TestPorts)) ? [party] : [];
  };
  const done = (await Promise.all(order.map(press))).flat();
  const events = (await opened.readAll(id))?.events ?? [];
  return { done, events: events.map(({ verb }) => verb), revisions: events.map(({ revision }) => revision) };
}

describe.each([
  ['in memory', async (): Promise<RequestStore> => new InMemoryRequestStore()],
  ['in tables', async (): Promise<RequestStore> => (await openTestStorage()).storage.requests],
])('several who press on one revision of a request, %s', (_name, open) => {
  let store: RequestStore;
  beforeAll(async () => {
    store = await open();
  });

  it.each(Object.keys(waiting))('should have one of them done while it waits for a decision, and the others told: %s', async (first) => {
    const { done, events, revisions } = await meet(waiting, first, store);
    // To ask a deputy too changes nothing of the question, so an edit that was begun before is still good.
    const all = first === 'pass-on' ? [first, 'resubmit'] : [first];
    expect([...done].sort()).toEqual(all);
    expect(events).toEqual(['request', ...all.map(verbOf)]);
    expect(revisions).toEqual(events.map((_event, place) => place + 1));
  });

  it.each(Object.keys(returned))('should have one of them done once it was returned, and the others told: %s', async (first) => {
    const { done, events, revisions } = await meet(returned, first, store);
    expect([done, events, revisions]).toEqual([[first], ['request', verbOf(first)], [1, 2]]);
  });

  it.each([
    [waiting, 'approve'],
    [waiting, 'pass-on'],
    [returned, 'answer'],
  ])('should be seen to have several done upon one revision where the store ignores tags (negative control)', async (parties, first) => {
    const { done, revisions } = await meet(parties, first, withoutTags(store));
    expect(done).toEqual(expect.arrayContaining(Object.keys(parties)));
    expect(new Set(revisions).size).toBeLessThan(revisions.length);
  });
});
