import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { openStorage } from '../../bot/adapters/azure/storage';
import { log as openLog } from '../../bot/adapters/log';
import { photoChild } from '../../bot/adapters/photo/photo-child';
import { allowances } from '../../bot/channels/http/flood-limit';
import { readTab } from '../../bot/channels/tab/pages';
import { readPages } from '../../bot/channels/upload/pages';
import { compose } from '../../bot/compose';
import type { LocalPerson } from '../../bot/data/load';
import { localAppId, localTenantId } from '../../bot/data/local-organisation';
import { schedules } from '../timers';
import { startPlaygrounds } from './chat/playgrounds';
import { accountDays } from './clock/account-days';
import { openClock } from './clock/clock';
import { openTimeline } from './clock/timeline';
import { startTimers } from './clock/timers';
import { waitingMessages } from './clock/waiting-messages';
import { directoryStyle } from './directory/directory-page';
import { startDirectory } from './directory/start-directory';
import { indexRoutes, pageStyle } from './index-page';
import { localAbsence } from './mailbox/absence';
import { localOutlook } from './mailbox/local-outlook';
import { openMailbox } from './mailbox/mailbox';
import { mailboxRoutes } from './mailbox/mailbox-page';
import type { CommandLine } from './options';
import { Children } from './process/children';
import { freePort } from './process/free-port';
import { guarded } from './process/guard';
import { startAzurite } from './storage/azurite';
import { openDataFolder } from './storage/data-folder';
import { localHealth } from './storage/local-health';
import { pollQueue } from './storage/queue-poll';
import { localPeople, localPolicy, localZone, seed } from './storage/seed';
import { settledQueue } from './storage/settled-queue';
import { tellStorage } from './storage/storage-file';
import { startIssuer } from './tab/issuer';
import { localTab, localWay } from './tab/local-tab';

export interface LocalOptions extends CommandLine {
  port: number;
  /** Where the built product is: `local/` and `../pages/` are found from there. */
  built: string;
  say(line: string): void;
}

export interface LocalProduct {
  /** The product's address, once all of it answers. Rejects when a part of it fails, after the others have ended. */
  ready: Promise<string>;
  /** Ends what was started, also half way through. */
  stop(): Promise<void>;
}

/** Starts the product and all that it needs on this machine. */
export function startLocal(options: LocalOptions): LocalProduct {
  const steps: Ending[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= endAll(steps));
  const ready = startProcesses(options, (ending) => void steps.push(ending)).catch(async (fault: unknown) => {
    await stop();
    throw fault;
  });
  return { ready, stop };
}

type Ending = () => Promise<void> | void;

/** Newest first, as the older carry the newer. */
async function endAll(steps: Ending[]): Promise<void> {
  for (let end = steps.pop(); end; end = steps.pop()) await end();
}

async function startProcesses(
  { port: wanted, built, isHeadless, chats: roles, isFresh, folder: given, say }: LocalOptions,
  atEnd: (ending: Ending) => void,
): Promise<string> {
  const folder = await openDataFolder(resolve(given ?? join(built, '..', '..', '.local')), {
    isDefault: given === undefined,
    isFresh,
    pid: process.pid,
  });
  atEnd(() => folder.release());
  const log = openLog({ level: 'info', file: folder.log });
  const clock = openClock(folder.path, localZone);
  const children = new Children({
    preload: join(built, 'local', 'loopback-preload.cjs'),
    onStart: (pid) => folder.usedBy(pid),
    onDeath: (name) => say(`${name} has ended unexpectedly; press Ctrl-C and start again.`),
  });
  atEnd(() => children.stop());

  say('Starting storage (Azurite) …');
  const connection = await startAzurite(children, folder.azurite);
  const storage = openStorage({ connectionString: connection }, { clock, botId: localAppId, log });
  await storage.ensure();
  await seed(storage);

  const port = wanted === 0 ? 0 : await freePort(wanted);
  if (port !== wanted) say(`Port ${wanted} is taken, so the product is on ${port}.`);
  say('Starting the bot …');
  const chats = new Map<string, string>();
  const server = await listen(port);
  atEnd(() => server.close());
  const url = `http://127.0.0.1:${server.port}`;
  atEnd(tellStorage(folder.path, connection, url));
  let isOver = false;
  const settling = settledQueue(storage.queue, { emptyAt: () => poll.emptyAt(), isOver: () => isOver });
  const queue = waitingMessages(settling, clock, { file: folder.waiting });
  const directory = startDirectory({
    ...storage,
    file: folder.directory,
    clock,
    zone: localZone,
    url,
    dataOption: folder.option,
    css: `${pageStyle}${directoryStyle}`,
    register: join(built, '..', '..', 'bot', 'data', 'visitors.csv'),
  });
  const mailbox = openMailbox({ file: folder.mailbox, clock, newId: () => randomBytes(8).toString('hex') });
  const opener = photoChild({ script: join(built, 'decode-photo.js'), log });
  atEnd(() => opener.stop());
  const product = compose({
    stores: { ...storage, queue },
    pace: storage.pace,
    atOnce: 8,
    absence: localAbsence(localPeople, clock),
    accounts: directory.accounts,
    mail: { mailer: mailbox, link: localWay(url, chats) },
    policy: localPolicy(clock),
    clock,
    random: { bytes: (count) => randomBytes(count) },
    log,
    decodePhoto: opener.decode,
    publicUrl: url,
    hasDialogs: false,
    pages: readPages(join(built, '..', 'pages')),
    // Scripts may be faster than people, and rate limits protect nothing on one machine.
    limits: { ...allowances, turns: { ...allowances.turns, atOnce: 1_000, perSecond: 100 } },
    outlook: localOutlook(url),
    tab: { ...localTab(url, readTab(join(built, '..', 'tab')), chats), health: localHealth(connection) },
    teams: {
      appId: localAppId,
      tenantId: localTenantId,
      appType: 'SingleTenant',
      callers: 'none',
      isServiceUrlAllowed: isLoopback,
      isFileUrlAllowed: isLoopback,
    },
  });
  atEnd(() => product.finish());
  const settled = async (waitAtMost?: number) => {
    await product.idle();
    await settling.settled(waitAtMost);
  };
  const timeline = openTimeline({ clock, sweep: product.sweep, views: storage.views, settled, waiting: queue, log });
  const poll = await pollQueue({ connection, work: product.work, log });
  atEnd(() => poll.stop());
  const poison = await pollQueue({ connection, work: product.setAside, log, queue: 'work-poison', pause: 5_000 });
  atEnd(() => poison.stop());
  atEnd(() => {
    isOver = true;
    return timeline.stop();
  });
  const sweep = () => timeline.take(product.sweep);
  const reconcile = () => timeline.take(product.reconcile);
  const timers = startTimers(
    [
      { schedule: schedules.sweep, run: sweep },
      { schedule: schedules.reconcile, run: reconcile },
    ],
    clock,
  );
  atEnd(() => timers.stop());
  // As the host does with a timer whose time passed while it was stopped.
  void sweep();
  const departments = await storage.departments.all();
  const ownFile = (name: string) => readFileSync(join(built, 'local', name), 'utf8');
  const files = { css: ownFile('mailbox.css'), script: ownFile('mailbox.js') };
  const tabFiles = { css: ownFile('tab-bar.css'), script: ownFile('tab-host.js') };
  const index = indexRoutes({
    personas: personas(),
    everybody: localPeople,
    chats,
    departmentName: (id) => departments.find((department) => department.id === id)?.name ?? id,
    issuer: await startIssuer(),
    clock,
    timeline,
    async days() {
      // Waits until the lists show the latest decision, which a person who comes from the chat expects.
      await settled(3_000);
      return await accountDays(
        personas().map(({ id }) => id),
        storage.views,
        clock.now().toPlainDate(),
      );
    },
    dataFolder: folder.path,
    dataOption: folder.option,
    tab: tabFiles,
  });
  const mails = mailboxRoutes({ mailbox, personas: personas(), url, zone: localZone, files });
  const answerOf = (path: string) => {
    if (path.startsWith('/local/mail')) return mails;
    if (/^\/local\/(graph|directory|accounts)\b/.test(path)) return directory.routes;
    return /^\/(local(\/|\.|$)|$)/.test(path) ? index : product;
  };
  server.answerWith(guarded((request) => answerOf(new URL(request.url).pathname).fetch(request)));

  if (!isHeadless) {
    say(`Starting a chat window each for ${roles.join(', ')} (Microsoft 365 Agents Playground, licensed for evaluation only) …`);
    const started = await startPlaygrounds(children, personas(), roles, `${url}/api/messages`, folder.playgrounds);
    for (const [person, address] of started) chats.set(person, address);
  }
  for (const { id, name, role } of personas()) if (chats.has(id)) say(`  ${name} (${role}): ${chats.get(id)}`);
  say(`\nReady: ${url}/\nEverything else is linked there. Ctrl-C ends it all; data is kept in ${folder.path}.`);
  return url;
}

function personas(): LocalPerson[] {
  return localPeople.filter(({ role }) => role !== undefined);
}

function isLoopback(url: URL): boolean {
  return ['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol === 'http:';
}

type Answer = (request: Request) => Promise<Response>;

/** Listens before the product exists, as the product needs its own address; until then callers get 503. */
function listen(port: number): Promise<{ port: number; answerWith(answer: Answer): void; close(): Promise<void> }> {
  let answer: Answer = async () => Response.json({ title: 'Starting.' }, { status: 503 });
  return new Promise((done, failed) => {
    const server = serve({ fetch: (request) => answer(request), port, hostname: '127.0.0.1' }, (address) => {
      done({
        port: address.port,
        answerWith: (next) => {
          answer = next;
        },
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', failed);
  });
}
