import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { outlookTokens } from '../../../../bot/adapters/entra/outlook-token';
import { localTenantId } from '../../../../bot/data/local-organisation';
import { localOutlook } from '../../../../functions/local/mailbox/local-outlook';
import { localPeople } from '../../../../functions/local/storage/seed';
import { type LocalIssuer, startIssuer } from '../../../../functions/local/tab/issuer';

const head = localPeople.find(({ role }) => role === 'head')!;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The keys where the product finds them in local mode. */
async function whilePublished<T>(issuer: LocalIssuer, run: (url: string) => Promise<T>): Promise<T> {
  const app = new Hono();
  app.get('/local/issuer/jwks', (c) => c.json(issuer.jwks));
  const server = await new Promise<{ port: number; close(): void }>((done) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => done({ port, close: () => void made.close() }));
  });
  try {
    return await run(`http://127.0.0.1:${server.port}`);
  } finally {
    server.close();
  }
}

describe('Outlook in local mode', () => {
  it.each([
    ['outlook', { kind: 'person', person: head.id }],
    ['tab', { kind: 'unknown' }],
  ] as const)('should check the tokens of the local issuer as any others: for %s', async (audience, holder) => {
    const issuer = await startIssuer();
    const header = `Bearer ${await issuer.token(head, audience)}`;
    const check = async (url: string) => await outlookTokens({ ...localOutlook(url), tenantId: localTenantId, log: quiet })(header);
    expect(await whilePublished(issuer, check)).toEqual(holder);
  });

  it('should refuse a token of another start', async () => {
    const [first, second] = [await startIssuer(), await startIssuer()];
    const header = `Bearer ${await first.token(head, 'outlook')}`;
    const check = async (url: string) => await outlookTokens({ ...localOutlook(url), tenantId: localTenantId, log: quiet })(header);
    expect(await whilePublished(second, check)).toEqual({ kind: 'unknown' });
  });

  it('should sign links so that a kept mail works after a restart', () => {
    expect(localOutlook('http://127.0.0.1:1').linkKeys).toEqual(localOutlook('http://127.0.0.1:2').linkKeys);
    expect(localOutlook('http://127.0.0.1:1').linkKeys[0]?.byteLength).toBe(32);
  });
});
