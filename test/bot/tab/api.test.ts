import { ApiProblem, tabApi } from '../../../bot/tab/api';

const asked: { url: string; init: RequestInit }[] = [];
const realFetch = globalThis.fetch;
let answer: (init: RequestInit) => Promise<Response>;

beforeEach(() => {
  asked.length = 0;
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return await answer(init);
  }) as typeof fetch;
});
afterAll(() => void (globalThis.fetch = realFetch));

const answers = (body: unknown, status = 200) => void (answer = async () => Response.json(body, { status }));
const api = tabApi(async () => 'a-token');
const problemOf = async (call: Promise<unknown>) => {
  const fault = await call.catch((one: unknown) => one);
  expect(fault).toBeInstanceOf(ApiProblem);
  return (fault as ApiProblem).problem;
};

describe('the client of the API', () => {
  it('should send the token, and what is searched for in the body alone', async () => {
    answers({ rows: [], isPartial: false, looked: 0 });
    await expect(api.list('requests', { filter: { search: 'Ota' } })).resolves.toEqual({ rows: [], isPartial: false, looked: 0 });
    expect(asked).toEqual([
      {
        url: '/api/tab/lists/requests',
        init: {
          method: 'POST',
          headers: { authorization: 'Bearer a-token', 'content-type': 'application/json' },
          body: '{"filter":{"search":"Ota"}}',
        },
      },
    ]);
  });

  it('should ask for a token each time', async () => {
    let count = 0;
    answers({});
    const counting = tabApi(async () => `token-${++count}`);
    await counting.me();
    await counting.me();
    expect(asked.map(({ init }) => (init.headers as Record<string, string>).authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('should ask for another token, once, where the API refuses the first', async () => {
    let valid = 2;
    let count = 0;
    const bearer = (init: RequestInit) => (init.headers as Record<string, string>).authorization;
    answer = async (init) => (bearer(init) === `Bearer token-${valid}` ? Response.json({ is: 'me' }) : Response.json({}, { status: 401 }));
    const renewing = tabApi(async (isRefused) => (isRefused ? `token-${++count + 1}` : 'token-1'));
    await expect(renewing.beginDraft()).resolves.toEqual({ is: 'me' });
    expect(asked.map(({ init }) => [bearer(init), init.body])).toEqual([
      ['Bearer token-1', '{}'],
      ['Bearer token-2', '{}'],
    ]);
    valid = 9;
    expect(await problemOf(renewing.me())).toMatchObject({ status: 401 });
    expect(asked).toHaveLength(4);
    // A host that has no other is not asked to try.
    expect(await problemOf(api.me())).toMatchObject({ status: 401 });
    expect(asked).toHaveLength(5);
  });

  it('should keep a reference inside its own part of the address', async () => {
    answers({});
    await api.request('../me?x');
    expect(asked[0]?.url).toBe('/api/tab/requests/..%2Fme%3Fx');
  });

  it('should bring the whole problem that the API tells', async () => {
    answers(
      { type: 'about:blank', title: 'This request has changed.', status: 409, code: 'moved-on', field: 'until', reference: 'F-1' },
      409,
    );
    await expect(problemOf(api.act('VR-7K3M9QXA', 'approve', { revision: 1 }))).resolves.toMatchObject({
      title: 'This request has changed.',
      code: 'moved-on',
      field: 'until',
      reference: 'F-1',
    });
  });

  it.each([
    ['no JSON', () => new Response('<h1>502</h1>', { status: 502 })],
    ['JSON that is no problem', () => Response.json({ error: 'x' }, { status: 502 })],
    ['nothing', () => new Response(null, { status: 502 })],
  ])('should say that the service cannot be reached when a gateway answers %s', async (_what, response) => {
    answer = async () => response();
    await expect(problemOf(api.me())).resolves.toMatchObject({
      status: 502,
      code: 'offline',
      title: expect.stringMatching(/cannot reach the service/),
    });
  });

  it('should say so when there is no network', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(problemOf(api.me())).resolves.toMatchObject({ status: 0, code: 'offline' });
  });

  it('should ask nothing when nobody can be signed in', async () => {
    const outside = tabApi(() => Promise.reject(new Error('CancelledByUser')));
    await expect(problemOf(outside.me())).resolves.toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(asked).toEqual([]);
  });

  it('should leave what the caller aborts to the caller', async () => {
    answer = async ({ signal }) => {
      signal?.throwIfAborted();
      return Response.json({});
    };
    const given = new AbortController();
    given.abort();
    const fault = await api.me(given.signal).catch((one: unknown) => one);
    expect(fault).not.toBeInstanceOf(ApiProblem);
    expect(fault).toMatchObject({ name: 'AbortError' });
  });

  it('should send many at once to the verb, and matters to their own address', async () => {
    answers({ results: [] });
    await api.many('let-end', { items: [{ request: 'VR-7K3M9QXA', revision: 3 }] });
    await api.mend({ how: 'again', items: [{ kind: 'unsent', key: 'VR-7K3M9QXA' }] });
    expect(asked.map(({ url, init }) => [url, init.body])).toEqual([
      ['/api/tab/many/let-end', '{"items":[{"request":"VR-7K3M9QXA","revision":3}]}'],
      ['/api/tab/attention/mend', '{"how":"again","items":[{"kind":"unsent","key":"VR-7K3M9QXA"}]}'],
    ]);
  });
});
