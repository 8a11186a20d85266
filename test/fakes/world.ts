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

/** A queue on the story's clock: a message is there once its delay has passed. */
export class StoryQueue implements WorkQueue {
  readonly messages: { message: WorkMessage; due: Temporal.Instant }[] = [];
  /** Throwing here is a queue that cannot be reached. */
  beforeEnqueue?: (message: WorkMessage) => Promise<void>;
  /** Throwing here is a message that cannot be taken back. */
  beforeTakeBack?: (message: WorkMessage) => Promise<void>;

  constructor(private readonly clock: StoryClock) {}

  async enqueue(message: WorkMessage, delaySeconds: number): Promise<void> {
    await this.beforeEnqueue?.(message);
    const due = this.clock.now().toInstant().add({ seconds: delaySeconds });
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

  /** Takes the next message that is due, oldest first. */
  next(): WorkMessage | undefined {
    const now = this.clock.now().toInstant();
    const index = this.messages.findIndex(({ due }) => Temporal.Instant.compare(due, now) <= 0);
    return index < 0 ? undefined : this.messages.splice(index, 1)[0]?.message;
  }
}

export interface World {
  product: Product;
  /** The stores as given or made: in memory unless the test brings others. */
  stores: Parts['stores'];
  clock: StoryClock;
  queue: StoryQueue;
  teams: FakeTeams;
  issuer: LocalIssuer;
  lines: LogLine[];
  policy: Policy;
  /** Who is away. */
  away: Map<string, { until?: string }>;
  /** Somebody of the sample data by their part in it, with the bot installed. */
  somebody(role: 'sponsor' | 'head' | 'deputy' | 'stranger' | 'admin'): Promise<TeamsPerson>;
  person(id: string): Promise<TeamsPerson>;
  /** The same somebody in the tab. */
  tab(person: { id: string }): TabPerson;
  /** The same somebody before their mailbox. */
  outlook(person: { id: string }): OutlookPerson;
  /** Lets the worker do all that is due within so many seconds; the clock moves on by as much. */
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
  /** On, with invented ids, unless `off`; a part of it may differ. */
  outlook?: 'off' | Partial<NonNullable<Parts['outlook']>>;
  /** On unless `off`. */
  tab?: 'off';
  rememberedPeople?: Parts['rememberedPeople'];
  clock?: StoryClock;
  queue?: StoryQueue;
  /** Absent: `lines` takes what is logged. */
  log?: Log;
  /** Absent: nobody looks into it. */
  telemetry?: NonNullable<Parts['telemetry']>;
  /** Absent: no mails are sent. */
  mail?: MailChannel;
  /** `none` as in local mode; the callers' tokens are checked unless said. */
  callers?: 'tokens' | 'none';
  /** False as in local mode; Teams has them. */
  hasDialogs?: boolean;
  /** The upload page as it is built, for a browser. */
  pages?: Parts['pages'];
  /** What people can do with a request; all of it unless given. */
  verbs?: VerbTable;
  /** What people are told about one request; all of it unless given. */
  messages?: MessageTable;
  /** Absent: the queue alone works. */
  atOnce?: number;
  /** Absent: messages go at once. */
  pace?: NonNullable<Parts['pace']>;
  /** Absent: no directory accounts are made. */
  accounts?: NonNullable<Parts['accounts']>;
  /** Another app makes them. */
  accountsElsewhere?: true;
  /** In this process unless said, which is quicker than one of its own and cannot be stopped. */
  decodePhoto?: Parts['decodePhoto'];
  /** Absent: what this run of the tests leaves to chance. */
  random?: Parts['random'];
  /** Nobody is limited unless said: a story does in no time what takes people an hour. */
  limits?: NonNullable<Parts['limits']>;
}

const unlimited = { atOnce: Number.MAX_SAFE_INTEGER, perSecond: 0, atATime: Number.MAX_SAFE_INTEGER };

async function firstOf<T>(all: AsyncIterable<T>): Promise<T[]> {
  for await (const one of all) return [one];
  return [];
}

/** The whole product as one process, between the fake Teams and a local issuer. */
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
          // Where no mails are sent, the card as it would be mailed now.
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
