import { z } from 'zod';

/** What Outlook needs, all of it or nothing. */
export interface OutlookSettings {
  appId: string;
  appUri: string;
  scope: string;
  originator: string;
  /** The first signs; the others are accepted until the mails that they signed are over. */
  linkKeys: Uint8Array[];
  extraIssuers: string[];
  extraAudiences: string[];
}

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'not a GUID')
  .toLowerCase();
const key = z
  .string()
  .refine((text) => /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').byteLength >= 32, 'not base64 of at least 32 bytes')
  .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')));
const list = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every((one) => one !== ''), 'not a list between commas');
const issuers = list.refine((all) => all.every((one) => /^https:\/\/[^\s*]+$/.test(one)), 'not a list of https addresses between commas');

export const outlookShape = {
  ALMS_OUTLOOK_APP_ID: guid.optional(),
  ALMS_OUTLOOK_APP_URI: z
    .string()
    .regex(/^api:\/\/[\w.-]+(\/[\w.-]+)*$/, 'not an Application ID URI, api://…')
    .optional(),
  ALMS_OUTLOOK_SCOPE: z
    .string()
    .regex(/^[\w.-]+$/, 'not one word')
    .optional(),
  ALMS_OUTLOOK_ORIGINATOR: guid.optional(),
  ALMS_OUTLOOK_EXTRA_ISSUERS: issuers.optional(),
  ALMS_OUTLOOK_EXTRA_AUDIENCES: list.optional(),
  ALMS_LINK_KEY: key.optional(),
  ALMS_LINK_KEY_PREVIOUS: key.optional(),
};

type OutlookRead = { [Name in keyof typeof outlookShape]?: z.output<(typeof outlookShape)[Name]> };

const needed = ['ALMS_OUTLOOK_APP_ID', 'ALMS_OUTLOOK_APP_URI', 'ALMS_OUTLOOK_SCOPE', 'ALMS_OUTLOOK_ORIGINATOR', 'ALMS_LINK_KEY'] as const;

/** Half of them is a slip: each one that is missing, once any is there. */
export function missingForOutlook(given: Record<string, unknown>): string[] {
  const isWanted = Object.keys(outlookShape).some((name) => given[name] !== undefined);
  return isWanted ? needed.filter((name) => given[name] === undefined) : [];
}

/** Undefined where Outlook is off. */
export function toOutlookSettings(read: OutlookRead): OutlookSettings | undefined {
  const { ALMS_OUTLOOK_APP_ID: appId, ALMS_OUTLOOK_APP_URI: appUri, ALMS_OUTLOOK_SCOPE: scope } = read;
  const { ALMS_OUTLOOK_ORIGINATOR: originator, ALMS_LINK_KEY: first, ALMS_LINK_KEY_PREVIOUS: previous } = read;
  if (!appId || !appUri || !scope || !originator || !first) return undefined;
  return {
    appId,
    appUri,
    scope,
    originator,
    linkKeys: previous ? [first, previous] : [first],
    extraIssuers: read.ALMS_OUTLOOK_EXTRA_ISSUERS ?? [],
    extraAudiences: read.ALMS_OUTLOOK_EXTRA_AUDIENCES ?? [],
  };
}
