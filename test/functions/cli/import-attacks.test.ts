import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNamedLike } from '../../../bot/domain/account/take-over';
import { runImport } from '../../../functions/cli/import-command';
import type { TakeOverPorts } from '../../../functions/cli/take-over';
import { type DirectoryServer, presentUser, startDirectory } from '../../fakes/directory-server';
import { InMemoryRequestStore } from '../../fakes/in-memory-request-store';
import { InMemoryUsernames } from '../../fakes/in-memory-usernames';
import { InMemoryViewStore } from '../../fakes/in-memory-view-store';
import { makePorts } from '../../fakes/ports';
import { StoryClock } from '../../fakes/story-clock';

let folder: string;
let file: string;
let server: DirectoryServer;
let requests: InMemoryRequestStore;
let usernames: InMemoryUsernames;
let ports: TakeOverPorts;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alms-attacks-'));
  file = join(folder, 'visitors.csv');
  const clock = new StoryClock();
  server = await startDirectory(clock);
  [requests, usernames] = [new InMemoryRequestStore(), new InMemoryUsernames()];
  const own = { clock, requests, usernames, views: new InMemoryViewStore(), accounts: server.present };
  ports = { ...makePorts(), ...own, domain: 'bantshire.example', visitorTypes: ['visitor'] };
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

const header = 'Username,Object id,First name,Last name,Sponsor,Department,Reason,Valid from,Valid to,Level,Card';
const ottoline =
  'ofairweather,,Ottoline,Fairweather,marisol.okafor@bantshire.example,School of Computer Science,visiting-professor,2026-09-01,2027-08-31,staff-like,no';
const save = (...lines: string[]) => writeFileSync(file, `${[header, ...lines].join('\r\n')}\r\n`);
const add = (fields: Partial<typeof presentUser> = {}) => server.directory.add({ ...presentUser, ...fields });

async function run(between?: () => void) {
  const complaints: string[] = [];
  let printed = '';
  const print = (text: string) => {
    printed += text;
    if (text === '\n') between?.();
  };
  const code = await runImport([file, '--write'], { open: () => ports, print, complain: (line) => void complaints.push(line) });
  return { code, printed, complaints: complaints.join('\n') };
}

describe('a register that claims what it should not', () => {
  afterEach(() => {
    expect(requests.all()).toEqual([]);
    expect(server.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('should be refused the account of somebody else, whose name it does not have', async () => {
    add({ displayName: 'Barnaby Quill', givenName: 'Barnaby', surname: 'Quill' });
    save(ottoline);
    expect((await run()).complaints).toContain('In the directory this account belongs to “Barnaby Quill”.');
  });

  it('should be refused an account of staff or of an admin, by its role where it has no type', async () => {
    const { id } = add({ employeeType: null as unknown as string });
    const people = { ...ports.people, byMail: ports.people.byMail.bind(ports.people) };
    ports = {
      ...ports,
      people: {
        byMail: people.byMail,
        person: async (who) =>
          who === id ? { id, name: 'O', mail: 'o@bantshire.example', isEnabled: true, isStaff: false, isAdmin: true } : undefined,
      },
    };
    save(ottoline);
    expect((await run()).complaints).toContain('The account is that of a member of staff');
  });

  it('should be refused an account twice, once by its username and once by its object id', async () => {
    const { id } = add();
    save(ottoline, ottoline.replace('ofairweather,', `,${id}`));
    expect((await run()).complaints).toContain('This is in line 2 too.');
  });

  it('should be refused an account with the mark of another request', async () => {
    add({ employeeId: 'VR-00000077' as unknown as null });
    save(ottoline);
    expect((await run()).complaints).toContain('The account is marked as VR-00000077, which is not known here.');
  });

  it('should write nothing of a file that was changed after it was looked at', async () => {
    add();
    add({ userPrincipalName: 'bquill@bantshire.example', displayName: 'Barnaby Quill', givenName: 'Barnaby', surname: 'Quill' });
    save(ottoline);
    const swapped = () => save(ottoline.replace('ofairweather', 'bquill').replace('Ottoline,Fairweather', 'Barnaby,Quill'));
    expect(await run(swapped)).toMatchObject({ code: 1, complaints: expect.stringContaining('has changed since it was looked at') });
  });

  it('should have all that is wrong with a row told at once, of the cells, the people and the directory', async () => {
    add({ displayName: 'Barnaby Quill', givenName: 'Barnaby', surname: 'Quill' });
    await usernames.take('ofairweather', 'VR-00000055');
    save('ofairweather,,Ottoline,Fairweather,nobody@bantshire.example,Nowhere,visiting-professor,2026-09-01,31-31-2027,staff-like,perhaps');
    const { complaints } = await run();
    for (const words of ['nobody@bantshire.example', 'Nowhere', '31-31-2027', 'Give yes or no', 'Barnaby Quill'])
      expect(complaints).toContain(words);
  });
});

describe('the names of an account', () => {
  it.each([
    ['Zoë', 'Müller', ['Zoe Muller'], true],
    ['Aoife', 'O’Neill', ["O'Neill, Aoife"], true],
    ['Søren', 'Kjær', ['Soren Kjær'], true],
    ['Ana Maria', 'Lopez Garcia', ['Ana Lopez'], true],
    ['Robert', 'Smith', ['Barnaby Quill'], false],
    ['Robert', 'Smith', ['Roberta Smithers'], false],
    ['Robert', 'Smith', ['Anna Smith'], false],
    ['Robert', 'Smith', [], true],
  ])('should be compared without accents: %s %s with %j: %s', (firstName, lastName, names, isLike) => {
    expect(isNamedLike({ firstName, lastName }, { names })).toBe(isLike);
  });

  it('should be known by the preferred name too', () => {
    expect(isNamedLike({ firstName: 'Robert', preferredName: 'Bob', lastName: 'Smith' }, { names: ['Bob Smith'] })).toBe(true);
  });
});
