import { z } from 'zod';

export const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'not a GUID')
  .toLowerCase();

/** An https address without its final slash. A path, a query or a user in it could carry a secret (a SAS) past the log's filter. */
export const origin = z
  .string()
  .refine(isHttpsOrigin, 'not an https address without path, query or user')
  .transform((address) => new URL(address).origin);

/** Host names between commas, lower case. */
export const hosts = z
  .string()
  .transform((list) => listItems(list.toLowerCase()))
  .refine((list) => list.every(isHostName), 'not a list of host names between commas');

export const mailAddress = z
  .string()
  .regex(/^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'not a mail address')
  .toLowerCase();

/** A domain name, lower case. */
export const domain = z.string().toLowerCase().refine(isHostName, 'not a domain name');

/** Base64 of 32 bytes or more. */
export const key = z
  .string()
  .refine((text) => /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').byteLength >= 32, 'not base64 of at least 32 bytes')
  .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')));

/** Anything between commas. */
export const words = z
  .string()
  .transform(listItems)
  .refine((list) => list.every((word) => word !== ''), 'not a list between commas');

function listItems(list: string): string[] {
  return list.split(',').map((part) => part.trim());
}

function isHttpsOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, origin: own } = new URL(address);
  return protocol === 'https:' && (address === own || address === `${own}/`);
}

function isHostName(host: string): boolean {
  const labels = host.split('.');
  return labels.length > 1 && labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label)) && /^[a-z]/.test(labels.at(-1) ?? '');
}
