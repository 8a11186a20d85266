import dns from 'node:dns';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { functionsHost, installFunctionsHost } from '../fakes/functions-host';

/** What the parent may have the host do, beside the calls over HTTP. */
export type HostCall = { timer: string } | { queue: string; message: string } | { cpu: true };
/** CPU of this process since before MAIN was loaded, and time passed since. Milliseconds. */
export interface HostCost {
  cpu: number;
  passed: number;
}
/** The first message has the address; those after it answer a {@link HostCall} each. */
export type HostAnswer = { port: number; functions: string[]; loaded: HostCost } | { failed?: string; cost?: HostCost };

/*
 * A process of its own: node bundle-host.js MAIN METADATA TOKEN. Loads the built MAIN as the Functions host does, serves it on
 * loopback and tells its parent the address and the functions. The Bot Connector's metadata comes from METADATA instead of the
 * internet, and the machine has a managed identity, whose token is TOKEN.
 */
const [main = '', metadata = '', token = 'opens-nothing'] = process.argv.slice(2);
const realFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  return await realFetch(url === 'https://login.botframework.com/v1/.well-known/openidconfiguration' ? metadata : input, init);
};

// Not every system knows names below localhost, by which an account is told from others as in the cloud.
const lookup = dns.lookup as (name: string, ...rest: unknown[]) => void;
dns.lookup = ((name: string, ...rest: unknown[]) =>
  lookup(name.endsWith('.localhost') ? '127.0.0.1' : name, ...rest)) as unknown as typeof dns.lookup;

const identity = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ access_token: token, expires_on: String(Math.floor(Date.now() / 1000) + 3600), token_type: 'Bearer' }));
});

identity.listen(0, '127.0.0.1', () => {
  process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(identity.address() as AddressInfo).port}/token`;
  process.env.IDENTITY_HEADER = 'here';
  const host = functionsHost();
  installFunctionsHost(host);
  const answer = (message: HostAnswer) => void process.send?.(message);
  // From the bundle's own place, so that it finds there what it needs or nowhere.
  const [began, before] = [performance.now(), process.cpuUsage()];
  const costSince = (): HostCost => {
    const { user, system } = process.cpuUsage(before);
    return { cpu: (user + system) / 1_000, passed: performance.now() - began };
  };
  host.start(() => void createRequire(main)(main));
  const loaded = costSince();
  const server = serve({ fetch: (request) => host.http(request), hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    answer({ port, functions: host.functions.map(({ name }) => name), loaded }),
  );
  process.on('message', (call: HostCall) => {
    if ('cpu' in call) return answer({ cost: costSince() });
    const done = 'timer' in call ? host.timer(call.timer) : host.queue(call.queue, { string: call.message });
    return void done.then(
      () => answer({}),
      (fault: unknown) => answer({ failed: String(fault) }),
    );
  });
  process.on('disconnect', () => {
    server.close();
    process.exit(0);
  });
});
