import { createLocalJWKSet, jwtVerify } from 'jose';
import type { LocalPerson } from '../../../bot/data/load';
import { localTenantId } from '../../../bot/data/local-organisation';
import type { AccountDay } from '../../../functions/local/clock/account-days';
import type { Moved } from '../../../functions/local/clock/timeline';
import { indexRoutes } from '../../../functions/local/index-page';
import { type LocalIssuer, startIssuer } from '../../../functions/local/tab/issuer';
import { StoryClock } from '../../fakes/story-clock';

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

function page(chats = new Map([[sponsor.id, 'http://127.0.0.1:56150/?a="><script>']]), personas = [sponsor, admin]) {
  return indexRoutes({
    personas,
    everybody: [sponsor, admin, elsewhere],
    chats,
    departmentName: (id) => `<i>${id}</i>`,
    issuer,
    clock: new StoryClock(),
    timeline: {
      moveTo: async (day) => {
        movedTo.push(day.toString());
        return moved;
      },
    },
    days: async () => ({ starts, ends }),
    dataFolder: '/tmp/<u>',
    dataOption: " --data '/tmp/<u>'",
    tab: { css: '.local-bar {}', script: 'host()' },
  });
}
const movedTo: string[] = [];
let moved: Moved;
let starts: AccountDay[];
let ends: AccountDay[];
const of = (...dates: string[]): AccountDay[] => dates.map((date) => ({ date, visitor: '<b>Ito</b>' }));
beforeEach(() => {
  movedTo.length = 0;
  moved = { today: '2027-03-01', ran: 2 };
  [starts, ends] = [[], []];
});
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

  it('should name the command that drops the data of this start, and of no other', async () => {
    expect(await text('/')).toContain('<code>npm start -- --fresh --data &#39;/tmp/&lt;u&gt;&#39;</code>');
  });

  it('should link the chats of those who have one, in a window of its own', async () => {
    const html = await text('/');
    expect(html.match(/<a href="http:\/\/127\.0\.0\.1:56150\/[^"]*" target="_blank" rel="noopener">/g)).toHaveLength(1);
  });

  it('should lead from the sponsor’s chat to the head’s, and from there to the story', async () => {
    const of = (role: LocalPerson['role'], id: string): LocalPerson => ({ ...sponsor, id, name: `the ${role}`, ...(role && { role }) });
    const people = [of('deputy', 'd'), of('head', 'h'), of('sponsor', 's')];
    const html = await text('/', page(new Map(people.map(({ id }) => [id, `http://127.0.0.1/${id}`])), people));
    const found = [...html.matchAll(/(\d)\. Open the chat of the (\w+)|<h2[^>]*>(The first story|Time)</g)].map(
      ([, place, role, title]) => title ?? `${place} ${role}`,
    );
    expect(found).toEqual(['1 sponsor', '2 head', '3 deputy', 'The first story', 'Time']);
    expect(html).toContain('<a href="/local/mailbox?person=h">the head’s mailbox</a>');
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
    // With no-referrer a browser sends the page's forms with the origin `null`.
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
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
      paths: { bot: '/api/messages', upload: '/photo', tab: '/tab', directory: '/local/directory' },
      data: '/tmp/<u>',
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

const post = async (path: string, body: string, type: string) =>
  await page().request(path, { method: 'POST', body, headers: { 'content-type': type } });
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

describe('the day on the index page', () => {
  const buttons = async () =>
    [...(await text('/')).matchAll(/<button name="today" value="([^"]*)">([^<]*)</g)].map(([, to, name]) => `${name}: ${to}`);

  it('should be told, with a button for the next one', async () => {
    expect(await text('/')).toContain('today is <strong>Mon 18 Jan 2027</strong>');
    expect(await buttons()).toEqual(['Next day: 2027-01-19']);
  });

  it('should be moved to when the next account is asked about, and to the day after its end', async () => {
    ends = of('2027-06-30', '2027-12-31');
    expect(await buttons()).toEqual(['Next day: 2027-01-19', '30 days before the next end: 2027-05-31', 'Day after the end: 2027-07-01']);
  });

  it('should be moved to the first day of the account that begins next', async () => {
    [starts, ends] = [of('2027-02-01', '2027-03-01'), of('2027-06-30')];
    expect(await buttons()).toContain('First day of the next account: 2027-02-01');
    expect(await text('/')).toContain('<span>Mon 1 Feb 2027, &lt;b&gt;Ito&lt;/b&gt;</span>');
  });

  it('should leave out an asking that is over or today', async () => {
    ends = of('2027-01-18', '2027-02-17', '2027-03-31');
    expect(await buttons()).toEqual(['Next day: 2027-01-19', '30 days before the next end: 2027-03-01', 'Day after the end: 2027-01-19']);
  });

  it('should be moved by a press, and the page shown anew', async () => {
    const answer = await post('/local/day', 'today=2027-03-01', form);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/#time']);
    expect(movedTo).toEqual(['2027-03-01']);
  });

  it('should say beside the field what is wrong with a day, and keep what was typed', async () => {
    moved = { refused: 'past', today: '2027-03-01' };
    const answer = await post('/local/day', 'today=2027-02-01', form);
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('value="2027-02-01"');
    expect(html).toMatch(
      /aria-describedby="day-problem"[\s\S]*id="day-problem" role="alert">Time does not go back, and it is Mon 1 Mar 2027 already/,
    );
  });

  it.each(['', 'today=', 'today=%3Cscript%3E', 'today=2027-02-30', `today=${'9'.repeat(1000)}`])(
    'should take %p for no day',
    async (body) => {
      const answer = await post('/local/day', body, form);
      expect(answer.status).toBe(400);
      const html = await answer.text();
      expect(html).toContain('Please give a day, such as 2027-03-01.');
      expect(html).not.toContain('<script');
      expect(movedTo).toEqual([]);
    },
  );
});

describe('the day for programs', () => {
  it('should be moved, and answered with what came due', async () => {
    const answer = await post('/local/clock', '{"today":"2027-03-01"}', json);
    expect([answer.status, await answer.json()]).toEqual([200, { today: '2027-03-01', ran: 2 }]);
  });

  it.each<[string, Moved, string]>([
    ['a day that is over', { refused: 'past', today: '2027-03-02' }, 'it is Tue 2 Mar 2027 already'],
    ['a day too far', { refused: 'too-far', latest: '2032-03-01' }, 'up to Mon 1 Mar 2032'],
  ])('should be refused in a sentence for %s', async (_, refusal, words) => {
    moved = refusal;
    const answer = await post('/local/clock', '{"today":"2027-03-01"}', json);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(await answer.json()).toEqual({ status: 400, title: expect.stringContaining(words) });
  });

  it.each([
    '',
    '{',
    '[]',
    '"2027-03-01"',
    '{}',
    '{"today":20270301}',
    '{"today":"1 March"}',
    '{"today":"2027-02-29"}',
    '{"today":"+012027-01-01"}',
  ])('should be refused for %s', async (body) => {
    const answer = await post('/local/clock', body, json);
    expect([answer.status, await answer.json()]).toEqual([400, { status: 400, title: 'Send the day as {"today":"2027-03-01"}.' }]);
    expect(movedTo).toEqual([]);
  });

  it('should be moved by JSON alone, and the form’s by a form alone', async () => {
    for (const type of ['text/plain', form, 'multipart/form-data; boundary=x']) {
      expect((await post('/local/clock', '{"today":"2027-03-01"}', type)).status).toBe(415);
    }
    for (const type of ['text/plain', json]) expect((await post('/local/day', 'today=2027-03-01', type)).status).toBe(415);
    expect(movedTo).toEqual([]);
  });
});
