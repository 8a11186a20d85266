import type { Temporal } from 'temporal-polyfill';
import { type DigestKind, digestKinds } from '../domain/digest';
import { type PersonId, type RequestId, requestIdPattern } from '../domain/visitor-request';
import { isSigned, type Keys, linkDays, outlookPath, signatureOf } from './action-link';

const verbs = ['show', 'keep', 'let-end'] as const;

/** What a button of a mailed list points to. Like the others it selects, and proves nothing of who presses. */
export interface DigestLink {
  verb: (typeof verbs)[number];
  kind: DigestKind;
  date: string;
  recipient: PersonId;
  /** Which visitor, and the revision that the list showed; absent for the list itself. */
  visitor?: { request: RequestId; revision: number };
}

const none = 'list';

/** `https://…/api/outlook/digest/keep/sponsor/2027-07-01/VR-7K3M9QXA/3/<person>/<end>/<HMAC-SHA256, base64url>` */
export function digestUrl(
  publicUrl: string,
  { verb, kind, date, recipient, visitor }: DigestLink,
  keys: Keys,
  now: Temporal.ZonedDateTime,
): string {
  const [key] = keys;
  if (!key) throw new RangeError('no key to sign a link with');
  const until = Math.floor(now.add({ days: linkDays }).epochMilliseconds / 1000);
  const named = ['digest', verb, kind, date, visitor?.request ?? none, visitor?.revision ?? 0, recipient, until].join('/');
  return `${publicUrl}${outlookPath}/${named}/${signatureOf(named, key).toString('base64url')}`;
}

/** Reads what stands after `/api/outlook/`. Undefined: no such link, or not signed by us. `isOver`: signed, but too long ago. */
export function readDigestLink(path: string, keys: Keys, now: Temporal.ZonedDateTime): { link: DigestLink; isOver: boolean } | undefined {
  const [word, verb, kind, date = '', request = '', revision = '', recipient = '', until = '', signature = '', ...rest] = path.split('/');
  const known = { verb: verbs.find((one) => one === verb), kind: digestKinds.find((one) => one === kind) };
  const isFormed =
    word === 'digest' &&
    rest.length === 0 &&
    /^\d{4}-\d{2}-\d{2}$/.test(date) &&
    (request === none ? verb === 'show' : requestIdPattern.test(request)) &&
    /^\d{1,7}$/.test(revision) &&
    /^[0-9a-f-]{36}$/.test(recipient) &&
    /^\d{1,12}$/.test(until) &&
    /^[A-Za-z0-9_-]{43}$/.test(signature);
  if (!known.verb || !known.kind || !isFormed || !isSigned(path.slice(0, path.lastIndexOf('/')), signature, keys)) return undefined;
  const visitor = request === none ? {} : { visitor: { request, revision: Number(revision) } };
  const isOver = now.epochMilliseconds >= Number(until) * 1000;
  return { link: { verb: known.verb, kind: known.kind, date, recipient, ...visitor }, isOver };
}
