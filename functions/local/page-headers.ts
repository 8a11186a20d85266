import type { MiddlewareHandler } from 'hono';
import { pageHeaders } from '../../bot/channels/http/page-headers';

const policy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Keeps an answer out of caches: a local page shows what is now. */
export const notStored: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
};

/**
 * The headers of a local page that has no script of its own: nothing from elsewhere, no frame around it. Without a referrer a browser
 * sends a form with the origin `null`, which the guard of local mode refuses.
 */
export const localPageHeaders = pageHeaders(policy, { referrerPolicy: 'same-origin' });
