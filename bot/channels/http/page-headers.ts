import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

type Options = NonNullable<Parameters<typeof secureHeaders>[0]>;

const ofEveryAnswer: Options = {
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: 'max-age=31536000',
  // It knows no list of hosts: whom Teams' clients are, `frame-ancestors` of a page's policy says.
  xFrameOptions: false,
  // A page may be framed by Teams, and opened by it in a window of its own.
  crossOriginOpenerPolicy: false,
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
};

/** The headers that guard an answer. A page has a policy besides, of what it may load, do and be framed by. */
export function pageHeaders(contentSecurityPolicy?: Options['contentSecurityPolicy'], more: Options = {}): MiddlewareHandler {
  return secureHeaders({ ...ofEveryAnswer, ...more, ...(contentSecurityPolicy && { contentSecurityPolicy }) });
}
