import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { type DigestKind, digestKinds } from '../domain/notices/digest';
import type { PersonId } from '../domain/organisation/organisation';
import { type RequestId, requestIdPattern } from '../domain/request/visitor-request';

/** A digest of a day. */
export interface MailedList {
  kind: DigestKind;
  /** ISO date. */
  date: string;
}

/** What the button of a mailed card points to. It selects, and proves nothing of who presses: the token does that. */
export interface ActionLink {
  /** A verb of the table, or `show`, which asks for the card as it is now. */
  verb: string;
  /** Which request, and the revision that the card showed; absent where a list as a whole is shown. */
  seen?: { request: RequestId; revision: number };
  /** The list that the request stood in; absent where the card was that of the request. */
  list?: MailedList;
  /** Whose mail the card was in. */
  recipient: PersonId;
}

export const outlookPath = '/api/outlook';
/** Days for which a button works; Outlook disables cards that are older than about a month. */
export const linkDays = 30;

/** The first key signs, all of them are accepted; each at least 32 bytes. */
export type Keys = readonly Uint8Array[];

/** Stands for a list or a request that is not named. */
const none = '-';

/**
 * `https://…/api/outlook/<verb>/<request or ->/<revision>/<person>/<kind.date of a list or ->/<end, seconds since
 * 1970>/<HMAC-SHA256, base64url>`
 */
export function actionUrl(publicUrl: string, { verb, seen, list, recipient }: ActionLink, keys: Keys, now: Temporal.ZonedDateTime): string {
  const [key] = keys;
  if (!key) throw new RangeError('no key to sign a link with');
  const until = Math.floor(now.add({ days: linkDays }).epochMilliseconds / 1000);
  const about = list ? `${list.kind}.${list.date}` : none;
  const named = [verb, seen?.request ?? none, seen?.revision ?? 0, recipient, about, until].join('/');
  return `${publicUrl}${outlookPath}/${named}/${hmacOf(named, key).toString('base64url')}`;
}

/** Reads what stands after `/api/outlook/`. Undefined: not signed by us. `isOver`: signed, but too long ago. */
export function readActionLink(path: string, keys: Keys, now: Temporal.ZonedDateTime): { link: ActionLink; isOver: boolean } | undefined {
  const [verb = '', request = '', revision = '', recipient = '', about = '', until = '', signature = '', ...rest] = path.split('/');
  const list = listOf(about);
  const isFormed =
    rest.length === 0 &&
    /^[a-z]{1,20}(-[a-z]{1,20}){0,3}$/.test(verb) &&
    (requestIdPattern.test(request) || (request === none && list !== undefined)) &&
    /^\d{1,7}$/.test(revision) &&
    /^[0-9a-f-]{36}$/.test(recipient) &&
    (about === none || list !== undefined) &&
    /^\d{1,12}$/.test(until) &&
    /^[A-Za-z0-9_-]{43}$/.test(signature);
  if (!isFormed || !isSigned(path.slice(0, path.lastIndexOf('/')), signature, keys)) return undefined;
  const isOver = now.epochMilliseconds >= Number(until) * 1000;
  const seen = request === none ? {} : { seen: { request, revision: Number(revision) } };
  return { link: { verb, recipient, ...seen, ...(list && { list }) }, isOver };
}

function listOf(about: string): MailedList | undefined {
  const [, word, date = ''] = /^([a-z]{1,20})\.(\d{4}-\d{2}-\d{2})$/.exec(about) ?? [];
  const kind = digestKinds.find((one) => one === word);
  return kind && { kind, date };
}

/** Takes as long for a near miss as for a far one, and as long for an old key as for the new one. */
function isSigned(named: string, signature: string, keys: Keys): boolean {
  const given = Buffer.from(signature, 'base64url');
  return keys.map((key) => timingSafeEqual(hmacOf(named, key), given)).includes(true);
}

function hmacOf(named: string, key: Uint8Array): Buffer {
  // The word in front keeps this key's signatures from meaning anything elsewhere.
  return createHmac('sha256', key).update(`outlook-action ${named}`, 'utf8').digest();
}
