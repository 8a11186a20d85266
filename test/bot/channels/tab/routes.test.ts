import { allowances } from '../../../../bot/channels/http/flood-limit';
import { problem } from '../../../../bot/channels/tab/contract';
import { type Operation, operationsOf } from '../../../../bot/channels/tab/operations';
import { verbs } from '../../../../bot/domain/verbs/table';
import { outlookToken } from '../../../fakes/outlook-token';
import { samplePeople } from '../../../fakes/sample';
import { TabPerson } from '../../../fakes/tab-person';
import { tabToken, tabWorld } from '../../../fakes/tab-token';
import { startWorld, type World } from '../../../fakes/world';
import { makeRequest } from '../../../make';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const idOf = (role: string) => samplePeople.find((one) => one.role === role)?.id ?? '';

/** Written down a second time on purpose: a new operation has to be thought about here too. */
const expected: Record<string, Operation['role']> = {
  'GET /me': 'person',
  'GET /counts': 'person',
  'POST /lists/requests/count': 'admin',
  'POST /lists/requests/export': 'admin',
  'GET /overview': 'admin',
  'GET /overview/department': 'person',
  'POST /lists/department': 'person',
  'POST /lists/department/count': 'person',
  'POST /lists/mine': 'person',
  'POST /lists/reapproval': 'person',
  'POST /lists/waiting': 'person',
  'POST /lists/requests': 'admin',
  'POST /lists/attention': 'admin',
  'POST /attention/mend': 'admin',
  'GET /health': 'admin',
  'GET /policy': 'admin',
  'POST /policy/save': 'admin',
  'GET /departments': 'admin',
  'GET /departments/export': 'admin',
  'POST /departments/save': 'admin',
  'POST /departments/import': 'admin',
  'POST /departments/merge': 'admin',
  'POST /people/find': 'admin',
  'POST /lists/it-tasks': 'it',
  'POST /lists/cards': 'card-office',
  'POST /cards/export': 'card-office',
  'POST /requests/:reference/issue-card': 'card-office',
  'POST /requests/:reference/replace-card': 'card-office',
  'POST /requests/:reference/extend-card': 'card-office',
  'POST /requests/:reference/collect-card': 'card-office',
  'POST /requests/:reference/correct-card': 'card-office',
  'POST /requests/:reference/unissue-card': 'card-office',
  'POST /requests/:reference/uncollect-card': 'card-office',
  'POST /requests/:reference/it-done': 'it',
  'POST /requests/:reference/it-not-done': 'it',
  'GET /requests/:reference': 'person',
  'GET /requests/:reference/photo': 'person',
  'POST /requests/:reference/timeline': 'person',
  'POST /requests/:reference/find-colleague': 'person',
  'POST /requests/:reference/edit': 'person',
  'POST /requests/:reference/photo-link': 'person',
  'GET /drafts': 'person',
  'POST /drafts': 'person',
  'GET /drafts/:reference': 'person',
  'GET /drafts/:reference/duplicates': 'person',
  'POST /drafts/:reference/save': 'person',
  'POST /drafts/:reference/send': 'person',
  'POST /drafts/:reference/find-sponsor': 'person',
  'POST /drafts/:reference/name-sponsor': 'person',
  'POST /drafts/:reference/take-back': 'person',
  'POST /drafts/:reference/continue': 'person',
  'POST /drafts/:reference/decline': 'person',
  'POST /drafts/:reference/discard': 'person',
  'POST /drafts/:reference/photo-link': 'person',
  'POST /requests/:reference/approve': 'person',
  'POST /requests/:reference/approve-changed': 'person',
  'POST /requests/:reference/pass-on': 'person',
  'POST /requests/:reference/reject': 'person',
  'POST /requests/:reference/return': 'person',
  'POST /requests/:reference/recall': 'person',
  'POST /requests/:reference/answer': 'person',
  'POST /requests/:reference/withdraw': 'person',
  'POST /requests/:reference/nudge': 'person',
  'POST /requests/:reference/reapprove': 'person',
  'POST /requests/:reference/let-end': 'person',
  'POST /requests/:reference/keep-after-all': 'person',
  'POST /requests/:reference/shorten': 'person',
  'POST /requests/:reference/end': 'person',
  'POST /requests/:reference/propose-change': 'person',
  'POST /requests/:reference/offer-handover': 'person',
  'POST /requests/:reference/agree': 'person',
  'POST /requests/:reference/refuse': 'person',
  'POST /requests/:reference/cancel-proposal': 'person',
  'POST /requests/:reference/cancel-handover': 'person',
  'POST /requests/:reference/accept-handover': 'person',
  'POST /requests/:reference/decline-handover': 'person',
  'POST /requests/:reference/resend': 'admin',
  'POST /requests/:reference/reassign-sponsor': 'admin',
  'POST /requests/:reference/reassign-decider': 'admin',
  'POST /requests/:reference/correct': 'admin',
  'POST /many/approve': 'person',
  'POST /many/reapprove': 'person',
  'POST /many/let-end': 'person',
  'POST /many/keep-after-all': 'person',
  'POST /many/resend': 'admin',
  'POST /many/reassign-sponsor': 'admin',
  'POST /many/end': 'person',
};

const named = ({ method, path }: Operation) => `${method} ${path}`;
const operations = operationsOf(verbs);
const each = operations.map((operation) => [named(operation), operation] as const);
const stranger = '00000000-0000-4000-8000-0000000000ff';

/** A body that its operation takes, for a request that is not there. */
function bodyOf({ path, method }: Operation): unknown {
  if (method === 'GET') return undefined;
  if (path === '/lists/requests/export') return { what: 'csv' };
  if (path.startsWith('/lists/')) return {};
  if (path.startsWith('/many/')) return { items: [{ request: 'VR-00000009', revision: 1 }], words: 'They left.' };
  if (path === '/attention/mend') return { how: 'done', items: [{ kind: 'unreached', key: 'VR-00000009' }] };
  if (path === '/cards/export') return { what: 'new', batch: '3f0c2a4e-6f1d-4b8e-9a53-0d5c1e7b2f64' };
  if (path.endsWith('/timeline')) return { before: 10 };
  if (/\/it-(not-)?done$/.test(path)) return { since: '2027-01-18T10:15:00Z', ...(path.endsWith('not-done') && { words: 'No.' }) };
  if (/^\/drafts$|\/(discard|continue|decline|take-back|photo-link|edit)$/.test(path)) return {};
  if (path === '/people/find') return { text: samplePeople[0]?.mail, as: 'head' };
  if (path === '/departments/import') return { file: '' };
  if (path === '/departments/merge') return { id: 'history', etag: '', into: 'chemistry' };
  if (path === '/departments/save')
    return { id: '', name: 'Department of Tests', kind: 'school', deputies: [], validFrom: '', validTo: '', isClosed: false };
  if (path === '/policy/save') return { version: 0, values: {} };
  if (path.endsWith('/save')) return { fields: {} };
  if (path.endsWith('/find-sponsor')) return { text: samplePeople[0]?.mail };
  if (path.endsWith('/name-sponsor')) return { revision: 1, to: samplePeople[0]?.id };
  if (path.endsWith('/send')) return { revision: 1, round: 0 };
  return path.endsWith('find-colleague') ? { verb: 'offer-handover', revision: 1, text: 'x@bantshire.example' } : { revision: 1 };
}

async function call(operation: Operation, token?: string): Promise<Response> {
  const send = (request: Request) => world.product.fetch(request);
  const person = new TabPerson('', { send, ...(token !== undefined && { token: async () => token }) });
  return await person.calls(operation.method, operation.path.replace(':reference', 'VR-00000009'), bodyOf(operation));
}

async function refusal(response: Response): Promise<[number, string]> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const { status, code, title } = problem.parse(await response.json());
  expect(status).toBe(response.status);
  expect(title).toMatch(/^[A-Z].*[.]$/);
  return [status, code];
}

describe('the operations of the tab', () => {
  it('should be those that are expected, each with the role that is expected', () => {
    expect(Object.fromEntries(operations.map((one) => [named(one), one.role]))).toEqual(expected);
  });

  it.each(each)('should refuse %s to whoever shows no token of theirs for this tab', async (_name, operation) => {
    const { issuer } = world;
    const oid = idOf('admin');
    const wrong = {
      'no token': undefined,
      'something else': 'x.y.z',
      'of another audience': await tabToken(issuer, { oid, aud: '00000000-0000-4000-8000-000000000001' }),
      expired: await tabToken(issuer, { oid, expiresIn: -3_600 }),
      'of another tenant': await tabToken(issuer, { oid, claims: { tid: '00000000-0000-4000-8000-000000000002' } }),
      'of another issuer': await tabToken(issuer, {
        oid,
        iss: 'https://login.microsoftonline.com/00000000-0000-4000-8000-000000000002/v2.0',
      }),
      'without the scope': await tabToken(issuer, { oid, claims: { scp: 'User.Read' } }),
      'for another client': await tabToken(issuer, { oid, claims: { azp: '00000000-0000-4000-8000-000000000003' } }),
      'without a person': await tabToken(issuer, {}),
      forged: await tabToken(issuer, { oid, key: 'forged' }),
      unsigned: await tabToken(issuer, { oid, alg: 'none' }),
      'for Outlook': await outlookToken(issuer, { oid }),
    };
    for (const [what, token] of Object.entries(wrong)) {
      const response = await call(operation, token);
      expect([what, response.headers.get('www-authenticate')]).toEqual([what, 'Bearer']);
      expect([what, ...(await refusal(response))]).toEqual([what, 401, 'unauthenticated']);
    }
  });

  it.each(each)('should refuse %s to whoever is not known, has left, or lacks the role', async (_name, operation) => {
    expect(await refusal(await call(operation, await tabToken(world.issuer, { oid: stranger })))).toEqual([403, 'forbidden']);
    const left = samplePeople.find(({ isEnabled }) => !isEnabled)?.id ?? '';
    expect(left).not.toBe('');
    expect(await refusal(await call(operation, await tabToken(world.issuer, { oid: left })))).toEqual([403, 'forbidden']);
    const response = await call(operation, await tabToken(world.issuer, { oid: idOf('sponsor') }));
    if (operation.role !== 'person') expect(await refusal(response)).toEqual([403, 'forbidden']);
    // Neither role has what is the other's.
    const other = idOf(operation.role === 'admin' ? 'itservice' : 'admin');
    if (operation.role !== 'person')
      expect(await refusal(await call(operation, await tabToken(world.issuer, { oid: other })))).toEqual([403, 'forbidden']);
    // The negative control: the same call is taken where the role is there; what it names is not.
    const oid = idOf({ person: 'admin', admin: 'admin', it: 'itservice', 'card-office': 'cardoffice' }[operation.role]);
    const admin = await call(operation, await tabToken(world.issuer, { oid }));
    const isOfOne = operation.path.includes(':reference');
    expect(admin.status).toBe(isOfOne ? 403 : 200);
  });

  it('should answer for one request that is not theirs as for one that is not there', async () => {
    const { request, other } = { request: makeRequest({ id: 'VR-00000042' }), other: 'VR-00000043' };
    await (world.stores.requests as { commit(commit: object): Promise<unknown> }).commit({
      commitId: 'c',
      request: { ...request, events: 1 },
      event: {
        verb: 'request',
        actor: request.sponsor,
        channel: 'teams',
        at: request.madeAt,
        from: 'draft',
        to: 'pending',
        revision: 1,
        fields: [],
      },
      detail: {},
      todos: [],
    });
    const nobody = world.tab({ id: idOf('stranger') });
    const answers = await Promise.all(
      [request.id, other, 'VR-1', 'nonsense', "VR-0000004'%20or%20'"].map(
        async (one) => await (await nobody.calls('GET', `/requests/${one}`)).text(),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toContain(request.answers.lastName);
  });
});

describe('the API of the tab', () => {
  const admin = () => world.tab({ id: idOf('admin') });

  it.each([
    ['no JSON', '{"filter":', 400],
    ['another shape', { filter: { status: 'asleep' } }, 400],
    ['what it does not know', { filter: {}, secret: 1 }, 400],
    ['too much', { filter: { search: 'x'.repeat(70_000) } }, 413],
    ['a cursor that somebody made up', { cursor: 'bm90IG91cnM' }, 400],
    ['a month that is none', { filter: { ends: '2027-13' } }, 400],
  ])('should say what it cannot read: %s', async (_what, body, status) => {
    expect((await refusal(await admin().calls('POST', '/lists/requests', body)))[0]).toBe(status);
  });

  it('should take nothing but JSON, so that no form of another page can send it', async () => {
    const response = await admin().calls('POST', '/lists/requests', '{}', { 'content-type': 'text/plain' });
    expect(await refusal(response)).toEqual([415, 'bad-input']);
  });

  it.each([
    ['GET', '/nothing', 404, 'not-found'],
    ['GET', '/lists/mine', 405, 'method'],
    ['DELETE', '/requests/VR-00000009', 405, 'method'],
    ['POST', '/requests/VR-00000009/erase', 404, 'not-found'],
  ])('should say that %s %s is not there', async (method, path, status, code) => {
    expect(await refusal(await admin().calls(method, path))).toEqual([status, code]);
  });

  it('should never be kept by a browser', async () => {
    const response = await admin().calls('GET', '/me');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('should tell a fault with a reference that the log has, and nothing else', async () => {
    const failing = await startWorld();
    failing.stores.views.list = async () => {
      throw new Error('the account of Ottoline Fairweather');
    };
    const answer = await failing.tab({ id: idOf('admin') }).calls('POST', '/lists/requests', {});
    const text = await answer.text();
    const { reference = 'none', code } = problem.parse(JSON.parse(text));
    expect([answer.status, code]).toEqual([500, 'fault']);
    expect(text).not.toContain('Ottoline');
    expect(failing.lines.filter(({ fields }) => fields.reference === reference)).toHaveLength(1);
    expect(JSON.stringify(failing.lines)).not.toContain('Ottoline');
    await failing.stop();
  });

  it('should put a call off where the directory does not answer', async () => {
    const away = await startWorld({ people: [] });
    away.stores.people.person = async () => {
      throw new Error('no answer');
    };
    expect(await refusal(await away.tab({ id: idOf('admin') }).calls('GET', '/me'))).toEqual([503, 'directory-away']);
    await away.stop();
  });

  it('should slow down one person who asks too much, and nobody else', async () => {
    const limited = await startWorld({ limits: { turns: { atOnce: 5, perSecond: 1, atATime: 12 }, uploads: allowances.uploads } });
    const codes = [];
    for (let time = 0; time < 6; time += 1) codes.push((await limited.tab({ id: idOf('admin') }).calls('GET', '/me')).status);
    expect(codes).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await limited.tab({ id: idOf('sponsor') }).calls('GET', '/me')).status).toBe(200);
    await limited.stop();
  });

  it('should not be there where the tab is off', async () => {
    const off = await startWorld({ tab: 'off' });
    expect((await off.tab({ id: idOf('admin') }).calls('GET', '/me')).status).toBe(404);
    await off.stop();
  });

  it('should name the registration that the tests use', () => {
    expect(tabWorld.appUri).toBe(`api://alms.bantshire.example/${tabWorld.appId}`);
  });
});
