import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type DirectoryUser, emptyFields, type LocalDirectory } from './local-directory';

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const plain = {
  displayName: z.string().min(1).max(256),
  givenName: z.string().max(64).nullable(),
  surname: z.string().max(64).nullable(),
  accountEnabled: z.boolean(),
  employeeId: z.string().max(16).nullable(),
  employeeType: z.string().nullable(),
  department: z.string().max(64).nullable(),
  companyName: z.string().max(64).nullable(),
  employeeHireDate: instant.nullable(),
  employeeLeaveDateTime: instant.nullable(),
};
const changes = z.strictObject(plain).partial();
const creation = z.strictObject({
  ...z.object(plain).partial().shape,
  displayName: plain.displayName,
  accountEnabled: plain.accountEnabled,
  mailNickname: z.string().regex(/^[\w.-]{1,64}$/),
  userPrincipalName: z.string().regex(/^[\w'.!#^~-]{1,64}(?<!\.)@[\w.-]{1,48}$/),
  usageLocation: z.string().length(2).optional(),
  passwordProfile: z.strictObject({ password: z.string().min(16), forceChangePasswordNextSignIn: z.boolean() }),
});
const ofUser = z.object({ '@odata.id': z.string().regex(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\/[\w-]+$/) });
const bound = z.object({ '@odata.id': z.string().regex(/^https:\/\/graph\.microsoft\.com\/v1\.0\/directoryObjects\/[\w-]+$/) });

/** Milliseconds that a slow answer takes. */
const slowly = 3_000;

export interface GraphRoutesOptions {
  directory: LocalDirectory;
  /** `METHOD path` of each call, in order. */
  calls?: string[];
}

/**
 * As much of Microsoft Graph as makes accounts, by its documentation: 400 `ObjectConflict` for a name that is taken, 404 for a while
 * after a create, members by `$ref`, deleted users that are kept. A call without `$ref` addresses the member itself.
 */
export function graphRoutes({ directory, calls = [] }: GraphRoutesOptions): Hono {
  const app = new Hono();
  const hasMember = (group: string, id: string) => directory.groups().some((one) => one.id === group && one.members.includes(id));
  const read = (name: string) => {
    const found = directory.find(name);
    return found && !directory.isReplicating(found) ? found : undefined;
  };

  app.use('/v1.0/*', async (c, next) => {
    const call = `${c.req.method} ${c.req.path.slice(c.req.path.indexOf('/v1.0/') + '/v1.0'.length)}`;
    calls.push(call);
    if (!c.req.header('authorization')?.startsWith('Bearer ')) return graphError(c, 401, 'InvalidAuthenticationToken');
    const kind = nextFault(directory, call);
    if (kind === 'away') return graphError(c, 503, 'ServiceUnavailable');
    if (kind === 'busy') return graphError(c, 429, 'TooManyRequests', { 'retry-after': '2' });
    if (kind === 'refusing' && c.req.method !== 'GET') return graphError(c, 403, 'Authorization_RequestDenied');
    if (kind === 'slow') await sleep(slowly);
    await next();
    if (kind === 'lost') c.res = graphError(c, 504, 'UnknownError');
    return undefined;
  });
  app.get('/v1.0/users', (c) => {
    const marked = /^employeeId eq '([\w-]+)'$/.exec(c.req.query('$filter') ?? '')?.[1];
    if (marked === undefined) return graphError(c, 400, 'Request_UnsupportedQuery');
    const found = directory
      .users()
      .filter((one) => one.employeeId === marked && one.deletedDateTime === null && !directory.isReplicating(one));
    return c.json({ value: found.map((one) => selected(one, c.req.query('$select'))) });
  });
  app.get('/v1.0/users/:name', (c) => {
    const found = read(c.req.param('name'));
    // Plays the fault *taken name*: every lookup finds the name in use.
    if (!found && directory.fault?.kind === 'taken') return c.json({ id: '0', userPrincipalName: c.req.param('name'), employeeId: null });
    return found ? c.json(selected(found, c.req.query('$select'))) : notFoundAnswer(c);
  });
  app.post('/v1.0/users', async (c) => {
    const asked = creation.safeParse(await c.req.json());
    if (!asked.success) return graphError(c, 400, 'Request_BadRequest');
    const { passwordProfile: _never, ...fields } = asked.data;
    if (directory.find(fields.userPrincipalName)) return conflict(c);
    const made = directory.add({ ...emptyFields, ...withoutUndefined(fields) });
    return c.json({ id: made.id, userPrincipalName: made.userPrincipalName }, 201);
  });
  app.patch('/v1.0/users/:name', async (c) => {
    const found = read(c.req.param('name'));
    if (!found) return notFoundAnswer(c);
    const asked = changes.safeParse(await c.req.json());
    if (!asked.success) return graphError(c, 400, 'Request_BadRequest');
    directory.change(found.id, withoutUndefined(asked.data));
    return c.body(null, 204);
  });
  app.post('/v1.0/users/:name/revokeSignInSessions', (c) => {
    const found = read(c.req.param('name'));
    if (!found) return notFoundAnswer(c);
    directory.change(found.id, { signInSessionsValidFromDateTime: new Date().toISOString() });
    return c.json({ value: true });
  });
  app.get('/v1.0/users/:name/sponsors', (c) => {
    const found = read(c.req.param('name'));
    return found ? c.json({ value: found.sponsors.map((id) => ({ id })) }) : notFoundAnswer(c);
  });
  app.post('/v1.0/users/:name/sponsors/$ref', async (c) => {
    const found = read(c.req.param('name'));
    const asked = ofUser.safeParse(await c.req.json());
    if (!found) return notFoundAnswer(c);
    const id = asked.data?.['@odata.id'].split('/').at(-1) ?? '';
    if (id === '' || found.sponsors.includes(id)) return graphError(c, 400, 'Request_BadRequest');
    directory.change(found.id, { sponsors: [...found.sponsors, id] });
    return c.body(null, 204);
  });
  app.delete('/v1.0/users/:name/sponsors/:id/$ref', (c) => {
    const found = read(c.req.param('name'));
    if (!found?.sponsors.includes(c.req.param('id'))) return notFoundAnswer(c);
    directory.change(found.id, { sponsors: found.sponsors.filter((id) => id !== c.req.param('id')) });
    return c.body(null, 204);
  });
  app.get('/v1.0/users/:name/manager', (c) => {
    const manager = read(c.req.param('name'))?.manager;
    return manager ? c.json({ id: manager }) : notFoundAnswer(c);
  });
  app.put('/v1.0/users/:name/manager/$ref', async (c) => {
    const found = read(c.req.param('name'));
    const asked = ofUser.safeParse(await c.req.json());
    if (!found) return notFoundAnswer(c);
    if (!asked.success) return graphError(c, 400, 'Request_BadRequest');
    directory.change(found.id, { manager: asked.data['@odata.id'].split('/').at(-1) ?? null });
    return c.body(null, 204);
  });
  app.get('/v1.0/groups/:group', (c) => {
    const found = directory.groups().find(({ id }) => id === c.req.param('group'));
    return found ? c.json({ id: found.id }) : notFoundAnswer(c);
  });
  app.get('/v1.0/groups/:group/members', (c) => {
    const id = /^id eq '([\w-]+)'$/.exec(c.req.query('$filter') ?? '')?.[1];
    if (id === undefined || c.req.header('consistencylevel') !== 'eventual' || c.req.query('$count') !== 'true')
      return graphError(c, 400, 'Request_UnsupportedQuery');
    return c.json({ value: hasMember(c.req.param('group'), id) ? [{ id }] : [] });
  });
  app.post('/v1.0/groups/:group/members/$ref', async (c) => {
    const asked = bound.safeParse(await c.req.json());
    const found = asked.success ? read(asked.data['@odata.id'].split('/').at(-1) ?? '') : undefined;
    if (!asked.success) return graphError(c, 400, 'Request_BadRequest');
    if (!found) return notFoundAnswer(c);
    if (hasMember(c.req.param('group'), found.id)) return graphError(c, 400, 'Request_BadRequest');
    directory.setMember(c.req.param('group'), found.id, true);
    return c.body(null, 204);
  });
  app.delete('/v1.0/groups/:group/members/:id/$ref', (c) => {
    if (!hasMember(c.req.param('group'), c.req.param('id'))) return notFoundAnswer(c);
    directory.setMember(c.req.param('group'), c.req.param('id'), false);
    return c.body(null, 204);
  });
  app.delete('/v1.0/groups/:group/members/:id', (c) => {
    directory.change(c.req.param('id'), { deletedDateTime: new Date().toISOString() });
    return c.body(null, 204);
  });
  app.all('/v1.0/*', (c) => graphError(c, 400, 'BadRequest'));
  return app;
}

function nextFault(directory: LocalDirectory, call: string): string | undefined {
  const { fault } = directory;
  if (!fault || !call.includes(fault.when ?? '')) return undefined;
  if (fault.times !== undefined) directory.fault = fault.times > 1 ? { ...fault, times: fault.times - 1 } : undefined;
  return fault.kind;
}

function selected(found: DirectoryUser, select = ''): object {
  const names = select.split(',');
  return Object.fromEntries(Object.entries(found).filter(([name]) => names.includes(name)));
}

/** Copies the fields that are present. */
function withoutUndefined<T extends object>(fields: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>;
  };
}

function notFoundAnswer(c: Context): Response {
  return graphError(c, 404, 'Request_ResourceNotFound');
}

function conflict(c: Context): Response {
  const message = 'Another object with the same value for property userPrincipalName already exists.';
  const details = [{ code: 'ObjectConflict', target: 'userPrincipalName', message }];
  return c.json({ error: { code: 'Request_BadRequest', message, details } }, 400);
}

function graphError(
  c: Context,
  status: 400 | 401 | 403 | 404 | 429 | 503 | 504,
  code: string,
  headers: Record<string, string> = {},
): Response {
  return c.json({ error: { code, message: 'The local directory refuses this.' } }, status, headers);
}
