import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { product } from './product';

/** One catch-all: the routes themselves are bot/web.ts, the same on every host. */
app.http('web', {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  authLevel: 'anonymous',
  route: '{*path}',
  handler: async (request: HttpRequest): Promise<HttpResponseInit> => {
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const headers = new Headers([...request.headers]);
    const body = hasBody ? await request.arrayBuffer() : undefined;
    const response = await product.fetch(new Request(request.url, { method: request.method, headers, ...(body && { body }) }));
    return { status: response.status, headers: [...response.headers], body: new Uint8Array(await response.arrayBuffer()) };
  },
});
