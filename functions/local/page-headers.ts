import type { MiddlewareHandler } from 'hono';

/** The headers of a local page that has no script of its own: nothing from elsewhere, no frame around it, not stored. */
export const pageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('content-security-policy', "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  c.header('x-content-type-options', 'nosniff');
  c.header('cache-control', 'no-store');
};
