import type { Graph } from '../../../../bot/adapters/graph/graph-client';
import { GraphFault } from '../../../../bot/adapters/graph/graph-fault';
import { graphProbes, rightsGiven, rightsOfToken } from '../../../../bot/adapters/graph/graph-probes';

const botId = '07b2de9f-2640-4c74-838a-a3cf3608219a';
const teamsApp = '6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24';

/** Graph that has an answer, or a fault, for each path that begins so; as it comes over the wire. */
function graphWith(answers: Record<string, unknown>): Graph {
  const answer = async (path: string, shape: { parse(value: unknown): unknown }) => {
    const found = Object.entries(answers).find(([beginning]) => decodeURIComponent(path).startsWith(beginning))?.[1];
    if (found instanceof GraphFault) throw found;
    return found === undefined ? undefined : shape.parse(found);
  };
  const readAll = async (path: string, shape: { parse(value: unknown): unknown }) => {
    const parse = (value: unknown) => (value as { value: unknown[] }).value.map((one) => shape.parse(one));
    return await answer(path, { parse });
  };
  return { read: answer, readAll } as unknown as Graph;
}
const probesOf = (answers: Record<string, unknown>, parts: { mailFrom?: string; teamsApp?: string } = {}) =>
  graphProbes({ graph: graphWith(answers), rights: async () => ({ kind: 'unasked' }), botId, ...parts });

describe('the look at Graph', () => {
  it('should find the mailbox by its address, and say where there is none', async () => {
    const mailFrom = "o'neil@somewhere.ac.uk";
    const path = "/users?$select=id&$filter=mail eq 'o''neil@somewhere.ac.uk' or userPrincipalName eq";
    expect(await probesOf({ [path]: { value: [{ id: 'x' }] } }, { mailFrom }).mailbox()).toBe('found');
    expect(await probesOf({ [path]: { value: [] } }, { mailFrom }).mailbox()).toBe('missing');
    expect(await probesOf({ [path]: new GraphFault('Denied', 403) }, { mailFrom }).mailbox()).toBe('unasked');
    expect(await probesOf({}).mailbox()).toBeUndefined();
  });

  it('should tell whose app the catalogue has under the id, and the bot’s own id from one of the catalogue', async () => {
    const path = `/appCatalogs/teamsApps?$filter=id eq '${teamsApp}'`;
    const found = (answer: unknown) => probesOf({ [path]: answer }, { teamsApp }).catalogue();
    expect(await found({ value: [{ externalId: botId.toUpperCase() }] })).toBe('found');
    expect(await found({ value: [{ externalId: teamsApp }] })).toBe('another-app');
    expect(await found({ value: [] })).toBe('missing');
    expect(await found(new GraphFault('Denied', 403))).toBe('unasked');
    expect(await probesOf({}, { teamsApp: botId }).catalogue()).toBe('not-a-catalogue-id');
    expect(await probesOf({}).catalogue()).toBeUndefined();
  });

  it('should read the rights from the token of the app itself', async () => {
    const token = (claims: object) => async () => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
    expect(await rightsOfToken(token({ roles: ['User.Read.All'] }))).toEqual({ kind: 'rights', names: ['User.Read.All'] });
    expect(await rightsOfToken(token({}))).toEqual({ kind: 'rights', names: [] });
    expect(await rightsOfToken(async () => 'nonsense')).toEqual({ kind: 'no-token' });
    expect(await rightsOfToken(() => Promise.reject(new GraphFault('SignIn')))).toEqual({ kind: 'no-token' });
  });

  it('should read them as the tenant has given them, for an administrator', async () => {
    const given = `/servicePrincipals(appId='${botId}')/appRoleAssignments`;
    const roles = "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')";
    const appRoles = [
      { id: 'a', value: 'User.Read.All' },
      { id: 'b', value: 'Mail.Send' },
    ];
    const graph = graphWith({ [given]: { value: [{ appRoleId: 'a' }, { appRoleId: 'z' }] }, [roles]: { appRoles } });
    expect(await rightsGiven(graph, botId)).toEqual({ kind: 'rights', names: ['User.Read.All'] });
    const faulty = (fault: GraphFault) => rightsGiven(graphWith({ [given]: fault }), botId);
    expect(await faulty(new GraphFault('SignIn'))).toEqual({ kind: 'no-token' });
    expect(await faulty(new GraphFault('Authorization_RequestDenied', 403))).toEqual({ kind: 'unasked' });
    expect(await faulty(new GraphFault('NoAnswer'))).toEqual({ kind: 'away' });
  });
});
