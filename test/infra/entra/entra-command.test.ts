import { readFileSync } from 'node:fs';
import { type Az, runAz } from '../../../infra/az/run-az';
import { runEntra } from '../../../infra/entra/entra-command';
import { accountRights, graphApp, groups, installRight, publicRights, tabClients } from '../../../infra/entra/wanted';
import { type AzState, azOnPath, type StandInAz, standInAz } from '../../fakes/az';

const staff = '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30';
const graphRoles = [...new Set([...publicRights, installRight, ...accountRights, 'Mail.Send'])];
const outputs = {
  principalId: { value: 'principal-1' },
  botId: { value: 'bot-1' },
  publicUrl: { value: 'https://visitors.somewhere.ac.uk' },
  functionAppName: { value: 'alms-x' },
  accountsPrincipalId: { value: 'principal-2' },
  accountsFunctionAppName: { value: 'alms-y' },
};
const theirs = { id: staff, displayName: 'All staff', description: 'Everybody who works here' };
const before: AzState = {
  account: { tenantId: 'tenant-1' },
  outputs,
  graphRoles,
  groups: [theirs],
  applications: [],
  servicePrincipals: [],
};

let az: StandInAz;
beforeEach(() => {
  az = standInAz(before);
});

async function run(args: string[], answer = true, by: Az = az.az) {
  const said: string[] = [];
  const complaints: string[] = [];
  const asked: string[] = [];
  const waits: number[] = [];
  const code = await runEntra(args, {
    az: by,
    say: (line) => void said.push(line),
    complain: (line) => void complaints.push(line),
    ask: async (question) => {
      asked.push(question);
      return answer;
    },
    wait: async (seconds) => void waits.push(seconds),
  });
  return { code, said, asked, waits, complaint: complaints.join('\n') };
}
const whole = ['--group', 'rg', '--staff', staff];
const changes = () => az.calls.filter((call) => /--method (POST|PATCH|DELETE)/.test(call));
const todos = (said: string[]) => said.filter((line) => /^\d+\. (?!done)/.test(line)).map((line) => line.replace(/^\d+\. /, ''));
const rightsOf = (principal: string) => {
  const graph = az.state().servicePrincipals?.find(({ appId }) => appId === graphApp) as { appRoles: { id: string; value: string }[] };
  return (az.state().assignments?.[principal] ?? []).map(({ appRoleId }) => graph.appRoles.find(({ id }) => id === appRoleId)?.value);
};

describe('npm run entra', () => {
  it('should say what it will do and ask, and change nothing where the answer is no', async () => {
    const { code, said, asked } = await run(whole, false);
    expect([code, asked, said.at(-1)]).toEqual([1, ['Do this? '], 'Nothing was changed.']);
    expect(todos(said).slice(0, 4)).toEqual([
      'Make the security group alms-admins, whose members see and steer every request. It is empty at first.',
      'Make the security group alms-card-office, whose members make the ID cards. It is empty at first.',
      'Make the security group alms-operators, whose members run the product, and may read its log and data. It is empty at first.',
      'Make the app registration alms-tab for the tab, for this tenant only, without secret or redirect address.',
    ]);
    expect(said[0]).toContain('tenant-1');
    expect(changes()).toEqual([]);
  });

  it('should make the groups, the registration with its scope and clients, and give each app its rights and no other', async () => {
    const { code, complaint } = await run([...whole, '--yes']);
    expect([code, complaint]).toEqual([0, '']);
    const { groups: made = [], applications = [], servicePrincipals = [] } = az.state();
    expect(made.map(({ displayName }) => displayName)).toEqual(['All staff', 'alms-admins', 'alms-card-office', 'alms-operators']);
    expect(made.slice(1).every(({ securityEnabled, mailEnabled }) => securityEnabled === true && mailEnabled === false)).toBe(true);
    const [app] = applications as {
      appId: string;
      api: {
        requestedAccessTokenVersion: number;
        oauth2PermissionScopes: { id: string; value: string }[];
        preAuthorizedApplications: { appId: string; delegatedPermissionIds: string[] }[];
      };
    }[];
    expect(app).toMatchObject({ signInAudience: 'AzureADMyOrg', identifierUris: [`api://visitors.somewhere.ac.uk/${app!.appId}`] });
    expect(app!.api.requestedAccessTokenVersion).toBe(2);
    const [scope] = app!.api.oauth2PermissionScopes;
    expect(scope!.value).toBe('access_as_user');
    expect(app!.api.preAuthorizedApplications).toEqual(tabClients.map((appId) => ({ appId, delegatedPermissionIds: [scope!.id] })));
    expect(servicePrincipals.map(({ appId }) => appId)).toContain(app!.appId);
    expect(rightsOf('principal-1')).toEqual(['User.Read.All', 'GroupMember.Read.All', 'MailboxSettings.Read', installRight]);
    expect(rightsOf('principal-2')).toEqual(accountRights);
  });

  it('should do the same by the program that is on the PATH, twice', async () => {
    const program = azOnPath(before);
    try {
      expect(await run([...whole, '--yes'], true, runAz)).toMatchObject({ code: 0, complaint: '' });
      await run([...whole, '--yes']);
      const without = ({ applications, ...rest }: AzState) => ({ ...rest, applications: applications?.length });
      expect(without(program.state())).toEqual(without(az.state()));
      const second = await run(whole, true, runAz);
      expect(second.said[0]).toBe('All is as wanted. Nothing was changed.');
      expect(await run(['--staff', '00000000-0000-4000-8000-00000000ffff'], true, runAz)).toMatchObject({ code: 1 });
    } finally {
      program.remove();
    }
  });

  it('should tell the variables of the parameter file', async () => {
    const { said } = await run([...whole, '--yes']);
    const told = said.flatMap((line) => /^export (\w+)=(.+)$/.exec(line)?.[1] ?? []);
    expect(told).toEqual([...Object.values(groups).map(({ parameter }) => parameter), 'ALMS_TAB_APP_ID', 'ALMS_TAB_APP_URI']);
    const file = readFileSync('infra/main.bicepparam', 'utf8');
    for (const name of told) expect(file).toContain(`readEnvironmentVariable('${name}'`);
    expect(said).toContain(`export ALMS_STAFF_GROUP=${staff}`);
  });

  it('should change nothing when it is run twice', async () => {
    const first = await run([...whole, '--yes']);
    const made = changes().length;
    const state = az.state();
    const second = await run(whole);
    expect([second.code, second.asked, second.said[0]]).toEqual([0, [], 'All is as wanted. Nothing was changed.']);
    expect(second.said.slice(1)).toEqual(first.said.slice(-second.said.length + 1));
    expect(changes()).toHaveLength(made);
    expect(az.state()).toEqual(state);
  });

  it('should go on where it was cut off, and mend what somebody changed', async () => {
    await run([...whole, '--yes']);
    const [app] = az.state().applications as { api: { preAuthorizedApplications: object[]; oauth2PermissionScopes: { id: string }[] } }[];
    const scope = app!.api.oauth2PermissionScopes[0]!.id;
    app!.api.preAuthorizedApplications.pop();
    az.change({ applications: [app!], assignments: { ...az.state().assignments, 'principal-1': [] } });
    const { code, said } = await run([...whole, '--yes']);
    expect([code, todos(said).length]).toEqual([0, 5]);
    const [mended] = az.state().applications as (typeof app)[];
    expect(mended!.api.preAuthorizedApplications).toHaveLength(tabClients.length);
    expect(mended!.api.oauth2PermissionScopes.map(({ id }) => id)).toEqual([scope]);
  });

  it('should wait for what it made a moment ago, and say what Entra says where it does not come', async () => {
    az.change({ lag: 4, lagOfPrincipals: 2 });
    const { code, complaint, waits } = await run([...whole, '--yes']);
    expect([code, complaint, waits]).toEqual([0, '', [10, 10, 10, 10, 10, 10]]);
    expect(az.state().applications).toHaveLength(1);
    expect((await run(whole)).said[0]).toBe('All is as wanted. Nothing was changed.');

    az = standInAz({ ...before, lag: 100 });
    const never = await run([...whole, '--yes']);
    expect([never.code, never.waits.length]).toEqual([1, 11]);
    expect(never.complaint).toMatch(/^Step 5 failed: Not Found.*\n.*run the command again\.$/);
  });

  it('should find what somebody else removed meanwhile removed', async () => {
    await run([...whole, '--yes']);
    const both = await run(['remove', ...whole], true, async (args) => {
      if (args.includes('DELETE')) await az.az(args);
      return await az.az(args);
    });
    expect([both.code, both.complaint, both.waits]).toEqual([0, '', []]);
  });

  it('should see to the groups alone before there is a deployment', async () => {
    const { code, said } = await run(['--yes']);
    expect([code, todos(said).length]).toEqual([0, 4]);
    expect(az.state().applications).toEqual([]);
  });

  it('should remove what it made and nothing else, and find nothing left the second time', async () => {
    await run([...whole, '--yes']);
    const { code, said } = await run(['remove', ...whole]);
    expect([code, todos(said).at(-1)]).toEqual([0, 'Remove the group alms-admins with its list of members.']);
    expect(az.state().groups).toEqual([theirs]);
    expect([az.state().applications, rightsOf('principal-1'), rightsOf('principal-2')]).toEqual([[], [], []]);
    expect((await run(['remove', ...whole])).said).toEqual(['There is nothing left that was made here.']);
  });

  it('should leave a group of the same name alone that was not made here', async () => {
    az.change({ groups: [theirs, { id: 'g', displayName: 'alms-admins', description: 'Ours' }] });
    expect(await run(['--yes'])).toMatchObject({ code: 1, complaint: expect.stringContaining('that was not made here') });
    await run(['remove', ...whole, '--yes']);
    expect(az.state().groups).toHaveLength(2);
  });

  it('should keep two environments in one tenant apart', async () => {
    await run([...whole, '--yes']);
    await run([...whole, '--name', 'alms-test', '--yes']);
    await run(['remove', ...whole, '--name', 'alms-test', '--yes']);
    expect(az.state().groups?.map(({ displayName }) => displayName)).toEqual([
      'All staff',
      'alms-admins',
      'alms-card-office',
      'alms-operators',
    ]);
    expect(az.state().applications).toHaveLength(1);
  });

  it.each([
    [['--what'], 'Usage:'],
    [['apply'], 'There is no such command.'],
    [['--staff', 'All staff'], '--staff takes the object id of a group.'],
    [['--name', 'ALMS!'], '--name takes small letters, digits and hyphens.'],
    [
      ['--staff', '00000000-0000-4000-8000-00000000ffff'],
      'There is no group 00000000-0000-4000-8000-00000000ffff for --staff. Is az signed in to the right tenant?',
    ],
  ])('should refuse %j', async (args, words) => {
    expect(await run(args)).toMatchObject({ code: 1, complaint: expect.stringContaining(words) });
    expect(changes()).toEqual([]);
  });

  it('should say so where nobody is signed in', async () => {
    const { account: _nobody, ...rest } = before;
    az = standInAz(rest);
    expect(await run([])).toMatchObject({
      code: 1,
      complaint: expect.stringMatching(/^You are not signed in to Azure.*\n.*Please run 'az login'/),
    });
  });

  it.each([
    ['AADSTS700082: The refresh token has expired due to inactivity.', 'You are not signed in to Azure, or not any more.'],
    ["(ResourceGroupNotFound) Resource group 'x' could not be found.", 'This subscription has no such resource group.'],
    ["(DeploymentNotFound) Deployment 'alms' could not be found.", 'The resource group has no deployment of this name.'],
    ['Forbidden({"error":{"code":"Authorization_RequestDenied"}})', 'Whoever az is signed in as may not do this in Entra.'],
    ["(AuthorizationFailed) The client 'x' does not have authorization", 'Whoever az is signed in as may not do this in Azure.'],
    ['(SubscriptionNotFound) The subscription could not be found.', 'Choose your subscription'],
    ['Something else.', 'ERROR: Something else.'],
  ])('should say what to do where az says %j, and its words', async (refused, words) => {
    az.change({ refused });
    const { code, complaint } = await run(whole);
    expect([code, complaint.startsWith(words), complaint.endsWith(`ERROR: ${refused}`)]).toEqual([1, true, true]);
  });
});

describe('what is wanted in Entra', () => {
  const readme = readFileSync('infra/README.md', 'utf8');
  it('should each be explained on the page', () => {
    for (const right of [...publicRights, installRight, ...accountRights]) expect(readme).toContain(`\`${right}\``);
    for (const client of tabClients) expect(readme).toContain(`\`${client}\``);
  });

  it('should let the app that people reach write into no directory', () => {
    const writes = /^(User|GroupMember|Group|Directory|User-\w+)\.(ReadWrite|Create|ReadUpdate|EnableDisable|Revoke)/;
    expect([...publicRights, installRight].filter((right) => writes.test(right))).toEqual([]);
    expect(accountRights.filter((right) => writes.test(right))).toHaveLength(6);
    expect([...publicRights, installRight, ...accountRights]).not.toContain('Mail.Send');
  });
});
