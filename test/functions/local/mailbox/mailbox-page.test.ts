import type { LocalPerson } from '../../../../bot/data/load';
import type { StoredMail } from '../../../../functions/local/mailbox/mailbox';
import { mailboxRoutes } from '../../../../functions/local/mailbox/mailbox-page';
import { hostileStrings } from '../../../fakes/hostile-strings';
import { headId, makePerson, sponsorId, strangerId } from '../../../make';

const personas: LocalPerson[] = [
  { ...makePerson({ name: '<b>Zoë</b>' }), role: 'sponsor', department: 'computer-science' },
  { ...makePerson({ id: headId, name: 'Ann', mail: 'ann@bantshire.example' }), role: 'head', department: 'computer-science' },
];
const mail = (id: string, more: Partial<StoredMail> = {}): StoredMail => ({
  id,
  person: headId,
  to: 'ann@bantshire.example',
  subject: `Subject ${id}`,
  html: `<!doctype html><body><p>Body ${id}</p></body>`,
  sentAt: '2027-01-18T10:15:00Z',
  ...more,
});
const card = { type: 'AdaptiveCard', version: '1.0' };
const kept = [mail('c', { card }), mail('b', { person: strangerId, to: 'gwilym@bantshire.example' }), mail('a')];
const routes = (mails = kept) =>
  mailboxRoutes({
    mailbox: { mails: () => mails },
    personas,
    url: 'http://localhost',
    zone: 'Europe/London',
    files: { css: 'css', script: 'js' },
  });
const get = async (path: string, mails?: StoredMail[]) => await routes(mails).request(path);
const text = async (path: string, mails?: StoredMail[]) => (await get(path, mails)).text();

describe('the mails for programs', () => {
  it('should be all of them, newest first, with their cards', async () => {
    const all = JSON.parse(await text('/local/mail')) as object[];
    expect(all).toHaveLength(3);
    expect(all[0]).toEqual({
      to: 'ann@bantshire.example',
      subject: 'Subject c',
      html: kept[0]?.html,
      card,
      sentAt: '2027-01-18T10:15:00Z',
    });
    expect(all[2]).not.toHaveProperty('card');
  });

  it('should be those of one address where one is named, in whichever case', async () => {
    const subjects = async (to: string) =>
      (JSON.parse(await text(`/local/mail?to=${encodeURIComponent(to)}`)) as StoredMail[]).map(({ subject }) => subject);
    expect(await subjects('ANN@bantshire.example')).toEqual(['Subject c', 'Subject a']);
    expect(await subjects('nobody@bantshire.example')).toEqual([]);
    expect(await subjects('')).toEqual([]);
  });
});

describe('the mailbox page', () => {
  it('should be opened where the buttons of its cards may be called, whatever name it was asked for by', async () => {
    const answer = await routes().request('http://127.0.0.1/local/mailbox?person=p&mail=c');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://localhost/local/mailbox?person=p&mail=c']);
  });

  it('should list the mails of its owner and nobody else’s', async () => {
    const html = await text(`/local/mailbox?person=${headId}`);
    expect(html).toContain('Subject c');
    expect(html).toContain('Subject a');
    expect(html).not.toContain('Subject b');
    expect(html).toContain('Select a mail.');
    expect(await text(`/local/mailbox?person=${sponsorId}`)).toContain('No mails yet.');
  });

  it('should pick its reader from a list of all who have one, also of nobody whom the index page names', async () => {
    const html = await text(`/local/mailbox?person=${headId}`);
    const options = [...html.matchAll(/<option value="([^"]*)"( selected)?>([^<]*)</g)].map(([, id, chosen, name]) => [id, name, chosen]);
    expect(options).toEqual([
      [sponsorId, '&lt;b&gt;Zoë&lt;/b&gt;', undefined],
      [headId, 'Ann (2 mails)', ' selected'],
      [strangerId, 'gwilym@bantshire.example (1 mail)', undefined],
    ]);
  });

  it('should let its list of readers be sent to itself alone', async () => {
    expect((await get('/local/mailbox')).headers.get('content-security-policy')).toContain("form-action 'self'");
    expect((await get('/local/mailbox/a/body')).headers.get('content-security-policy')).toContain("form-action 'none'");
  });

  it('should show a mail with its own words in a frame that runs nothing', async () => {
    const html = await text(`/local/mailbox?person=${headId}&mail=a`);
    expect(html).toContain(
      '<iframe title="The mail as it was sent" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/local/mailbox/a/body">',
    );
    expect(html).not.toContain('id="card"');
    expect(html).not.toContain('<p>Body a');
  });

  it('should show a card in place of the mail’s own words, which stay at hand', async () => {
    const html = await text(`/local/mailbox?person=${headId}&mail=c`);
    expect(html).toContain('id="card" data-mail="c"');
    expect(html).toContain('<details id="plain"><summary>Without its card</summary><iframe');
    expect(JSON.parse(await text('/local/mailbox/c/card'))).toEqual({ card, person: headId });
  });

  it('should show it as plain text too, for those who read it so', async () => {
    expect(await text(`/local/mailbox?person=${headId}&mail=a`)).toContain(
      '<details id="text"><summary>Plain text</summary><pre tabindex="0" aria-label="The mail as plain text">Body a</pre></details>',
    );
  });

  it('should open no mail of somebody else', async () => {
    expect(await text(`/local/mailbox?person=${headId}&mail=b`)).not.toContain('<iframe');
  });

  it.each(['/local/mailbox/x/body', '/local/mailbox/x/card', '/local/mailbox/a/card'])('should have nothing at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('should have a mailbox of an address too, of somebody who is not in the directory', async () => {
    const { person: _person, ...outside } = mail('d', { to: 'o.fairweather@example.org' });
    const page = await text('/local/mailbox?person=o.fairweather@example.org', [outside, ...kept]);
    expect(page).toContain('Subject d');
    expect(page).not.toContain('Subject c');
  });

  it.each(Object.entries(hostileStrings))('should show what others wrote as text: %s', async (_, hostile) => {
    const mails = [mail('h', { subject: hostile, to: hostile })];
    const html = await text(`/local/mailbox?person=${headId}&mail=h`, mails);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<(b[ >]|img|at>)/);
  });
});

describe('what a browser may do with it', () => {
  it('should be its own script and style, on the page', async () => {
    const policy = (await get('/local/mailbox')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect((await get('/local/mailbox.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/local/mailbox.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('should be nothing but look, in a mail', async () => {
    const { headers } = await get('/local/mailbox/a/body');
    expect(headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
