import { Temporal } from 'temporal-polyfill';
import { decodePhoto } from '../../bot/adapters/photo/photo-image';
import { compose, type Parts } from '../../bot/compose';
import type { MessageTable } from '../../bot/domain/messages/message';
import type { Department, Person, Policy } from '../../bot/domain/organisation/organisation';
import { teamsLink, teamsWay } from '../../bot/domain/shown/teams-link';
import { verbs } from '../../bot/domain/verbs/table';
import type { VerbTable } from '../../bot/domain/verbs/verb';
import type { Product } from '../../bot/jobs/product';
import type { Log } from '../../bot/ports/log-fields';
import type { MailChannel } from '../../bot/ports/mail';
import type { TakeBack, WorkMessage, WorkQueue } from '../../bot/ports/queue';
import { drawOutlookCard } from '../../bot/shown/outlook-card';
import { decidersFor } from '../../bot/verbs/people';
import { dice } from '../setup/dice';
import { fakeCredentials } from './bot-connector';
import { FakeMailer } from './fake-mailer';
import { inMemoryStores } from './in-memory';
import { type LocalIssuer, startIssuer } from './local-issuer';
import { type LogLine, logInto } from './log-lines';
import { OutlookPerson } from './outlook-client';
import { outlookToken, outlookWorld } from './outlook-token';
import { samplePeople, samplePolicy } from './sample';
import { StoryClock } from './story-clock';
import { TabPerson } from './tab-person';
import { tabToken, tabWorld } from './tab-token';
import { appId, tenantId } from './teams-bot';
import { type FakeTeams, startTeams, type TeamsPerson } from './teams-client';

/** A queue on the story's clock: a message is visible once its delay has passed. */
export class StoryQueue implements WorkQueue {
  readonly messages: { message: WorkMessage; due: Temporal.Instant }[] = [];
  /** Throw here to simulate an unreachable queue. */
  beforeEnqueue?: (message: WorkMessage) => Promise<void>;
  /** Throw here to simulate a failing delete. */
  beforeTakeBack?: (message: WorkMessage) => Promise<void>;

  constructor(private readonly clock: StoryClock) {}

  async enqueue(message: WorkMessage, delaySeconds: number): Promise<void> {
    await this.beforeEnqueue?.(message);
    const due = Temporal.Instant.fromEpochMilliseconds(this.clock.now().epochMilliseconds + delaySeconds * 1_000);
    this.messages.push({ message: JSON.parse(JSON.stringify(message)) as WorkMessage, due });
  }

  async enqueueSpare(message: WorkMessage, delaySeconds: number): Promise<TakeBack> {
    await this.enqueue(message, delaySeconds);
    const spare = this.messages.at(-1);
    return async () => {
      const index = spare ? this.messages.indexOf(spare) : -1;
      if (index < 0) throw new Error('the message is gone');
      await this.beforeTakeBack?.(message);
      this.messages.splice(index, 1);
    };
  }

  /** Takes the oldest visible message. */
  next(): WorkMessage | undefined {
    const now = this.clock.now().toInstant();
    const index = this.messages.findIndex(({ due }) => Temporal.Instant.compare(due, now) <= 0);
    return index < 0 ? undefined : this.messages.splice(index, 1)[0]?.message;
  }
}

export interface World {
  product: Product;
  /** The given stores; others are in memory. */
  stores: Parts['stores'];
  clock: StoryClock;
  queue: StoryQueue;
  teams: FakeTeams;
  issuer: LocalIssuer;
  lines: LogLine[];
  policy: Policy;
  /** Automatic replies by person. */
  away: Map<string, { until?: string }>;
  /** Returns the person of the sample data with this role, with the bot installed. */
  somebody(role: 'sponsor' | 'head' | 'deputy' | 'stranger' | 'admin'): Promise<TeamsPerson>;
  person(id: string): Promise<TeamsPerson>;
  /** Returns the same person in the tab. */
  tab(person: { id: string }): TabPerson;
  /** Returns the same person in Outlook. */
  outlook(person: { id: string }): OutlookPerson;
  /** Moves the clock forward by so many seconds and works all messages that become visible. */
  work(seconds?: number): Promise<void>;
  /**
   * Lets the time pass until this moment of the organisation's zone: the sweep runs whenever something is due, a few
   * minutes past the hour, and the worker after it. `seen` is called after each.
   */
  passTo(moment: string, seen?: () => void): Promise<void>;
  stop(): Promise<void>;
}

export interface WorldWishes {
  stores?: Partial<Parts['stores']>;
  departments?: Department[];
  people?: Person[];
  policy?: Partial<Policy>;
  /** Overrides of the invented settings; `off` disables Outlook. */
  outlook?: 'off' | Partial<NonNullable<Parts['outlook']>>;
  /** `off` disables the tab. */
  tab?: 'off';
  rememberedPeople?: Parts['rememberedPeople'];
  clock?: StoryClock;
  queue?: StoryQueue;
  /** Absent: log lines go to `lines`. */
  log?: Log;
  /** Absent: no telemetry is exported. */
  telemetry?: NonNullable<Parts['telemetry']>;
  /** Absent: no mails are sent. */
  mail?: MailChannel;
  /** `none` checks no tokens, as in local mode; default is `tokens`. */
  callers?: 'tokens' | 'none';
  /** Whether the client has dialogs; default true, in local mode false. */
  hasDialogs?: boolean;
  /** The built upload page, for a browser. */
  pages?: Parts['pages'];
  /** Verbs of the product; default all. */
  verbs?: VerbTable;
  /** Messages of the product; default all. */
  messages?: MessageTable;
  /** Most turns whose work begins beside the answer. Absent: all work goes through the queue. */
  atOnce?: number;
  /** Absent: messages are not paced. */
  pace?: NonNullable<Parts['pace']>;
  /** Absent: the product makes no directory accounts. */
  accounts?: NonNullable<Parts['accounts']>;
  /** Another app makes the directory accounts. */
  accountsElsewhere?: true;
  /** Default decodes in this process, which is faster than a child process and cannot be killed. */
  decodePhoto?: Parts['decodePhoto'];
  /** Absent: `dice`, seeded by the run. */
  random?: Parts['random'];
  /** Rate limits; default none, as a story's presses follow each other at once. */
  limits?: NonNullable<Parts['limits']>;
}

const unlimited = { atOnce: Number.MAX_SAFE_INTEGER, perSecond: 0, atATime: Number.MAX_SAFE_INTEGER };

async function firstOf<T>(all: AsyncIterable<T>): Promise<T[]> {
  for await (const one of all) return [one];
  return [];
}

/** Starts the product in this process, between the fake Teams and a local token issuer. */
export async function startWorld(wishes: WorldWishes = {}): Promise<World> {
  const clock = wishes.clock ?? new StoryClock();
  const queue = wishes.queue ?? new StoryQueue(clock);
  const lines: LogLine[] = [];
  const inMemory = inMemoryStores(wishes);
  const stores: Parts['stores'] = {
    ...inMemory,
    departments: inMemory.departments as unknown as Parts['stores']['departments'],
    people: inMemory.people as unknown as Parts['stores']['people'],
    ...wishes.stores,
    queue,
  };
  const policy = { ...samplePolicy, ...wishes.policy };
  const issuer = await startIssuer({ aud: appId });
  const away: World['away'] = new Map();
  const log = wishes.log ?? logInto(lines);
  const publicUrl = 'https://alms.bantshire.example';
  const openUrl = () => teamsLink(tenantId, appId);
  const openTab = teamsWay({ tenantId, botId: appId, teamsApp: tabWorld.appId, hasTab: true });
  const outlook = { ...outlookWorld, openUrl, jwksUrl: issuer.jwksUrl, ...(wishes.outlook !== 'off' && wishes.outlook) };
  const product = compose({
    stores,
    absence: { away: async (id) => away.get(id) },
    ...(wishes.rememberedPeople && { rememberedPeople: wishes.rememberedPeople }),
    policy,
    ...(wishes.verbs && { verbs: wishes.verbs }),
    ...(wishes.messages && { messages: wishes.messages }),
    clock,
    random: wishes.random ?? { bytes: (count) => dice.bytes(count) },
    log,
    ...(wishes.telemetry && { telemetry: wishes.telemetry }),
    decodePhoto: wishes.decodePhoto ?? decodePhoto,
    publicUrl,
    limits: wishes.limits ?? { turns: unlimited, uploads: unlimited },
    ...(wishes.outlook !== 'off' && { outlook }),
    ...(wishes.tab !== 'off' && { tab: { ...tabWorld, jwksUrl: issuer.jwksUrl, placeUrl: (_person, place) => openTab(place) } }),
    ...(wishes.mail && { mail: wishes.mail }),
    ...(wishes.accounts && { accounts: wishes.accounts }),
    ...(wishes.accountsElsewhere && { accountsElsewhere: true }),
    ...(wishes.atOnce !== undefined && { atOnce: wishes.atOnce }),
    ...(wishes.pace && { pace: wishes.pace }),
    hasDialogs: wishes.hasDialogs ?? true,
    pages: wishes.pages ?? { html: '<!doctype html><title>{{organisation}}</title>', css: '', script: '', dialogScript: '' },
    teams: {
      appId,
      tenantId,
      appType: 'SingleTenant',
      callers: wishes.callers ?? 'tokens',
      openIdMetadataUrl: issuer.metadataUrl,
      credentials: fakeCredentials(appId),
      isServiceUrlAllowed: (url) => url.origin === new URL(teams.serviceUrl).origin,
      isFileUrlAllowed: (url) => url.origin === new URL(teams.serviceUrl).origin && url.pathname.startsWith('/files/'),
    },
  });
  const teams: FakeTeams = await startTeams({
    tenantId,
    appId,
    send: (request) => product.fetch(request),
    ...(wishes.callers !== 'none' && { issuer }),
  });
  const installed = new Set<string>();

  async function person(id: string): Promise<TeamsPerson> {
    const name = samplePeople.find((one) => one.id === id)?.name ?? 'Somebody Else';
    const known = teams.person({ id, name });
    if (!installed.has(id)) await known.installs();
    installed.add(id);
    return known;
  }

  const world: World = {
    product,
    stores,
    clock,
    queue,
    teams,
    issuer,
    lines,
    policy,
    away,
    person,
    tab: ({ id }) => new TabPerson(id, { send: (request) => product.fetch(request), token: () => tabToken(issuer, { oid: id }) }),
    outlook: ({ id }) =>
      new OutlookPerson({
        send: (request) => product.fetch(request),
        token: () => outlookToken(issuer, { oid: id }),
        async mailed(reference) {
          const { mailer } = wishes.mail ?? {};
          if (mailer instanceof FakeMailer) return mailer.cardFor(id, reference);
          // Without mails, the card as a mail would have it now.
          const request = (await stores.requests.read(reference))?.value;
          if (!request) throw new Error('There is no such request.');
          const ports = { ...stores, policy, verbs: wishes.verbs ?? verbs, clock, log, publicUrl, outlook };
          return await drawOutlookCard(request, 'decider', id, await decidersFor(request, ports), ports);
        },
      }),
    somebody: async (role) => await person(samplePeople.find((one) => one.role === role)?.id ?? ''),
    async work(seconds = 2) {
      const end = clock.now().add({ seconds });
      for (;;) {
        for (let message = queue.next(); message; message = queue.next()) await product.work(message);
        const next = queue.messages.map(({ due }) => due).sort(Temporal.Instant.compare)[0];
        if (!next || Temporal.Instant.compare(next, end.toInstant()) > 0) break;
        clock.pass(clock.now().toInstant().until(next));
      }
      if (Temporal.ZonedDateTime.compare(clock.now(), end) < 0) clock.pass(clock.now().until(end));
    },
    async passTo(moment, seen) {
      const end = Temporal.ZonedDateTime.from(`${moment}[Europe/London]`);
      for (;;) {
        const [first] = await firstOf(stores.views.wakesUntil('9999-12-31T23'));
        const due = first && Temporal.ZonedDateTime.from(`${first.at}:03:00[Europe/London]`);
        const now = clock.now();
        const nextHour = now.add({ hours: 1 }).round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ minutes: 3 });
        const at = due && Temporal.ZonedDateTime.compare(due, now) < 0 ? nextHour : due;
        if (!at || Temporal.ZonedDateTime.compare(at, end) > 0) break;
        clock.pass(now.until(at));
        await product.sweep();
        await world.work(120);
        seen?.();
      }
      if (Temporal.ZonedDateTime.compare(clock.now(), end) < 0) clock.pass(clock.now().until(end));
    },
    async stop() {
      await teams.stop();
      await issuer.stop();
    },
  };
  return world;
}
