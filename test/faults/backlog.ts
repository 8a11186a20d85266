import { Temporal } from 'temporal-polyfill';
import { paceOver } from '../../bot/adapters/azure/pace-table';
import type { Retry } from '../../bot/domain/messages/delivery';
import { retry } from '../../bot/domain/messages/delivery';
import { work } from '../../bot/jobs/work';
import type { WorkPorts } from '../../bot/outbox/work-ports';
import type { Chat, Conversation, Delivery } from '../../bot/ports/chat';
import type { MailDelivery, Mailer } from '../../bot/ports/mail';
import type { WorkMessage, WorkQueue } from '../../bot/ports/queue';
import type { Clock } from '../../bot/ports/system';
import { InMemoryPaceRows } from '../fakes/in-memory-pace';
import { makePorts } from '../fakes/ports';
import { headId, makeCommit, makeEvent, makeRequest } from '../make';
import { dice } from '../setup/dice';

/** Milliseconds that one call to Teams, and to Exchange, takes. */
const callTakes = { teams: 250, mail: 1_500 };
/** Messages that one instance has in hand, and how often the host brings one that fails: as host.json says. */
const host = { batch: 8, dequeueAtMost: 5 };

/** Time that passes only when nothing else is left to do. */
class Simulation implements Clock {
  #now = Temporal.Instant.from('2027-02-03T09:00:00Z').epochMilliseconds;
  #timers: { at: number; go(): void }[] = [];

  now(): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(Math.round(this.#now)).toZonedDateTimeISO('Europe/London');
  }

  get milliseconds(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((go) => this.#timers.push({ at: this.#now + Math.max(0, milliseconds), go }));
  }

  /** Until nobody waits for a time any more. */
  async run(): Promise<void> {
    for (;;) {
      // Everything in memory is done in microtasks, which all come before this.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#timers.length === 0) return;
      const next = Math.min(...this.#timers.map(({ at }) => at));
      this.#now = Math.max(this.#now, next);
      const due = this.#timers.filter(({ at }) => at <= this.#now);
      this.#timers = this.#timers.filter(({ at }) => at > this.#now);
      for (const { go } of due) go();
    }
  }
}

/** Refuses what is more than `most` in the last `within` milliseconds, or under way at the same time. */
class Limit {
  #taken: number[] = [];
  refused = 0;
  calls = 0;
  underWay = 0;

  constructor(
    private readonly time: Simulation,
    private readonly most: number,
    private readonly within: number,
    private readonly mostAtOnce = Number.MAX_SAFE_INTEGER,
  ) {}

  takes(): boolean {
    const now = this.time.milliseconds;
    this.calls += 1;
    this.#taken = this.#taken.filter((at) => at > now - this.within);
    if (this.#taken.length >= this.most || this.underWay >= this.mostAtOnce) {
      this.refused += 1;
      return false;
    }
    this.#taken.push(now);
    return true;
  }
}

export interface BacklogWishes {
  instances: number;
  digests: number;
  mails: number;
  /** As the product was before: no pace, and a refusal uses up a try. */
  isUnpaced?: true;
}

export interface BacklogReport {
  cards: number;
  mails: number;
  /** Given up. */
  lost: { cards: number; mails: number };
  poisoned: number;
  posts: { calls: number; refused: number };
  sends: { calls: number; refused: number };
  /** The most looks that a card, or a mail, took until it went. */
  looks: number;
  /** Seconds until the last card, and the last mail, was there. */
  lastCard: number;
  lastMail: number;
  /** Calls to the rows of the pace. */
  paceCalls: number;
}

/** Works off a backlog with the product's own worker, on so many instances in simulated time. */
export async function workOff({ instances, digests, mails, isUnpaced }: BacklogWishes): Promise<BacklogReport> {
  const time = new Simulation();
  const began = time.milliseconds;
  const date = time.now().toPlainDate().toString();
  const sponsors = Array.from({ length: digests + mails }, (_, place) => ({
    // Ids differ from their beginning on, as the directory's do.
    id: `${String(place).padStart(8, '0')}-0000-4000-8000-000000000000`,
    name: 'Sam Sponsor',
    mail: `sponsor${place}@bantshire.example`,
    isEnabled: true,
    isStaff: true,
    isAdmin: false,
  }));
  const shared = makePorts();
  const { people } = shared;
  for (const sponsor of sponsors) await people.save(sponsor);
  const visible: { at: number; message: WorkMessage; dequeued: number }[] = [];
  const queue: WorkQueue = {
    async enqueue(message, delaySeconds) {
      visible.push({ at: time.milliseconds + delaySeconds * 1_000, message: structuredClone(message), dequeued: 0 });
    },
    enqueueSpare: () => Promise.reject(new Error('nobody works at once here')),
  };
  const teams = new Limit(time, 50, 1_000);
  const exchange = new Limit(time, 30, 60_000, 4);
  const report = { cards: new Map<string, number>(), mails: new Map<string, number>(), lastCard: 0, lastMail: 0, looks: 0, poisoned: 0 };
  const looks = new Map<string, number>();

  const chat: Chat = {
    async post(to: Conversation): Promise<Delivery> {
      await time.sleep(callTakes.teams / 2);
      if (!teams.takes()) return { outcome: 'later', code: 'Throttled', afterSeconds: 2, isAmbiguous: false, isRefused: true };
      await time.sleep(callTakes.teams / 2);
      report.cards.set(to.person, (report.cards.get(to.person) ?? 0) + 1);
      report.lastCard = Math.max(report.lastCard, time.milliseconds - began);
      return { outcome: 'delivered', activity: `card of ${to.person}` };
    },
    update: async (_to, activity) => ({ outcome: 'delivered', activity }),
  };
  const mailer: Mailer = {
    async send({ to, subject }): Promise<MailDelivery> {
      if (!exchange.takes()) return { outcome: 'later', code: 'Throttled', afterSeconds: 10, isAmbiguous: false, isRefused: true };
      exchange.underWay += 1;
      await time.sleep(dice.between(callTakes.mail / 2, callTakes.mail * 2));
      exchange.underWay -= 1;
      // The mail in place of a card that was given up is none of those counted.
      if (to.person === headId) {
        report.mails.set(subject, (report.mails.get(subject) ?? 0) + 1);
        report.lastMail = Math.max(report.lastMail, time.milliseconds - began);
      }
      return { outcome: 'delivered', hasCard: false };
    },
  };
  const rows = new InMemoryPaceRows();
  const how: Retry = isUnpaced ? { ...retry, countsRefusals: true } : retry;
  // Both are cached in the product too; copies of them for each look would be most of the work.
  const [departments, admins] = [await shared.departments.all(), await people.admins()];
  people.admins = async () => admins;
  const base: WorkPorts = {
    ...shared,
    departments: { all: async () => departments, stored: (id) => shared.departments.stored(id) },
    policy: { ...shared.policy, reapprovalMail: false },
    queue,
    chat,
    mail: { mailer, link: () => 'https://teams.example/chat' },
    clock: time,
    retry: how,
    random: { bytes: (count) => dice.bytes(count) },
    wait: (milliseconds) => time.sleep(milliseconds),
  };

  for (const [place, { id: person }] of sponsors.entries()) {
    const id = `VR-${String(place).padStart(8, '0')}`;
    await shared.knows(person);
    const mine = { id, sponsor: person, involved: [person] };
    if (place < digests) {
      const request = makeRequest({ ...mine, status: 'active', validFrom: '2026-09-01', validTo: '2027-02-25' });
      await shared.requests.commit(makeCommit({ request, todos: [] }));
      await shared.digests.save({ person, kind: 'sponsor', date, items: [id], state: 'open' });
      await queue.enqueue({ kind: 'digest', person, digest: 'sponsor', date }, 0);
    } else {
      const request = makeRequest(mine);
      await shared.requests.commit(makeCommit({ request, event: makeEvent({ actor: person }), todos: ['mails'], commitId: id }));
      await queue.enqueue({ kind: 'request', id, commitId: id }, 0);
    }
  }

  const keyOf = (message: WorkMessage) => (message.kind === 'digest' ? message.person : message.kind === 'request' ? message.id : '');
  const isSent = async (message: WorkMessage) =>
    message.kind === 'digest'
      ? report.cards.has(message.person)
      : message.kind === 'request' &&
        (await shared.requests.readAll(message.id, 0))?.copies.some(({ sentAt }) => sentAt !== undefined) === true;

  let inHand = 0;
  async function instance(): Promise<void> {
    const ports: WorkPorts = {
      ...base,
      ...(!isUnpaced && { pace: paceOver(rows, { clock: time, pause: (most) => time.sleep(dice.between(0, most)) }) }),
    };
    for (;;) {
      const now = time.milliseconds;
      const taken: typeof visible = [];
      for (let place = 0; place < visible.length && taken.length < host.batch; ) {
        if (visible[place]!.at <= now) taken.push(...visible.splice(place, 1));
        else place += 1;
      }
      if (taken.length === 0) {
        if (visible.length === 0 && inHand === 0) return;
        const next = visible.length > 0 ? Math.min(...visible.map(({ at }) => at)) - now : 0;
        await time.sleep(Math.max(100, Math.min(next, 60_000)));
        continue;
      }
      inHand += taken.length;
      await Promise.all(
        taken.map(async (one) => {
          const { message } = one;
          if (!(await isSent(message))) looks.set(keyOf(message), (looks.get(keyOf(message)) ?? 0) + 1);
          try {
            await work(structuredClone(message), ports);
          } catch {
            one.dequeued += 1;
            if (one.dequeued >= host.dequeueAtMost) report.poisoned += 1;
            else visible.push({ ...one, at: time.milliseconds });
          }
          inHand -= 1;
        }),
      );
    }
  }
  for (let count = 0; count < instances; count += 1) void instance();
  await time.run();

  const twice = [...report.cards, ...report.mails].filter(([, count]) => count > 1);
  if (twice.length > 0) throw new Error(`came twice: ${twice.slice(0, 3).join(' ')}`);
  return {
    cards: report.cards.size,
    mails: report.mails.size,
    lost: { cards: digests - report.cards.size, mails: mails - report.mails.size },
    poisoned: report.poisoned,
    posts: { calls: teams.calls, refused: teams.refused },
    sends: { calls: exchange.calls, refused: exchange.refused },
    looks: Math.max(0, ...looks.values()),
    lastCard: Math.round(report.lastCard / 1_000),
    lastMail: Math.round(report.lastMail / 1_000),
    paceCalls: rows.calls,
  };
}
