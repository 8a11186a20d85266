import type { Product } from '../../bot/jobs/product';
import type { FunctionsHost } from '../fakes/functions-host';
import { startWorld, type World } from '../fakes/world';
import { loadFunctions, productOf } from './load';

const address = 'https://alms.bantshire.example';

const taken: { request: Request; body: Buffer }[] = [];

/** Takes down what arrives, and answers with it. */
const echo: Product = productOf({
  async fetch(request) {
    const body = Buffer.from(await request.arrayBuffer());
    taken.push({ request, body });
    return new Response(new Uint8Array(body), { status: 418, headers: { 'x-answer': 'yes', 'content-type': 'image/jpeg' } });
  },
});

afterEach(() => {
  taken.length = 0;
});

describe('the registrations', () => {
  it('should be one function for every address and method, open to anybody', () => {
    const bindings = loadFunctions(echo).functions.map((one) => Object.values(one.bindings));
    expect(bindings.filter((all) => all.some(({ type }) => type === 'httpTrigger'))).toEqual([
      [
        expect.objectContaining({
          type: 'httpTrigger',
          route: '{*path}',
          authLevel: 'anonymous',
          methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
        }),
        expect.objectContaining({ type: 'http', direction: 'out' }),
      ],
    ]);
  });

  it('should be no others than these', () => {
    const names = loadFunctions(echo).functions.map(({ name, bindings }) => `${name}: ${Object.values(bindings)[0]?.type}`);
    expect(names.sort()).toEqual([
      'accounts: queueTrigger',
      'accountsPoison: queueTrigger',
      'backup: timerTrigger',
      'poison: queueTrigger',
      'reconcile: timerTrigger',
      'sweep: timerTrigger',
      'web: httpTrigger',
      'work: queueTrigger',
    ]);
  });

  it('should leave names and routes beginning with admin or runtime to the host', () => {
    const names = loadFunctions(echo).functions.flatMap(({ name, bindings }) => [
      name,
      ...Object.values(bindings).map(({ route }) => route ?? ''),
    ]);
    expect(names.filter((name) => /^(admin|runtime)/i.test(name))).toEqual([]);
  });
});

describe('a request through the host', () => {
  const everyByte = new Uint8Array(3 * 256).map((_, index) => index % 256);

  it('should pass a body byte for byte, both ways', async () => {
    const response = await loadFunctions(echo).http(new Request(`${address}/photo/file`, { method: 'POST', body: everyByte }));
    expect(taken[0]?.body.equals(everyByte)).toBe(true);
    expect(Buffer.from(await response.arrayBuffer()).equals(everyByte)).toBe(true);
  });

  it('should pass address, method and headers, the token and the upload link among them', async () => {
    const headers = {
      authorization: 'Bearer a.b.c',
      'x-upload': 'VR-7K3M9QXA.token',
      'x-crop': '0,0,1,1',
      'content-type': 'image/jpeg',
      'content-length': '3',
    };
    await loadFunctions(echo).http(new Request(`${address}/photo/file?a=1&a=2`, { method: 'PUT', headers, body: 'abc' }));
    const { request } = taken[0]!;
    expect(request.url).toBe(`${address}/photo/file?a=1&a=2`);
    expect(request.method).toBe('PUT');
    expect(Object.fromEntries(request.headers)).toMatchObject(headers);
  });

  it('should let the product answer while the body is still coming, and leave the rest of it', async () => {
    const product: Product = {
      ...echo,
      async fetch(request) {
        const reader = request.body?.getReader();
        const first = await reader?.read();
        await reader?.cancel();
        return Response.json({ read: first?.value?.length }, { status: 413 });
      },
    };
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        // Not endless for a host that holds all of it.
        if (sent > 1_000) return controller.close();
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    const response = await loadFunctions(product).http(new Request(`${address}/photo/file`, init));
    expect([response.status, await response.json()]).toEqual([413, { read: expect.any(Number) }]);
    expect(sent).toBeLessThan(500);
  });

  it('should give back status and headers', async () => {
    const response = await loadFunctions(echo).http(new Request(`${address}/any`, { method: 'DELETE' }));
    expect(response.status).toBe(418);
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'x-answer': 'yes', 'content-type': 'image/jpeg' });
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('should reach the product by %s without a body', async (method) => {
    await loadFunctions(echo).http(new Request(`${address}/any`, { method }));
    expect(taken.map(({ request, body }) => [request.method, body.length])).toEqual([[method, 0]]);
  });
});

describe('the product behind the host', () => {
  let world: World;
  let host: FunctionsHost;
  beforeAll(async () => {
    world = await startWorld();
    host = loadFunctions(world.product);
  });
  afterAll(async () => {
    await world.stop();
  });

  it('should show the upload page with its guarding headers', async () => {
    const response = await host.http(new Request(`${address}/photo`));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await response.text()).toContain('Bantshire University');
  });

  it.each(['/photo', '/tab', '/api/tab/me', '/api/messages', '/healthz', '/nothing'])('should guard every answer: %s', async (path) => {
    const { headers } = await host.http(new Request(address + path));
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    // Teams has to frame some pages, which this header could only forbid.
    expect(headers.get('x-frame-options')).toBeNull();
  });

  it('should answer HEAD with the headers of the page alone', async () => {
    const response = await host.http(new Request(`${address}/photo`, { method: 'HEAD' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toBe('');
  });

  it.each(['/', '/nowhere', '/api/nowhere', '/photo/../../etc/passwd'])('should answer %s with a JSON error', async (path) => {
    const response = await host.http(new Request(`${address}${path}`));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ title: 'There is nothing here.' });
  });

  it('should say that messages are posted', async () => {
    const response = await host.http(new Request(`${address}/api/messages`));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('should take a hostile upload for what it is', async () => {
    const headers = { 'x-upload': 'forged', 'content-type': 'image/jpeg' };
    const response = await host.http(new Request(`${address}/photo/file`, { method: 'POST', headers, body: Buffer.alloc(1000, 255) }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false });
  });
});
