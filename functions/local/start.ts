import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { Temporal } from 'temporal-polyfill';
import { log as openLog } from '../../bot/adapters/log';
import { openStorage } from '../../bot/adapters/storage';
import { compose, readPages } from '../../bot/compose';
import type { LocalPerson } from '../../bot/data/load';
import { localAppId, localTenantId } from '../../bot/data/local-organisation';
import { startAzurite } from './azurite';
import { Children } from './children';
import { guarded } from './guard';
import { indexRoutes } from './index-page';
import { startIssuer } from './issuer';
import { startPlaygrounds } from './playgrounds';
import { freePort } from './ports';
import { pollQueue } from './queue-poll';
import { localPeople, localPolicy, seed } from './seed';
import { tellStorage } from './storage-file';

export interface LocalOptions {
  port: number;
  isHeadless: boolean;
  isFresh: boolean;
  /** Where data and logs are kept; `.local` of the project unless given. */
  folder?: string;
  say(line: string): void;
}

const zone = 'Europe/London';

/** Starts the product and all that it needs on this machine. Ends what it started when a part of it fails. */
export async function startLocal(options: LocalOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const { say } = options;
  const children = new Children((name) => say(`${name} has ended unexpectedly; press Ctrl-C and start again.`));
  try {
    return await start(options, children);
  } catch (fault) {
    await children.stop();
    throw fault;
  }
}

async function start({ port: wanted, isHeadless, isFresh, folder: given, say }: LocalOptions, children: Children) {
  const folder = resolve(given ?? join(__dirname, '..', '..', '.local'));
  if (isFresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const log = openLog({ level: 'info', file: join(folder, 'alms.log') });
  const clock = { now: () => Temporal.Now.zonedDateTimeISO(zone) };

  say('Starting storage (Azurite) …');
  const connection = await startAzurite(children, join(folder, 'azurite'));
  const storage = openStorage({ connectionString: connection }, { clock, botId: localAppId });
  await storage.ensure();
  await seed(storage);
  const forgetStorage = tellStorage(folder, connection);

  const port = wanted === 0 ? 0 : await freePort(wanted);
  if (port !== wanted && wanted !== 0) say(`Port ${wanted} is taken, so the product is on ${port}.`);
  say('Starting the bot …');
  const chats = new Map<string, string>();
  const server = await listen(port);
  const url = `http://127.0.0.1:${server.port}`;
  const product = compose({
    stores: storage,
    policy: localPolicy(clock.now().toPlainDate()),
    clock,
    random: { bytes: (count) => randomBytes(count) },
    log,
    publicUrl: url,
    pages: readPages(join(__dirname, '..', 'pages')),
    teams: { appId: localAppId, tenantId: localTenantId, appType: 'SingleTenant', callers: 'none', isServiceUrlAllowed: isLoopback },
  });
  const departments = await storage.departments.all();
  const index = indexRoutes({
    personas: localPeople.filter(({ role }) => role !== undefined),
    chats,
    departmentName: (id) => departments.find((department) => department.id === id)?.name ?? id,
    issuer: await startIssuer(),
    clock,
    dataFolder: folder,
  });
  const ownPaths = /^\/(local(\/|\.|$)|$)/;
  server.answerWith(guarded((request) => (ownPaths.test(new URL(request.url).pathname) ? index.fetch(request) : product.fetch(request))));
  const poll = await pollQueue(connection, (message) => product.work(message), log);

  if (!isHeadless) {
    say('Starting a chat window for each of two people (Microsoft 365 Agents Playground, licensed for evaluation only) …');
    for (const [person, address] of await startPlaygrounds(children, personas(), `${url}/api/messages`, folder)) chats.set(person, address);
  }
  for (const { id, name, role } of personas()) if (chats.has(id)) say(`  ${name} (${role}): ${chats.get(id)}`);
  say(`\nReady: ${url}/\nEverything else is linked there. Ctrl-C ends it all; data is kept in ${folder}.`);
  return {
    url,
    async stop() {
      forgetStorage();
      await server.close();
      await poll.stop();
      await children.stop();
    },
  };
}

function personas(): LocalPerson[] {
  return localPeople.filter(({ role }) => role !== undefined);
}

function isLoopback(url: URL): boolean {
  return ['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol === 'http:';
}

type Answer = (request: Request) => Promise<Response>;

/** Listens first, as the product has to know its own address; until it is there, callers are told to come back. */
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
