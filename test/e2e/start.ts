import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export interface Persona {
  name: string;
  role: string;
  aadObjectId: string;
  playground?: string;
}

export interface LocalProduct {
  url: string;
  personas: Persona[];
  persona(role: string): Persona;
  /** What it has printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does; the exit code. */
  stop(): Promise<number | null>;
}

/** Where the tests are started from: a bundle of them lies elsewhere than its sources. */
const root = process.cwd();
const startWithin = 60_000;

/** Starts the built product as `npm start` does, on ports and with data of its own. */
export async function startProduct(options: string[] = [], folder = mkdtempSync(join(tmpdir(), 'alms-'))): Promise<LocalProduct> {
  const child = spawn(process.execPath, [join(root, 'dist', 'functions', 'local.js'), '--data', folder, ...options], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ALMS_MODE: 'local', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (part) => (printed += String(part)));
  child.stderr.on('data', (part) => (printed += String(part)));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready in time:\n${printed}`)), startWithin);
    child.stdout.on('data', () => {
      const ready = /Ready: (http:\/\/127\.0\.0\.1:\d+)/.exec(printed);
      if (!ready?.[1]) return;
      clearTimeout(timer);
      resolve(ready[1]);
    });
    void exited.then((code) => reject(new Error(`ended with ${code}:\n${printed}`)));
  });
  const { personas } = (await (await fetch(`${url}/local.json`)).json()) as { personas: Persona[] };
  return {
    url,
    personas,
    persona(role) {
      const found = personas.find((one) => one.role === role);
      if (!found) throw new Error(`no ${role}`);
      return found;
    },
    output: () => printed,
    async stop() {
      child.kill('SIGINT');
      const code = await exited;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** The moment at which a product begins whose day is fixed: a working day. Invented requests are the same, and as old. */
export const begins = '2026-11-25T09:00:00Z';
const behind = Date.parse(begins) - Date.now();
/** The product's time, to within the seconds of a start, where the day is fixed. */
export const fixedNow = (): Date => new Date(Date.now() + behind);

/** Fills the data of a running product with invented requests, the same at each run. */
export function seeds(folder: string, requests: number, seed: number): void {
  const args = ['--requests', String(requests), '--seed', String(seed), '--data', folder];
  const seeded = spawnSync('npm', ['run', '--silent', 'seed', '--', ...args], { cwd: root, encoding: 'utf8' });
  if (seeded.status !== 0) throw new Error(`${seeded.stdout}${seeded.stderr}`);
}

export const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Debian’s Chromium, told to leave the network alone. */
export async function startBrowser(more: string[] = []): Promise<Browser> {
  return await chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

/** A token of the product's own issuer, for somebody by their part in the sample. */
export async function tokenOf(product: LocalProduct, role: string, audience: 'tab' | 'outlook' = 'tab'): Promise<string> {
  const response = await fetch(`${product.url}/local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: product.persona(role).aadObjectId, for: audience }),
  });
  return ((await response.json()) as { token: string }).token;
}
