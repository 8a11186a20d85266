import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { localAppId, localTenantId } from '../../../bot/data/local-organisation';
import { type LocalProduct, startLocal } from '../../../functions/local/start';
import { startTeams } from '../../fakes/teams-client';
import type { World } from '../../fakes/world';
import { fillsIn } from '../../journeys/steps';

const sources = join(__dirname, '..', '..', '..', 'functions', 'local');
let root: string;
let built: string;
let said: string[];
let product: LocalProduct | undefined;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'alms-start-'));
  built = join(root, 'dist', 'functions');
  mkdirSync(join(built, 'local'), { recursive: true });
  mkdirSync(join(root, 'dist', 'pages'));
  mkdirSync(join(root, 'dist', 'tab', 'assets'), { recursive: true });
  writeFileSync(join(root, 'dist', 'tab', 'index.html'), '<title>Visitor accounts</title>');
  for (const name of ['process/loopback-preload.cjs', 'mailbox/mailbox.css', 'tab/tab-bar.css'])
    cpSync(join(sources, name), join(built, 'local', basename(name)));
  for (const name of ['mailbox.js', 'tab-host.js']) writeFileSync(join(built, 'local', name), '');
  for (const name of ['upload.html', 'upload.css', 'upload.js', 'photo-dialog.js']) writeFileSync(join(root, 'dist', 'pages', name), '');
});
beforeEach(() => {
  said = [];
});
afterEach(() => product?.stop());
afterAll(() => rmSync(root, { recursive: true, force: true }));

function start(folder = join(root, 'data')): LocalProduct {
  product = startLocal({ port: 0, isHeadless: true, chats: [], isFresh: false, folder, built, say: (line) => said.push(line) });
  return product;
}

/** fetch would set Host itself. */
function statusOf(url: string, headers: Record<string, string>, body = '{}'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    call.once('error', reject);
    call.end(body);
  });
}

describe('the accounts of local mode', () => {
  it('should work from the day they begin', async () => {
    const { ready } = start(join(root, 'accounts'));
    const url = await ready;
    const teams = await startTeams({
      tenantId: localTenantId,
      appId: localAppId,
      send: async (request) => await fetch(new Request(url + new URL(request.url).pathname, request)),
    });
    const told = (await (await fetch(`${url}/local.json`)).json()) as {
      today: string;
      data: string;
      personas: { role: string; name: string; aadObjectId: string }[];
      paths: { directory: string };
    };
    expect(told.data).toBe(join(root, 'accounts'));
    const persona = async (role: string) => {
      const { aadObjectId: id, name } = told.personas.find((one) => one.role === role)!;
      const person = teams.person({ id, name });
      await person.installs();
      return person;
    };
    const [sponsor, head] = [await persona('sponsor'), await persona('head')];
    const accounts = async () => (await (await fetch(url + told.paths.directory)).json()) as { enabled: boolean }[];
    const moveTo = (day: Temporal.PlainDate) =>
      fetch(`${url}/local/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ today: day.toString() }),
      });
    const today = Temporal.PlainDate.from(told.today);
    const [from, to] = [today.add({ days: 1 }), today.add({ days: 60 })];
    await fillsIn({} as World, sponsor, { dates: { validFrom: from.toString(), validTo: to.toString() } });
    await sponsor.presses('Make request');
    await until(async () => head.messages().length > 1);
    await head.presses('Approve');
    expect(await accounts()).toEqual([]);

    await moveTo(from);
    expect(await accounts()).toMatchObject([
      {
        userName: 'ogfairweather@bantshire.example',
        enabled: true,
        groups: ['Visitors, staff-like'],
        from: from.toString(),
        to: to.toString(),
      },
    ]);
    expect(await (await fetch(`${url}/local/accounts`)).text()).toContain('ogfairweather@bantshire.example');
    await teams.stop();
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; !(await isSo()); ) {
    if (performance.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('local mode', () => {
  it('should answer as /local.json tells, guarded on every path, and be gone after the end', async () => {
    const { ready, stop } = start();
    const url = await ready;
    const told = (await (await fetch(`${url}/local.json`)).json()) as { personas: object[]; paths: { bot: string; upload: string } };
    expect(told).toMatchObject({ tenantId: localTenantId, personas: { length: 7 } });
    expect(await (await fetch(`${url}/`)).text()).toContain('Started without chat windows.');

    expect(await (await fetch(`${url}/local/mail`)).json()).toEqual([]);
    const mailbox = await fetch(`${url}/local/mailbox`);
    expect(await mailbox.text()).toContain('No mails yet.');
    expect(mailbox.headers.get('content-security-policy')).toContain("script-src 'self'");

    const json = { 'content-type': 'application/json' };
    const own = ['/local/token', '/local/clock', '/local/day', '/local/mail', '/local/mailbox'];
    for (const path of [told.paths.bot, told.paths.upload, '/', ...own, '/nowhere']) {
      expect(await statusOf(url + path, { ...json, host: 'evil.example' })).toBe(403);
      expect(await statusOf(url + path, { ...json, origin: 'https://evil.example' })).toBe(403);
    }
    // What a form or a script elsewhere can send without asking first.
    expect(await statusOf(url + told.paths.bot, { 'content-type': 'text/plain' })).toBe(415);
    expect(await statusOf(url + told.paths.bot, json)).toBe(400);

    expect(said.at(-1)).toContain(`Ready: ${url}/`);
    await stop();
    await expect(fetch(`${url}/local.json`)).rejects.toThrow();
    expect(existsSync(join(root, 'data', 'running.pid'))).toBe(false);
    expect(said.join('\n')).not.toContain('unexpectedly');
  });

  it('should keep a day that was moved, for programs and on the page, until a fresh start', async () => {
    const kept = join(root, 'moved');
    const { ready, stop } = start(kept);
    const url = await ready;
    const told = async (at: string) => ((await (await fetch(`${at}/local.json`)).json()) as { today: string }).today;
    const today = Temporal.PlainDate.from(await told(url));
    const wanted = today.add({ days: 40 }).toString();
    const move = async (to: string) =>
      await fetch(`${url}/local/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ today: to }),
      });
    expect(await (await move(wanted)).json()).toEqual({ today: wanted, ran: 0 });
    expect((await move(today.toString())).status).toBe(400);
    const form = { headers: { origin: url }, body: new URLSearchParams({ today: today.add({ days: 41 }).toString() }) };
    const answer = await fetch(`${url}/local/day`, { method: 'POST', redirect: 'manual', ...form });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/#time']);
    await stop();
    expect(await told(await start(kept).ready)).toBe(today.add({ days: 41 }).toString());
    await product?.stop();
    product = startLocal({ port: 0, isHeadless: true, isFresh: true, chats: [], folder: kept, built, say: () => undefined });
    expect(Temporal.PlainDate.compare(await told(await product.ready), today.add({ days: 2 }))).toBeLessThan(0);
  });

  it('should leave nothing behind when it is ended half way', async () => {
    const { ready, stop } = start();
    const outcome = ready.catch((fault: Error) => fault.message);
    const lock = join(root, 'data', 'running.pid');
    const processes = () => (existsSync(lock) ? readFileSync(lock, 'utf8').split('\n').filter(Boolean).map(Number) : []);
    while (processes().length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    const azurite = processes()[1] ?? 0;
    await stop();
    expect(await outcome).toBe('Storage (Azurite) could not be started.');
    expect(() => process.kill(azurite, 0)).toThrow('ESRCH');
    expect(existsSync(lock)).toBe(false);
    expect(said.join('\n')).not.toMatch(/Ready|unexpectedly/);
  });

  it('should leave nothing behind when a part of it fails', async () => {
    rmSync(join(root, 'dist', 'pages', 'upload.css'));
    await expect(start(join(root, 'other')).ready).rejects.toThrow('upload.css');
    expect(existsSync(join(root, 'other', 'running.pid'))).toBe(false);
  });
});
