/**
 * Local mode trusts every caller, so only this machine’s own pages and programs may: a page elsewhere must not reach it
 * through the browser (a foreign Origin) or through a name made to point here (DNS rebinding).
 */
export function guarded(fetch: (request: Request) => Response | Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    const host = (request.headers.get('host') ?? '').toLowerCase();
    if (!/^(127\.0\.0\.1|localhost)(:\d{1,5})?$/.test(host)) return forbiddenResponse('Only 127.0.0.1 and localhost are answered here.');
    const origin = request.headers.get('origin');
    if (origin !== null && origin.toLowerCase() !== `http://${host}`) return forbiddenResponse('Other pages may not call this one.');
    const site = request.headers.get('sec-fetch-site');
    // Another site may link here and do nothing else. `none` is a navigation by the person.
    const isLink = request.method === 'GET' || request.method === 'HEAD';
    const isForeign = site !== null && !['same-origin', 'none'].includes(site) && !isLink;
    return isForeign ? forbiddenResponse('Other pages may not call this one.') : await fetch(request);
  };
}

function forbiddenResponse(title: string): Response {
  return Response.json({ title }, { status: 403 });
}
