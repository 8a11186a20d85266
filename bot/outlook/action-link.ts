import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { type PersonId, type RequestId, requestIdPattern } from '../domain/visitor-request';

export const outlookVerbs = ['show', 'approve', 'approve-changed', 'reject', 'return'] as const;
export type OutlookVerb = (typeof outlookVerbs)[number];

/** What the button of a mailed card points to. It selects, and proves nothing of who presses: the token does that. */
export interface ActionLink {
  verb: OutlookVerb;
  request: RequestId;
  /** The revision that the card showed. */
  revision: number;
  /** Whose mail the card was in. */
  recipient: PersonId;
}

export const outlookPath = '/api/outlook';
/** How long a button works, in days: Outlook lets no card act that is older than about a month. */
export const linkDays = 30;

/** The first key signs, all of them are accepted; each at least 32 bytes. */
export type Keys = readonly Uint8Array[];

/** `https://…/api/outlook/approve/VR-7K3M9QXA/3/<person>/<end, seconds since 1970>/<HMAC-SHA256, base64url>` */
export function actionUrl(publicUrl: string, link: ActionLink, keys: Keys, now: Temporal.ZonedDateTime): string {
  const [key] = keys;
  if (!key) throw new RangeError('no key to sign a link with');
  const until = Math.floor(now.add({ days: linkDays }).epochMilliseconds / 1000);
  const named = [link.verb, link.request, link.revision, link.recipient, until].join('/');
  return `${publicUrl}${outlookPath}/${named}/${signatureOf(named, key).toString('base64url')}`;
}

/** Reads what stands after `/api/outlook/`. Undefined: not signed by us. `isOver`: signed, but too long ago. */
export function readActionLink(path: string, keys: Keys, now: Temporal.ZonedDateTime): { link: ActionLink; isOver: boolean } | undefined {
  const [verb, request = '', revision = '', recipient = '', until = '', signature = '', ...rest] = path.split('/');
  const known = outlookVerbs.find((one) => one === verb);
  const isFormed =
    rest.length === 0 &&
    requestIdPattern.test(request) &&
    /^\d{1,7}$/.test(revision) &&
    /^[0-9a-f-]{36}$/.test(recipient) &&
    /^\d{1,12}$/.test(until) &&
    /^[A-Za-z0-9_-]{43}$/.test(signature);
  if (!known || !isFormed || !isSigned(path.slice(0, path.lastIndexOf('/')), signature, keys)) return undefined;
  const isOver = now.epochMilliseconds >= Number(until) * 1000;
  return { link: { verb: known, request, revision: Number(revision), recipient }, isOver };
}

/** Takes as long for a near miss as for a far one, and as long for an old key as for the new one. */
export function isSigned(named: string, signature: string, keys: Keys): boolean {
  const given = Buffer.from(signature, 'base64url');
  return keys.map((key) => timingSafeEqual(signatureOf(named, key), given)).includes(true);
}

export function signatureOf(named: string, key: Uint8Array): Buffer {
  // The word in front keeps this key's signatures from meaning anything elsewhere.
  return createHmac('sha256', key).update(`outlook-action ${named}`, 'utf8').digest();
}
