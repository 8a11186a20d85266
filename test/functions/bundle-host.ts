import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { functionsHost, installFunctionsHost } from '../fakes/functions-host';

/*
 * A process of its own: node bundle-host.js MAIN METADATA. Loads the built MAIN as the Functions host does, serves it on
 * loopback and tells its parent the address. The Bot Connector's metadata comes from METADATA instead of the internet, and
 * the machine has a managed identity whose tokens open nothing.
 */
const [main = '', metadata = ''] = process.argv.slice(2);
const realFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  return await realFetch(url === 'https://login.botframework.com/v1/.well-known/openidconfiguration' ? metadata : input, init);
};

const identity = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ access_token: 'opens-nothing', expires_on: String(Math.floor(Date.now() / 1000) + 3600), token_type: 'Bearer' }),
  );
});

identity.listen(0, '127.0.0.1', () => {
  process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(identity.address() as AddressInfo).port}/token`;
  process.env.IDENTITY_HEADER = 'here';
  const host = functionsHost();
  installFunctionsHost(host);
  // From the bundle's own place, so that it finds there what it needs or nowhere.
  host.start(() => void createRequire(main)(main));
  const server = serve({ fetch: (request) => host.http(request), hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send?.({ port }));
  process.on('disconnect', () => {
    server.close();
    process.exit(0);
  });
});
