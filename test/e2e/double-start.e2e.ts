import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { claimOf } from '../../functions/local/process/free-port';
import { copyOfProduct, LocalRun } from './local-process';

let tree: string;
let folder: string;
let runs: LocalRun[];

beforeAll(() => {
  tree = copyOfProduct();
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-double-'));
  // Starts of the other browser tests want the same ports for storage, so all claim them in one place.
  const claims = dirname(claimOf(0));
  symlinkSync(claims, join(folder, basename(claims)));
  runs = [];
});
afterEach(async () => {
  await Promise.all(runs.map((run) => run.ends()));
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start`, build and all, without npm between us and its signals. */
function starts(data: string): LocalRun {
  const args = ['--headless', '--data', join(folder, data)];
  const run = new LocalRun({
    args,
    env: { PORT: '4310', TMPDIR: folder },
    command: [process.execPath, join(tree, 'functions', 'start.mjs')],
  });
  runs.push(run);
  return run;
}

describe('two starts in the same second', () => {
  it('should both run where each has data of its own, the second on other ports', async () => {
    const [one, other] = [starts('one'), starts('other')];
    const urls = [await one.ready(), await other.ready()];
    expect(new Set(urls).size).toBe(2);
    for (const url of urls) expect((await fetch(`${url}/local.json`)).status).toBe(200);
    const printed = one.printed + other.printed;
    expect(printed.match(/Port 4310 is taken, so the product is on \d+\./g)).toHaveLength(1);
    expect(printed.match(/Another start is under way; this one goes on when that is ready\./g)).toHaveLength(1);
    expect(printed).not.toMatch(/could not be started|EADDRINUSE|unexpectedly/);
  });

  it('should both run where nobody waits for the other, each on ports of its own', async () => {
    const wishes = { env: { PORT: '4320', TMPDIR: folder } };
    const all = ['one', 'other', 'third'].map((data) => new LocalRun({ ...wishes, args: ['--headless', '--data', join(folder, data)] }));
    runs.push(...all);
    const urls: string[] = [];
    for (const run of all) urls.push(await run.ready());
    expect(new Set(urls).size).toBe(3);
    for (const url of urls) expect((await fetch(`${url}/local.json`)).status).toBe(200);
  });

  it('should not both run on the same data: the second says whose it is', async () => {
    const both = [starts('same'), starts('same')];
    const refused = await Promise.race(both.map(async (run) => [run, await run.exited] as const));
    const running = both.find((run) => run !== refused[0])!;
    expect(refused[1]).toBe(1);
    expect(refused[0].printed).toContain(`Local mode already runs on the data in ${join(folder, 'same')} (process ${running.pid}).`);
    expect(refused[0].printed).not.toContain('    at ');
    expect((await fetch(`${await running.ready()}/local.json`)).status).toBe(200);
  });
});
