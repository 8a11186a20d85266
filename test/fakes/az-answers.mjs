// A stand-in for the Azure CLI: just what infra/ asks of it. Whatever else it is asked fails.

/**
 * What `az` prints for these arguments, as a value; undefined for nothing. Changes `state`, which test/fakes/az.ts describes. Throws what
 * `az` says of a refusal.
 */
export function answer(state, args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const command = args
    .slice(
      0,
      args.findIndex((arg) => arg.startsWith('--')),
    )
    .join(' ');

  function fail(message) {
    throw new Error(`ERROR: ${message}`);
  }
  function newId() {
    state.nextId = (state.nextId ?? 0) + 1;
    return `00000000-0000-4000-8000-${String(state.nextId).padStart(12, '0')}`;
  }
  const graphId = '00000000-0000-4000-9000-0000000000aa';

  /** Microsoft Graph, as far as it is asked. Throws what `az rest` prints of a refusal. */
  function graph(method, url, body) {
    const { pathname, searchParams } = new URL(url);
    const path = pathname.replace('/v1.0/', '').split('/');
    const filter = searchParams.get('$filter') ?? '';
    const [, field, wanted] = /^(\w+) eq '(.*)'$/.exec(filter) ?? [];
    const tag = /^tags\/any\(t:t eq '(.*)'\)$/.exec(filter)?.[1];
    const [kind, id, part, partId] = path;
    if (kind === 'servicePrincipals' && part === 'appRoleAssignments') {
      const all = (state.assignments[id] ??= []);
      if (method === 'GET') return { value: all };
      if (method === 'POST') {
        if (all.some(({ appRoleId }) => appRoleId === body.appRoleId))
          fail('Bad Request: Permission being assigned already exists on the object');
        all.push({ id: newId(), ...body });
        return all.at(-1);
      }
      if (method === 'DELETE') {
        state.assignments[id] = all.filter((one) => one.id !== partId);
        return undefined;
      }
    }
    const list = state[kind] ?? fail(`Bad Request: no ${kind}`);
    if ((state.lag ?? 0) > 0 && kind === 'applications' && id !== undefined) {
      state.lag -= 1;
      fail(`Not Found({"error":{"code":"Request_ResourceNotFound","message":"Resource '${id}' does not exist"}})`);
    }
    if ((state.lagOfPrincipals ?? 0) > 0 && kind === 'servicePrincipals' && method === 'POST') {
      state.lagOfPrincipals -= 1;
      fail(`Bad Request({"error":{"message":"The appId '${body.appId}' does not reference a valid application object."}})`);
    }
    if (method === 'GET' && id === undefined) {
      if (filter === '') fail('the stand-in lists by a filter alone');
      return { value: list.filter((one) => (tag ? one.tags?.includes(tag) : one[field] === wanted)) };
    }
    if (method === 'POST') {
      if (kind === 'applications' && body.identifierUris) fail('Bad Request: the id is not known yet');
      const made = { id: newId(), ...(kind === 'applications' && { appId: newId() }), ...body };
      list.push(made);
      return made;
    }
    const found = list.find((one) => one.id === id) ?? fail('Not Found: Request_ResourceNotFound');
    if (method === 'GET') return found;
    if (method === 'PATCH') {
      const scopes = (found.api?.oauth2PermissionScopes ?? []).map((one) => one.id);
      const named = (body.api?.preAuthorizedApplications ?? []).flatMap((one) => one.delegatedPermissionIds);
      // As Entra does: a client is authorised for a scope that is there already.
      if (named.some((one) => !scopes.includes(one)))
        fail('Bad Request: Property PreAuthorizedApplication references a permission that cannot be found');
      Object.assign(found, body, { api: { ...found.api, ...body.api } });
      return undefined;
    }
    if (method === 'DELETE') {
      state[kind] = list.filter((one) => one !== found);
      return undefined;
    }
    fail(`${method} ${pathname}`);
  }

  function answerTo() {
    if (state.refused) fail(state.refused);
    if (command === 'account show') return state.account ?? fail("Please run 'az login' to setup account.");
    if (command === 'deployment group show')
      return state.outputs ?? fail(`(DeploymentNotFound) Deployment '${option('--name')}' could not be found.`);
    if (command === 'functionapp deployment source config-zip') {
      (state.published ??= []).push([option('--name'), option('--src')]);
      return {};
    }
    if (command === 'functionapp function list') {
      const app = option('--name');
      if (!(state.published ?? []).some(([name]) => name === app)) return [];
      const looks = (state.looks ??= {});
      looks[app] = (looks[app] ?? 0) + 1;
      // A host takes its time.
      return looks[app] < (state.slow ?? 1) ? [] : (state.functions?.[app] ?? []).map((name) => ({ name: `${app}/${name}` }));
    }
    if (command === 'rest') {
      const body = option('--body');
      return graph(option('--method').toUpperCase(), option('--url'), body && JSON.parse(body));
    }
    return fail(`'${command}' is misspelled or not recognized by the stand-in.`);
  }

  state.servicePrincipals ??= [];
  if (!state.servicePrincipals.some(({ id }) => id === graphId)) {
    const roles = (state.graphRoles ?? []).map((value, at) => ({
      value,
      id: `11111111-0000-4000-8000-${String(at).padStart(12, '0')}`,
      allowedMemberTypes: ['Application'],
    }));
    state.servicePrincipals.push({ id: graphId, appId: '00000003-0000-0000-c000-000000000000', appRoles: roles });
  }
  for (const kind of ['groups', 'applications']) state[kind] ??= [];
  state.assignments ??= {};
  return answerTo();
}
