import type { MiddlewareHandler } from 'hono';

/** Headers of a local page without scripts: no foreign content, no framing, no caching. */
export const pageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('content-security-policy', "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  c.header('x-content-type-options', 'nosniff');
  c.header('cache-control', 'no-store');
};
