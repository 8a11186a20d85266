import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryPageRoutes } from '../../../../functions/local/directory/directory-page';
import { openLocalDirectory } from '../../../../functions/local/directory/local-directory';
import { accountsOf } from '../../../../functions/local/directory/present-accounts';
import { hostileStrings } from '../../../fakes/hostile-strings';
import { StoryClock } from '../../../fakes/story-clock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-directory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sample = join(__dirname, '..', '..', '..', '..', 'bot', 'data', 'visitors.csv');

let ids = 0;
const open = () =>
  openLocalDirectory({
    clock: new StoryClock(),
    newId: () => `id-${(ids += 1)}`,
    groups: { 'group-1': 'Visitors, staff-like' },
    file: join(folder, 'directory.json'),
  });
const visitor = {
  userPrincipalName: 'zaoneill@bantshire.example',
  mailNickname: 'zaoneill',
  displayName: 'Zoë O’Neill',
  givenName: 'Zoë',
  surname: 'O’Neill',
  accountEnabled: true,
  employeeId: 'VR-7K3M9QXA',
  employeeType: 'Visitor',
  department: 'School of Physics',
  companyName: null,
  employeeHireDate: '2027-02-01T00:00:00Z',
  employeeLeaveDateTime: '2027-06-30T22:59:59Z',
  usageLocation: 'GB',
  onPremisesSyncEnabled: null,
};
const routes = (directory = open(), dataOption = '') =>
  directoryPageRoutes({
    directory,
    domain: 'bantshire.example',
    zone: 'Europe/London',
    css: 'css',
    present: accountsOf(sample),
    dataOption,
  });
const send = (app: ReturnType<typeof routes>, path: string, form: Record<string, string>) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(form) });

describe('the directory of this machine', () => {
  it('should keep its accounts and groups for the next start', () => {
    const first = open();
    const { id } = first.add(visitor);
    first.setMember('group-1', id, true);
    first.change(id, { accountEnabled: false });
    const second = open();
    expect(second.find('ZAONEILL@bantshire.example')).toMatchObject({ id, accountEnabled: false });
    expect(second.groups()).toEqual([{ id: 'group-1', displayName: 'Visitors, staff-like', members: [id] }]);
  });

  it('should be empty where its file cannot be read, rather than keep local mode from starting', () => {
    writeFileSync(join(folder, 'directory.json'), '{"users":[{}]');
    expect(open().users()).toEqual([]);
    open().add(visitor);
    expect(readFileSync(join(folder, 'directory.json'), 'utf8')).toContain('zaoneill');
  });
});

describe('the directory for programs', () => {
  it('should list each account with its groups and dates, the last day being the last on which it works', async () => {
    const directory = open();
    const { id } = directory.add(visitor);
    directory.setMember('group-1', id, true);
    directory.change(directory.add({ ...visitor, userPrincipalName: 'gone@bantshire.example' }).id, {
      deletedDateTime: '2027-01-18T10:15:00Z',
    });
    expect(await (await routes(directory).request('/local/directory')).json()).toEqual([
      {
        userName: 'zaoneill@bantshire.example',
        displayName: 'Zoë O’Neill',
        enabled: true,
        employeeId: 'VR-7K3M9QXA',
        department: 'School of Physics',
        company: null,
        groups: ['Visitors, staff-like'],
        from: '2027-02-01',
        to: '2027-06-30',
      },
    ]);
  });
});

describe('the page of the directory', () => {
  it('should show every name as it is written', async () => {
    const directory = open();
    for (const [place, text] of Object.values(hostileStrings).entries())
      directory.add({ ...visitor, displayName: text, userPrincipalName: `v${place}@bantshire.example` });
    const html = await (await routes(directory).request('/local/accounts')).text();
    expect(html).toContain('Enabled');
    expect(html).toContain('Wed 30 Jun 2027');
    expect(html).not.toMatch(/<script|<img|<b>/i);
  });

  it('should show the newest of thousands, and say where the others are', async () => {
    const directory = open();
    const accounts = Array.from({ length: 3_000 }, (_, place) => ({
      user: {
        ...visitor,
        id: `many-${place}`,
        userPrincipalName: `many${place}@bantshire.example`,
        createdDateTime: '2027-01-18T10:15:00Z',
        signInSessionsValidFromDateTime: '2027-01-18T10:15:00Z',
        deletedDateTime: null,
        sponsors: [],
        manager: null,
      },
      group: 'group-1',
    }));
    directory.addAll(accounts);
    directory.addAll(accounts.slice(0, 2));
    const { id } = directory.add(visitor);
    directory.setMember('group-1', id, true);
    const html = await (await routes(directory).request('/local/accounts')).text();
    expect(html.match(/<th scope="row"/g)).toHaveLength(200);
    expect(html).toContain('The newest 200 of 3001 accounts.');
    // Whoever waits for one finds it on top, and what is below by a link.
    expect(/<th scope="row"[^>]*>([^<]*)/.exec(html)?.[1]).toBe('zaoneill@bantshire.example');
    expect(/<option [^>]*>([^<]*)/.exec(html)?.[1]).toBe('zaoneill@bantshire.example');
    for (const [, id] of html.matchAll(/href="#([^"]*)"/g)) expect(html).toContain(`<h2 id="${id}">`);
    const listed = (await (await routes(directory).request('/local/directory')).json()) as { groups: string[] }[];
    expect(listed.filter(({ groups }) => groups.length === 1)).toHaveLength(3_001);
  });

  it('should do by hand what IT does, and nothing to an account that is not there', async () => {
    const directory = open();
    const app = routes(directory);
    expect((await send(app, '/local/accounts/make', { name: 'by.hand', reference: 'VR-7K3M9QXA' })).status).toBe(303);
    const made = directory.find('by.hand@bantshire.example');
    expect(made).toMatchObject({ accountEnabled: false, employeeId: 'VR-7K3M9QXA' });
    const step = async (name: string) => (await send(app, '/local/accounts/by-hand', { id: made?.id ?? '', step: name })).status;
    const [group] = directory.groups();
    expect([await step('enable'), await step(group?.id ?? '')]).toEqual([303, 303]);
    expect([directory.find(made?.id ?? '')?.accountEnabled, directory.groups()[0]?.members]).toEqual([true, [made?.id]]);
    expect([await step('none'), await step('disable'), await step('odd'), await step('delete'), await step('enable')]).toEqual([
      303, 303, 400, 303, 404,
    ]);
    expect((await send(app, '/local/accounts/make', { name: 'By Hand', reference: 'VR-7K3M9QXA' })).status).toBe(400);
  });

  it('should play a fault, and stop', async () => {
    const directory = open();
    const app = routes(directory);
    const chosen = await send(app, '/local/accounts/fault', { kind: 'refusing' });
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/local/accounts#faults']);
    expect(directory.fault).toEqual({ kind: 'refusing' });
    expect(await (await app.request('/local/accounts')).text()).toContain('<strong>Refusing: no permission to change anything</strong>');
    await send(app, '/local/accounts/fault', { kind: 'none' });
    expect(directory.fault).toBeUndefined();
    expect((await send(app, '/local/accounts/fault', { kind: 'odd' })).status).toBe(400);
  });

  it('should let somebody else have a username, once', async () => {
    const directory = open();
    const app = routes(directory);
    for (const _ of [1, 2]) await send(app, '/local/accounts/taken', { name: 'zaoneill' });
    expect(directory.users()).toMatchObject([
      { userPrincipalName: 'zaoneill@bantshire.example', employeeType: 'Employee', employeeId: null },
    ]);
    expect((await send(app, '/local/accounts/taken', { name: 'not a name' })).status).toBe(400);
  });

  it.each([
    ['zoe.o_neill-2', true],
    ['ZOE', true],
    ['7a', true],
    ['a'.repeat(20), true],
    ['a'.repeat(21), false],
    ['-zoe', false],
    ['zoe.', false],
    ['zoë', false],
    ['zoe oneill', false],
  ])('should take the usernames that the product takes, in the browser and without it: %s: %s', async (name, isTaken) => {
    const directory = open();
    const app = routes(directory);
    const page = await (await app.request('/local/accounts')).text();
    const inputs = [...page.matchAll(/<input [^>]*name="name"[^>]*>/g)].map(([input]) => input);
    expect(inputs).toHaveLength(2);
    for (const input of inputs) {
      const { pattern = '', title = '' } = /pattern="(?<pattern>[^"]*)" title="(?<title>[^"]*)"/.exec(input)?.groups ?? {};
      // As a browser reads it.
      expect(new RegExp(`^(?:${pattern})$`, 'v').test(name)).toBe(isTaken);
      expect(title).toContain('at most 20');
    }
    const taken = await send(app, '/local/accounts/taken', { name });
    rmSync(join(folder, 'directory.json'), { force: true });
    const made = await send(routes(), '/local/accounts/make', { name, reference: 'VR-7K3M9QXA' });
    expect([taken.status, made.status]).toEqual(isTaken ? [303, 303] : [400, 400]);
    expect(directory.find(`${name.toLowerCase()}@bantshire.example`) !== undefined).toBe(isTaken);
  });
});

describe('the accounts of the register of before', () => {
  it('should be taken over by commands that find the data of this start', async () => {
    const command = (option: string) => `ALMS_MODE=local npm run import -- bot/data/visitors.csv${option}`;
    const page = async (option: string) => (await routes(open(), option).request('/local/accounts')).text();
    expect(await page('')).toContain(`<code>${command('')}</code><br><code>${command('')} --write</code>`);
    const elsewhere = command(' --data /tmp/elsewhere');
    expect(await page(' --data /tmp/elsewhere')).toContain(`<code>${elsewhere}</code><br><code>${elsewhere} --write</code>`);
  });

  it('should be put in as nobody’s yet, once, those without IT access left out', async () => {
    const directory = open();
    const app = routes(directory);
    for (const _ of [1, 2]) expect((await send(app, '/local/accounts/present', {})).status).toBe(303);
    expect(directory.users()).toHaveLength(5);
    expect(directory.users()[1]).toMatchObject({
      userPrincipalName: 'tkowalczyk@bantshire.example',
      displayName: 'Tymek Kowalczyk',
      accountEnabled: true,
      employeeId: null,
      employeeType: 'Visitor',
    });
  });

  it('should be none where the register cannot be read', () => {
    expect(accountsOf(join(folder, 'nowhere.csv'))).toEqual([]);
    writeFileSync(join(folder, 'bad.csv'), 'a,"');
    expect(accountsOf(join(folder, 'bad.csv'))).toEqual([]);
  });
});
