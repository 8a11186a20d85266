import { RestError } from '@azure/data-tables';
import type { HealthProbes } from '../../../bot/ports/health';
import { readSettings } from '../../../bot/settings/settings';
import { type DoctorTerminal, runDoctor } from '../../../functions/cli/doctor-command';
import { InMemoryDepartments } from '../../fakes/in-memory-departments';
import { InMemoryPeople } from '../../fakes/in-memory-people';
import { InMemoryViewStore } from '../../fakes/in-memory-view-store';
import { StoryClock } from '../../fakes/story-clock';
import { headId, makeDepartment, makePerson, makePolicy } from '../../make';

const rights = ['User.Read.All', 'GroupMember.Read.All', 'TeamsAppInstallation.ReadWriteSelfForUser.All', 'MailboxSettings.Read'];
const own = makePolicy({
  organisation: 'University of Somewhere',
  universityDomains: ['somewhere.ac.uk'],
  validTo: '2027-07-31',
  closureDays: ['2027-12-25'],
});

/** A deployment in which all is well; each test breaks one thing. */
interface Deployment {
  policy: typeof own;
  departments: ReturnType<typeof makeDepartment>[];
  people: ReturnType<typeof makePerson>[];
  runs: { sweep?: string; reconcile?: string; backup?: string };
  probes: HealthProbes;
}
function wellDeployed(): Deployment {
  return {
    policy: own,
    departments: [makeDepartment({ head: headId })],
    people: [
      makePerson({ id: headId }),
      makePerson({ id: '00000000-0000-4000-8000-000000000001', isAdmin: true }),
      makePerson({ id: '00000000-0000-4000-8000-000000000002', isAdmin: true }),
    ],
    runs: { sweep: '2027-01-18T09:03:00Z', reconcile: '2027-01-18T02:33:00Z', backup: '2027-01-18T03:13:00Z' },
    probes: {
      settings: () => ({ settings: [], does: { mails: false, installs: true, makesAccounts: false, backsUp: true } }),
      shownSettings: () => ({ ALMS_PUBLIC_URL: 'https://visitors.somewhere.ac.uk' }),
      stores: async () => [
        { name: 'Requests', kind: 'table', access: 'ok' },
        { name: 'photos', kind: 'container', access: 'ok' },
        { name: 'work', kind: 'queue', access: 'ok' },
      ],
      waiting: async () => [],
      graph: async () => ({ kind: 'rights', names: rights }),
      mailbox: async () => undefined,
      catalogue: async () => 'found',
    },
  };
}

async function run(open: DoctorTerminal['open'], ...args: string[]) {
  let printed = '';
  const complaints: string[] = [];
  const code = await runDoctor(args, { open, print: (text) => void (printed += text), complain: (line) => void complaints.push(line) });
  return { code, printed, complaint: complaints.join('\n') };
}
async function examine(broken: (deployment: Deployment) => void) {
  const { policy, departments, people, runs, probes } = wellDeployedBut(broken);
  const views = new InMemoryViewStore();
  for (const job of ['sweep', 'reconcile', 'backup'] as const) if (runs[job] !== undefined) await views.putRun(job, runs[job]);
  // A little past ten o'clock.
  const ports = {
    views,
    policy,
    departments: new InMemoryDepartments(departments),
    people: new InMemoryPeople(people),
    clock: new StoryClock(),
  };
  return await run(() => ({ ports, probes }));
}
function wellDeployedBut(broken: (deployment: Deployment) => void): Deployment {
  const deployment = wellDeployed();
  broken(deployment);
  return deployment;
}
const storesAre = (access: 'missing' | 'refused' | 'away', kind: 'table' | 'container' | 'queue', name: string) => (one: Deployment) => {
  one.probes.stores = async () => [{ name, kind, access }];
};
const graphIs = (graph: Awaited<ReturnType<HealthProbes['graph']>>) => (one: Deployment) => {
  one.probes.graph = async () => graph;
};
const has = (names: string[]) => graphIs({ kind: 'rights', names });
const doing = (does: Partial<ReturnType<HealthProbes['settings']>['does']>) => (one: Deployment) => {
  const before = one.probes.settings();
  one.probes.settings = () => ({ ...before, does: { ...before.does, ...does } });
};

describe('npm run doctor', () => {
  it('should find nothing where all is well', async () => {
    expect(await examine(() => undefined)).toEqual({ code: 0, printed: 'All is well.\n', complaint: '' });
  });

  const table: [string, (deployment: Deployment) => void, string][] = [
    ['a table is missing', storesAre('missing', 'table', 'Pace'), 'The table Pace does not exist.'],
    ['no role on tables', storesAre('refused', 'table', 'Requests'), 'The table Requests may not be used.'],
    ['no role on photos', storesAre('refused', 'container', 'photos'), 'The container photos may not be used.'],
    ['storage is away', storesAre('away', 'queue', 'work'), 'The queue work does not answer.'],
    [
      'all of storage is away',
      (one) => {
        const all = one.probes.stores;
        one.probes.stores = async () => (await all()).map((store) => ({ ...store, access: 'away' }));
      },
      'The storage account does not answer.',
    ],
    ['no token', graphIs({ kind: 'no-token' }), 'There is no token to be had for Microsoft Graph.'],
    ['Graph is away', graphIs({ kind: 'away' }), 'Microsoft Graph does not answer.'],
    ['no right to read people', has(rights.slice(1)), 'The permission User.Read.All is missing: nobody can be recognised.'],
    [
      'no right to read groups',
      has(rights.filter((name) => !name.startsWith('Group'))),
      'The permission GroupMember.Read.All is missing: nobody is staff or an administrator.',
    ],
    [
      'no right to install',
      has(rights.filter((name) => !name.startsWith('Teams'))),
      'The permission TeamsAppInstallation.ReadWriteSelfForUser.All is missing: heads who never opened the app get no message in Teams.',
    ],
    [
      'may send from every mailbox',
      has([...rights, 'Mail.Send']),
      'The app may send mails from every mailbox: Mail.Send is given in Entra.',
    ],
    [
      'may change the directory',
      has([...rights, 'User.ReadWrite.All']),
      'The app that people reach may change the directory: it has User.ReadWrite.All.',
    ],
    [
      'no such mailbox',
      (one) => {
        doing({ mails: true })(one);
        one.probes.mailbox = async () => 'missing';
      },
      'ALMS_MAIL_FROM is not the address of anybody in this tenant.',
    ],
    [
      'not in the catalogue',
      (one) => void (one.probes.catalogue = async () => 'missing'),
      'The Teams catalogue has no app with the id in ALMS_TEAMS_APP.',
    ],
    [
      'another app',
      (one) => void (one.probes.catalogue = async () => 'another-app'),
      'ALMS_TEAMS_APP is the id of another app in the catalogue.',
    ],
    [
      'the bot’s id for the catalogue’s',
      (one) => void (one.probes.catalogue = async () => 'not-a-catalogue-id'),
      'ALMS_TEAMS_APP is the bot’s own id, which the catalogue does not know.',
    ],
    [
      'nobody takes messages',
      (one) => void (one.probes.waiting = async () => [{ queue: 'work', minutes: 12.7 }]),
      'A message has been waiting in the queue work for 12 minutes.',
    ],
    [
      'nobody takes what was given up',
      (one) => void (one.probes.waiting = async () => [{ queue: 'work-poison', minutes: 60 * 50 }]),
      'A message has been waiting in the queue work-poison for 2 days.',
    ],
    ['the sweep stands still', (one) => void (one.runs.sweep = '2027-01-18T05:03:00Z'), 'The hourly sweep has not finished for 5 hours.'],
    [
      'the night stands still',
      (one) => void (one.runs.reconcile = '2027-01-14T02:33:00Z'),
      'The nightly check has not finished for 4 days.',
    ],
    [
      'the backup stands still',
      (one) => void (one.runs.backup = '2027-01-16T03:13:00Z'),
      'The nightly backup has not finished for 2 days.',
    ],
    [
      'no departments',
      (one) => void (one.departments = []),
      'There are no schools or professional services, so nobody can request an account.',
    ],
    [
      'departments without a head',
      (one) =>
        one.departments.push(
          makeDepartment({ id: 'a', name: 'Archive', head: undefined as never }),
          makeDepartment({ id: 'b', name: 'Botany', head: undefined as never }),
        ),
      'No head: Archive, Botany.',
    ],
    [
      'a head who has left',
      (one) => void (one.people[0] = makePerson({ id: headId, isEnabled: false })),
      'The head has left or cannot sign in: School of Computer Science.',
    ],
    ['one administrator', (one) => void one.people.pop(), 'There is only one administrator.'],
    ['no administrator', (one) => void one.people.splice(1), 'There is no administrator.'],
    [
      'the sample’s address',
      (one) => void (one.probes.shownSettings = () => ({ ALMS_PUBLIC_URL: 'https://alms.bantshire.example' })),
      'Still the sample university’s: ALMS_PUBLIC_URL.',
    ],
    [
      'the sample’s policy',
      (one) => void (one.policy = { ...own, organisation: 'Bantshire University' }),
      'Still the sample university’s: organisation.',
    ],
    [
      'dates that are over',
      (one) => void (one.policy = { ...own, validTo: '2026-07-31', closureDays: ['2026-12-25'] }),
      'These dates are over: validTo, closureDays.',
    ],
  ];

  it.each(table)('should say what is wrong and how to mend it, alone, where %s', async (_what, broken, sentence) => {
    const { code, printed, complaint } = await examine(broken);
    const [toMend = ''] = printed.split(/^\d+ things? to check/m);
    const lines = toMend.trimEnd().split('\n');
    expect([code, complaint, lines.slice(0, 2)]).toEqual([1, '', ['1 thing to mend:', `- ${sentence}`]]);
    expect(lines[2]).toMatch(/^ {2}[A-Z].{20,}\.$/);
    expect(lines).toHaveLength(3);
  });

  it('should tell of every setting that is wrong, and that there is more to look at by them', async () => {
    const { code, printed } = await run(() => void readSettings({ MicrosoftAppType: 'MultiTenant' }) as never);
    expect(code).toBe(1);
    expect(printed).toContain('- A setting is wrong: ALMS_STAFF_GROUP: missing.\n');
    expect(printed).toMatch(/^\d\d things to mend:$/m);
  });

  it('should leave what cannot be seen from here to somebody, and not count it as broken', async () => {
    const { code, printed } = await examine((one) => {
      doing({ mails: true, installs: false, backsUp: false })(one);
      one.probes.mailbox = async () => 'found';
      one.runs = {};
      has(rights.slice(0, 2))(one);
    });
    expect(code).toBe(0);
    expect(printed.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      '- The permission MailboxSettings.Read is not given in Entra: unless Exchange gives it for the heads, every head is taken for present.',
      '- Whether the app may send from this one mailbox and no other cannot be seen from here.',
      '- ALMS_TEAMS_APP is empty, so the app is installed for nobody, and links in mails lead to the chat only.',
      '- The hourly sweep has not finished once since this was deployed.',
      '- The nightly check has not finished once since this was deployed.',
      '- Nothing is backed up: ALMS_BACKUP_TABLES_URL is empty.',
    ]);
  });

  it('should let the one app that makes accounts itself change the directory', async () => {
    const both = (one: Deployment) => {
      doing({ makesAccounts: true })(one);
      has([...rights, 'User.Create'])(one);
    };
    expect((await examine(both)).code).toBe(0);
  });

  it('should explain itself, and say what it takes where it may not look', async () => {
    expect(await run(() => never(new Error('not opened')), '--dry')).toMatchObject({
      code: 1,
      complaint: expect.stringContaining('Usage:'),
    });
    const refused = new RestError('no', { statusCode: 401 });
    expect(await run(() => never(refused))).toMatchObject({
      code: 1,
      complaint: 'You are not signed in to Azure. Run az login, then try again.',
    });
  });

  it('should not take a deployment for broken where nobody is signed in', async () => {
    const nobody = async () => {
      throw Object.assign(new Error('no'), { name: 'AggregateAuthenticationError' });
    };
    const opened = () => ({ ports: {} as never, probes: {} as never, signIn: nobody });
    expect(await run(opened)).toEqual({
      code: 1,
      printed: '',
      complaint: 'You are not signed in to Azure. Run az login, then try again.',
    });
  });
});

function never(fault: Error): never {
  throw fault;
}
