import { z } from 'zod';

/** What the tab needs, all of it or nothing. */
export interface TabSettings {
  /** The app registration whose API the tab asks a token for. */
  appId: string;
  /** Its Application ID URI, `api://<public host>/…`. */
  appUri: string;
}

export const tabShape = {
  ALMS_TAB_APP_ID: z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'not a GUID')
    .toLowerCase()
    .optional(),
  // Not made small: it is the audience of tokens, letter for letter as it stands on the registration.
  ALMS_TAB_APP_URI: z
    .string()
    .regex(/^api:\/\/[\w.-]+(:\d+)?(\/[\w.-]+)+$/, 'not an Application ID URI, api://<public host>/…')
    .optional(),
};

/** What the settings hold, before it is known whether they are right. */
interface Given {
  ALMS_TAB_APP_ID?: unknown;
  ALMS_TAB_APP_URI?: unknown;
  ALMS_PUBLIC_URL?: unknown;
  MicrosoftAppId?: unknown;
  MicrosoftAppType?: unknown;
}

/** What is wrong with the two together, or beside the others. */
export function tabMistakes(given: Given): { name: keyof typeof tabShape; message: string }[] {
  const { ALMS_TAB_APP_ID: id, ALMS_TAB_APP_URI: uri } = given;
  if (id === undefined && uri === undefined) return [];
  if (id === undefined) return [{ name: 'ALMS_TAB_APP_ID', message: 'missing, but ALMS_TAB_APP_URI is there' }];
  const isBots = id === given.MicrosoftAppId && given.MicrosoftAppType === 'UserAssignedMSI';
  return [
    ...(isBots ? [{ name: 'ALMS_TAB_APP_ID' as const, message: 'the bot’s, but a managed identity cannot have an API' }] : []),
    ...(uri === undefined ? [{ name: 'ALMS_TAB_APP_URI' as const, message: 'missing, but ALMS_TAB_APP_ID is there' }] : []),
    ...(isElsewhere(uri, given.ALMS_PUBLIC_URL)
      ? [{ name: 'ALMS_TAB_APP_URI' as const, message: 'does not name the host of ALMS_PUBLIC_URL, without which Teams gives no token' }]
      : []),
  ];
}

/** Of two that can be read: what cannot is told already. */
function isElsewhere(uri: unknown, publicUrl: unknown): boolean {
  const host = /^api:\/\/([^/]+)\/./.exec(String(uri))?.[1];
  if (host === undefined || !URL.canParse(String(publicUrl))) return false;
  return host.toLowerCase() !== new URL(String(publicUrl)).host;
}

/** Undefined where there is no tab. */
export function toTabSettings(read: {
  ALMS_TAB_APP_ID?: string | undefined;
  ALMS_TAB_APP_URI?: string | undefined;
}): TabSettings | undefined {
  const { ALMS_TAB_APP_ID: appId, ALMS_TAB_APP_URI: appUri } = read;
  return appId && appUri ? { appId, appUri } : undefined;
}
