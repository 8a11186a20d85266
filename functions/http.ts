import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { served } from './served';

/** Everything that is asked for over HTTP. */
export function registerHttp(): string {
  // Without streaming the library buffers every body, of any size and from any caller, before our code can refuse it.
  app.setup({ enableHttpStream: true });

  // One catch-all: the routes themselves are bot/channels/web.ts, the same on every host.
  app.http('web', {
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    authLevel: 'anonymous',
    route: '{*path}',
    handler: async (request: HttpRequest): Promise<HttpResponseInit> => {
      // One stream under two names: the library's types have Node's, fetch has the browser's.
      const body = request.body as ReadableStream<Uint8Array> | null;
      const init = { method: request.method, headers: new Headers([...request.headers]), body, duplex: 'half' };
      const response = await served().fetch(new Request(request.url, init));
      const headers = [...response.headers];
      // A file may be longer than there is memory; everything else is short, and leaves in one piece.
      if (response.headers.has('content-disposition') && response.body) return { status: response.status, headers, body: response.body };
      return { status: response.status, headers, body: new Uint8Array(await response.arrayBuffer()) };
    },
  });
  return 'web';
}
