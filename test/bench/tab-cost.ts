import { TableClient } from '@azure/data-tables';
import { Hono } from 'hono';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { viewOf } from '../../bot/domain/request/views';
import { viewRows } from '../../bot/outbox/sync-views';
import { enough } from '../../bot/shown/scan';
import { countStorageCalls } from '../fakes/counting-storage';
import { samplePeople } from '../fakes/sample';
import { tabToken, tabWorld } from '../fakes/tab-token';
import type { World } from '../fakes/world';
import { adminId, makeRequest } from '../make';
import { type Candidate, inRounds, type Measured, sampleOf } from './rounds';
import { worldOnStorage } from './storage-calls';

export const pages = { floor: 'the first page: hono, the token, one query', product: 'the first page: the product' } as const;

export interface TabCost {
  measured: Measured;
  /** Calls to tables of the first page in a world that has answered nobody yet, and of the next. */
  calls: Record<'first' | 'next', TabCalls>;
}

interface TabCalls {
  /** For the rows themselves. */
  rows: number;
  /** For the policy and the departments, which a process then keeps for all. */
  organisation: number;
}

const pagesInRound = 12;

/** The admins' first page of all requests by the tab's API, in this process, on storage in another. */
export async function tabCosts(connectionString: string, prefix: string): Promise<TabCost> {
  const { world, stop } = await worldOnStorage(connectionString, prefix);
  try {
    await fillLists(world);
    const counter = countStorageCalls(connectionString, { withoutRetries: true });
    const authorization = `Bearer ${await tabToken(world.issuer, { oid: adminId })}`;
    const page = () => firstPage((request) => world.product.fetch(request), authorization);
    const counted = async () => {
      counter.reset();
      await page();
      const rows = counter.calls.table.filter((call) => call.includes(`${prefix}Views`)).length;
      return { rows, organisation: counter.calls.table.length - rows };
    };
    const calls = { first: await counted(), next: await counted() };
    counter.stop();
    const floor = floorOfPage(connectionString, `${prefix}Views`, world.issuer.metadataUrl);
    const often = (run: () => Promise<void>): Candidate['run'] => {
      return async () => {
        const { cpu, waited } = await sampleOf(async () => {
          for (let time = 0; time < pagesInRound; time += 1) await run();
        });
        return { cpu: cpu / pagesInRound, waited: waited.map((one) => one / pagesInRound) };
      };
    };
    const candidates = [
      { name: pages.floor, run: often(() => firstPage(async (request) => (await floor).fetch(request), authorization)) },
      { name: pages.product, run: often(page) },
    ];
    return { measured: await inRounds(candidates, 15, 8), calls };
  } finally {
    await stop();
  }
}

/** As many requests as a page has rows, and some. */
async function fillLists({ stores }: World): Promise<void> {
  const sponsor = samplePeople.find(({ isStaff }) => isStaff)?.id ?? '';
  for (let place = 0; place < enough + 5; place += 1) {
    const id = `VR-${String(place).padStart(8, '0')}`;
    await stores.views.putAll(viewRows(makeRequest({ id, sponsor, involved: [sponsor] }), 'Marisol Okafor'));
  }
}

async function firstPage(send: (request: Request) => Response | Promise<Response>, authorization: string): Promise<void> {
  const answer = await send(
    new Request('https://alms.bantshire.example/api/tab/lists/requests', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{}',
    }),
  );
  const { rows } = (await answer.json()) as { rows: unknown[] };
  if (rows.length !== enough) throw new Error(`a page was answered with ${answer.status} and ${rows.length} rows`);
}

/** What a page of a list cannot do without. */
async function floorOfPage(connectionString: string, table: string, metadataUrl: string): Promise<Hono> {
  const { jwks_uri: keysUrl } = (await (await fetch(metadataUrl)).json()) as { jwks_uri: string };
  const keys = createRemoteJWKSet(new URL(keysUrl));
  const client = TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });
  const app = new Hono();
  app.post('/api/tab/lists/requests', async (c) => {
    await jwtVerify(c.req.header('authorization')?.slice('Bearer '.length) ?? '', keys, { audience: tabWorld.appId });
    await c.req.json();
    const listed = client.listEntities<{ json?: string }>({
      queryOptions: { filter: `PartitionKey eq 'lists' and RowKey ge '${viewOf.all}!' and RowKey lt '${viewOf.all}"'` },
    });
    const { value } = await listed.byPage({ maxPageSize: enough }).next();
    return c.json({ rows: ((value ?? []) as { json?: string }[]).map(({ json = '{}' }) => JSON.parse(json) as object) });
  });
  return app;
}
