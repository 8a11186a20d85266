import { serve } from '@hono/node-server';
import type { World } from '../fakes/world';
import type { Served } from './baselines/served-bot';

/** The product over HTTP, on loopback. */
export async function serveProduct(world: World): Promise<Served> {
  return await new Promise((resolve) => {
    const server = serve({ fetch: (request) => world.product.fetch(request), hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}/api/messages`,
        stop: async () => {
          server.close();
          if ('closeAllConnections' in server) server.closeAllConnections();
        },
      }),
    );
  });
}
