import { setTimeout as sleep } from 'node:timers/promises';
import { photoQueue } from './adapters/azure/photo-queue';
import type { Storage } from './adapters/azure/storage';
import { readCsv } from './adapters/csv';
import { type OutlookTokenOptions, outlookTokens } from './adapters/entra/outlook-token';
import { type TabTokenOptions, tabTokens } from './adapters/entra/tab-token';
import { createTeams, type TeamsOptions } from './adapters/teams/teams';
import { loadToAscii } from './adapters/to-ascii';
import { acceptUpload, readOpenUpload } from './asking/photo/accept-upload';
import { inPresentDepartments } from './asking/present-departments';
import { answerTurn } from './channels/chat/dispatch';
import { withDeadline } from './channels/chat/turn-deadline';
import { type Allowance, allowances, byteLimit, floodLimit, maxUploadBytes } from './channels/http/flood-limit';
import { measuredAnswers } from './channels/http/measured-answers';
import { answerOutlook } from './channels/outlook/answer';
import type { TabPorts } from './channels/tab/answer';
import type { TabFiles } from './channels/tab/pages';
import type { UploadPages } from './channels/upload/pages';
import { web } from './channels/web';
import { retry as defaultRetry, type Retry } from './domain/messages/delivery';
import type { MessageTable } from './domain/messages/message';
import { messages as allMessages } from './domain/messages/table';
import type { PersonId, Policy } from './domain/organisation/organisation';
import { dialogLink, teamsLink } from './domain/shown/teams-link';
import { verbs as allVerbs } from './domain/verbs/table';
import type { VerbTable } from './domain/verbs/verb';
import { photoNotice } from './domain/words/privacy-words';
import { setAside } from './jobs/dead-letter';
import { backUp } from './jobs/night/back-up';
import { reconcile } from './jobs/night/reconcile';
import { notedRun, tracedRun } from './jobs/noted-run';
import type { Product } from './jobs/product';
import { sweepHourly } from './jobs/sweep-hourly';
import { tracedBeside, tracedQueue, tracedWork } from './jobs/traced';
import { work, workToTheEnd } from './jobs/work';
import { workAccounts } from './jobs/work-accounts';
import { atOnce } from './outbox/at-once';
import { type AccountPorts, keeperOf, knownOfAccounts, type WorkPorts } from './outbox/work-ports';
import type { Backup } from './ports/backup';
import type { Installer } from './ports/chat';
import type { Absence, People } from './ports/directory';
import type { Log } from './ports/log-fields';
import type { MailChannel } from './ports/mail';
import type { OutlookCards } from './ports/outlook';
import type { Pace } from './ports/pace';
import type { DecodePhoto } from './ports/photos';
import type { Ports, TabUrl } from './ports/ports';
import type { Clock, Random } from './ports/system';
import type { Telemetry } from './ports/telemetry';
import { drawOutlookCard } from './shown/outlook-card';
import { policyInForce } from './shown/policy-in-force';
import { readiness } from './shown/readiness';

/** What differs from host to host; the rest is the product. */
export interface Parts {
  stores: Omit<Storage, 'people' | 'directory' | 'pace' | 'usernames' | 'ensure'> & { people: People };
  /** The directory as jobs ask it, who may wait longer than a turn; the one of `stores` unless given. */
  jobPeople?: People;
  /** The directory as it was last read, asking nobody; the one of `stores` unless given. */
  rememberedPeople?: People;
  /** Absent where the host cannot install the app for anybody. */
  installer?: Installer;
  /** Absent where the host cannot tell who is away. */
  absence?: Absence;
  /** Absent where the host sends no mails. */
  mail?: MailChannel;
  accounts?: AccountPorts;
  /** Another app, which has the rights, makes the accounts: here they are asked for only. */
  accountsElsewhere?: true;
  /** Absent: there is no backup. */
  backup?: Backup;
  /** Absent: messages go at once, as no other instance sends any. */
  pace?: Pace;
  /** Requests that are worked on at the same time in the process that committed; absent: the queue alone does. */
  atOnce?: number;
  /** How what fails is tried again; as everyday unless given. */
  retry?: Retry;
  /** Lets so many milliseconds pass; by the process's own timer unless given. */
  wait?: (milliseconds: number) => Promise<unknown>;
  policy: Policy;
  /** What people can do with a request; all of it unless given. */
  verbs?: VerbTable;
  /** What people are told about one request; all of it unless given. */
  messages?: MessageTable;
  clock: Clock;
  random: Random;
  log: Log;
  /** Absent: nobody looks into the process. */
  telemetry?: Telemetry;
  /** Opens pictures: where strangers send them, in a process that can be killed. */
  decodePhoto: DecodePhoto;
  /** Without a slash at the end. */
  publicUrl: string;
  /** Whether the chat's clients show our pages in dialogs. */
  hasDialogs: boolean;
  pages: UploadPages;
  /** How much one person may ask of this process; enough for people unless given. */
  limits?: { turns: Allowance; uploads: Allowance };
  /** Absent: Outlook is off. */
  outlook?: Omit<OutlookTokenOptions, 'tenantId' | 'log'> & Omit<OutlookCards, 'openUrl'> & Partial<Pick<OutlookCards, 'openUrl'>>;
  /** Absent: there is no tab. */
  tab?: Omit<TabTokenOptions, 'tenantId' | 'log'> &
    Pick<TabPorts, 'health'> & {
      /** Opens a person's chat with the bot; the link of Teams unless given. */
      chatUrl?(person: PersonId): string;
      /** Opens the tab at a place, for a person; absent where no link leads into it. */
      placeUrl?: TabUrl;
      /** The built pages; without them there is the API alone. */
      files?: TabFiles;
    };
  teams: Omit<TeamsOptions, 'handle' | 'admit' | 'conversations' | 'log' | 'reference'>;
}

/** Puts the product together: the one place where its parts learn of each other. */
export function compose({
  stores,
  jobPeople = stores.people,
  rememberedPeople = stores.people,
  installer,
  absence,
  mail,
  accounts,
  accountsElsewhere,
  backup,
  pace,
  atOnce: mostAtOnce,
  retry = defaultRetry,
  wait = sleep,
  policy,
  verbs = allVerbs,
  messages = allMessages,
  clock,
  random,
  log,
  telemetry,
  decodePhoto,
  publicUrl,
  hasDialogs,
  pages,
  limits = allowances,
  outlook: outlookParts,
  tab,
  teams: channel,
}: Parts): Product {
  const reference = () => Buffer.from(random.bytes(5)).toString('hex').toUpperCase();
  const { requests, drafts, views, digests, summaries, photos, people, departments, policies, conversations } = stores;
  const { asOfNow, asOfNowOrFile, ...inForce } = policyInForce({ file: policy, store: policies, clock, log });
  const queue = telemetry ? tracedQueue(stores.queue, { clock, telemetry }) : stores.queue;
  const outlook: OutlookCards | undefined = outlookParts && {
    originator: outlookParts.originator,
    linkKeys: outlookParts.linkKeys,
    openUrl: outlookParts.openUrl ?? (() => teamsLink(channel.tenantId, channel.appId)),
  };
  const beside =
    mostAtOnce === undefined
      ? undefined
      : atOnce({
          work: tracedBeside(async (message) => workToTheEnd(message, await asOfNow(workPorts)), telemetry),
          most: mostAtOnce,
          log,
        });
  const ports: Ports = {
    requests,
    drafts: inPresentDepartments(drafts, departments),
    views,
    digests,
    summaries,
    photos,
    images: photoQueue(decodePhoto),
    queue,
    people,
    departments,
    conversations,
    policy,
    verbs,
    clock,
    random,
    toAscii: loadToAscii,
    log,
    ...(telemetry && { telemetry }),
    publicUrl,
    hasDialogs,
    ...(tab && {
      onePage: {
        dialogUrl: (draft) => dialogLink(publicUrl, `draft/${draft}`),
        link: (person, draft) => tab.placeUrl?.(person, `draft/${draft}`) ?? teamsLink(channel.tenantId, channel.appId),
      },
    }),
    ...(tab?.placeUrl && { tabUrl: tab.placeUrl }),
    ...(beside && { atOnce: beside }),
    ...(accounts && knownOfAccounts(accounts)),
    ...(outlook && { outlook }),
  };
  const teams = createTeams({
    ...channel,
    handle: withDeadline(async (turn) => answerTurn(turn, await asOfNowOrFile(ports)), log),
    admit: floodLimit(limits.turns, clock),
    conversations,
    log,
    reference,
  });
  const admitUpload = floodLimit(limits.uploads, clock);
  const routes = web({
    messages: (request) => teams.process(request),
    upload: {
      pages,
      organisation: policy.organisation,
      privacy: async () => photoNotice((await asOfNowOrFile({ policy })).policy),
      origin: new URL(publicUrl).origin,
      admit: ({ sponsor }) => admitUpload(sponsor),
      hold: byteLimit(maxUploadBytes),
      open: (ref) => readOpenUpload(ref, ports),
      accept: async (ref, bytes, crop, open) => acceptUpload(ref, bytes, crop, await asOfNow(ports), open),
    },
    accessibility: { policy, css: pages.css },
    ready: readiness(ports, tab?.health),
    ...(outlookParts &&
      outlook && {
        outlook: {
          caller: outlookTokens({ ...outlookParts, tenantId: channel.tenantId, log }),
          admit: floodLimit(limits.turns, clock),
          answer: async (press) => answerOutlook(press, { ...(await asOfNowOrFile(ports)), outlook, rememberedPeople }),
        },
      }),
    ...(tab && {
      tab: {
        caller: tabTokens({ ...tab, tenantId: channel.tenantId, log }),
        admit: floodLimit(limits.turns, clock),
        ...(tab.files && { files: tab.files }),
        ports: {
          ...ports,
          departments,
          policies,
          policyInForce: { ...inForce, asOfNow, asOfNowOrFile },
          readSheet: readCsv,
          ...(tab.health && { health: tab.health }),
          chatUrl: ({ id }) => tab.chatUrl?.(id) ?? teamsLink(channel.tenantId, channel.appId),
        },
      },
    }),
    log,
    reference,
  });
  const { atOnce: _beside, ...quiet } = ports;
  // Without work beside an answer: what a worker commits is worked on from the queue, or in the lease that it holds.
  const workPorts: WorkPorts = {
    ...quiet,
    people: jobPeople,
    chat: teams.chat,
    pictures: teams.pictures,
    ...(installer && { installer }),
    ...(absence && { absence }),
    ...(mail && { mail }),
    ...(accounts && !accountsElsewhere && { accounts }),
    ...(pace && { pace }),
    wait,
    messages,
    retry,
    ...(outlook && {
      outlookCard: (request, viewer, person, deciders, ports) => drawOutlookCard(request, viewer, person, deciders, { ...ports, outlook }),
    }),
  };
  return {
    fetch: measuredAnswers((request) => routes.fetch(request), telemetry),
    work: tracedWork('work', async (message) => work(message, await asOfNow(workPorts)), ports),
    accounts: tracedWork('accounts', async (message) => workAccounts(message, await asOfNow(workPorts)), ports),
    setAside: tracedWork('poison', async (message) => setAside(message, await asOfNow(workPorts)), ports),
    sweep: () => notedRun('sweep', async () => sweepHourly(await asOfNow(workPorts)), workPorts),
    reconcile: () => notedRun('reconcile', async () => reconcile(await asOfNow(workPorts)), workPorts),
    backup: () => tracedRun('backup', () => backUp(backup, workPorts), workPorts),
    idle: async () => beside?.idle(),
    finish: async () => beside?.finish(),
  };
}

/** What the app that makes accounts needs, and no more: it is reached by a queue alone. */
export type AccountParts = Pick<Parts, 'policy' | 'clock' | 'random' | 'log' | 'telemetry' | 'retry'> & {
  stores: Pick<Storage, 'requests' | 'views' | 'digests' | 'summaries' | 'queue' | 'departments' | 'policies'>;
  accounts: AccountPorts;
};

/** Puts together the product of the app that makes accounts: of all else it does nothing. */
export function composeAccounts({ stores, accounts, retry = defaultRetry, ...parts }: AccountParts): Product {
  const queue = parts.telemetry ? tracedQueue(stores.queue, { ...parts, telemetry: parts.telemetry }) : stores.queue;
  const { asOfNow } = policyInForce({ ...parts, file: parts.policy, store: stores.policies });
  const ports = { ...stores, queue, ...parts, toAscii: loadToAscii, accounts, keepsAccounts: keeperOf(accounts), retry };
  const notHere = () => Promise.reject(new Error('This app makes accounts, and nothing else.'));
  return {
    fetch: notHere,
    work: notHere,
    sweep: notHere,
    reconcile: notHere,
    backup: notHere,
    accounts: tracedWork('accounts', async (message) => workAccounts(message, await asOfNow(ports)), ports),
    setAside: tracedWork('poison', (message) => setAside(message, ports), ports),
    idle: async () => undefined,
    finish: async () => undefined,
  };
}
