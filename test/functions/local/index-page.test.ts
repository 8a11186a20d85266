import { createLocalJWKSet, jwtVerify } from 'jose';
import type { LocalPerson } from '../../../bot/data/load';
import { localTenantId } from '../../../bot/data/local-organisation';
import { indexRoutes } from '../../../functions/local/index-page';
import { type LocalIssuer, startIssuer } from '../../../functions/local/issuer';
import { StoryClock } from '../../fakes/world';

const sponsor: LocalPerson = {
  id: '3ceaaf30-8142-48ea-b1d9-3080f9b439fc',
  name: '<b>Zoë</b> "&\'${x}',
  mail: 'zoe@bantshire.example',
  isEnabled: true,
  isStaff: true,
  isAdmin: false,
  role: 'sponsor',
  department: 'computer-science',
};
const admin: LocalPerson = { ...sponsor, id: '42f2dc05-873f-4bd0-b608-0f174c96d8e2', name: 'Ada', role: 'admin', department: 'it' };

const elsewhere: LocalPerson = { ...sponsor, id: '49f11d8d-4d19-412c-9a58-ed51592f3f23', name: 'Aoife' };

let issuer: LocalIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});

function page(chats = new Map([[sponsor.id, 'http://127.0.0.1:56150/?a="><script>']])) {
  return indexRoutes({
    personas: [sponsor, admin],
    everybody: [sponsor, admin, elsewhere],
    chats,
    departmentName: (id) => `<i>${id}</i>`,
    issuer,
    clock: new StoryClock(),
    dataFolder: '/tmp/<u>',
  });
}
const text = async (path: string, app = page()) => (await app.request(path)).text();
const ask = async (body: unknown) =>
  page().request('/local/token', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

describe('the index page of local mode', () => {
  it('should show every name as it is written', async () => {
    const html = await text('/');
    expect(html).toContain('&lt;b&gt;Zoë&lt;/b&gt; &quot;&amp;&#39;${x}');
    for (const tag of ['<b>', '<i>', '<u>', '<script']) expect(html).not.toContain(tag);
  });

  it('should link the chats of those who have one, in a window of its own', async () => {
    const html = await text('/');
    expect(html.match(/<a href="http:\/\/127\.0\.0\.1:56150\/[^"]*" target="_blank" rel="noopener">/g)).toHaveLength(1);
  });

  it('should say what to do without chats', async () => {
    expect(await text('/', page(new Map()))).toContain('Started without chat windows.');
  });

  it('should link the mailbox of each of them', async () => {
    const html = await text('/');
    for (const { id } of [sponsor, admin]) expect(html).toContain(`<a href="/local/mailbox?person=${id}" aria-label="Mailbox of `);
  });

  it('should run no script and be framed by nobody', async () => {
    const { headers } = await page().request('/');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await page().request('/local.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });
});

describe('what local mode tells programs', () => {
  it('should be its people and paths', async () => {
    expect(JSON.parse(await text('/local.json'))).toEqual({
      tenantId: localTenantId,
      today: '2027-01-18',
      personas: [
        {
          name: sponsor.name,
          role: 'sponsor',
          aadObjectId: sponsor.id,
          department: 'computer-science',
          playground: 'http://127.0.0.1:56150/?a="><script>',
        },
        { name: 'Ada', role: 'admin', aadObjectId: admin.id, department: 'it' },
      ],
      paths: { bot: '/api/messages', upload: '/photo' },
    });
  });

  it('should be a token of the person asked for, which its published keys prove', async () => {
    const keys = createLocalJWKSet(JSON.parse(await text('/local/issuer/jwks')));
    const answer = await ask({ persona: admin.id, for: 'tab' });
    const { token } = (await answer.json()) as { token: string };
    expect(answer.status).toBe(200);
    expect((await jwtVerify(token, keys)).payload).toMatchObject({ oid: admin.id, scp: 'access_as_user' });
  });

  it('should be one of a head who is no persona, whose mailbox has questions too', async () => {
    expect((await ask({ persona: elsewhere.id, for: 'outlook' })).status).toBe(200);
  });

  it.each([
    ['a stranger', { persona: '00000000-0000-4000-8000-000000000000', for: 'tab' }],
    ['nobody', { for: 'tab' }],
    ['another purpose', { persona: admin.id, for: 'graph' }],
    ['no purpose', { persona: admin.id }],
    ['a list', []],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('should be no token for %s', async (_, body) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ title: 'Name a persona of /local.json, and "tab" or "outlook".' });
  });
});
