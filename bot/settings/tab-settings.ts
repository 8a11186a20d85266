import { z } from 'zod';
import { guid } from './setting-kinds';
import { combined, type Mistake, setting } from './setting-table';

/** The settings of the tab, all or none of them. */
export interface TabSettings {
  /** The app registration whose API the tab asks a token for. */
  appId: string;
  /** Its Application ID URI, `api://<public host>/…`. */
  appUri: string;
}

const without = 'no tab; with one of the two alone the start is refused';

/** Undefined where there is no tab. */
export const tabSettings = combined({
  rows: {
    appId: setting('ALMS_TAB_APP_ID', guid.optional(), {
      meaning: 'the app registration whose API the tab asks its tokens for; see *The tab: registering it*',
      without,
      infra: { parameter: 'tabAppId' },
    }),
    // Not lower-cased: it is the audience of tokens, exactly as on the registration.
    appUri: setting(
      'ALMS_TAB_APP_URI',
      z
        .string()
        .regex(/^api:\/\/[\w.-]+(:\d+)?(\/[\w.-]+)+$/, 'not an Application ID URI, api://<public host>/…')
        .optional(),
      {
        meaning: 'its Application ID URI (`api://<public host>/…`, on the host of `ALMS_PUBLIC_URL`)',
        without,
        infra: { parameter: 'tabAppUri' },
      },
    ),
  },
  mistakes: tabMistakes,
  make: ({ appId, appUri }): TabSettings | undefined => (appId && appUri ? { appId, appUri } : undefined),
});

/** What is wrong with the two together, or beside the others. */
function tabMistakes(given: Readonly<Record<string, unknown>>): Mistake[] {
  const { ALMS_TAB_APP_ID: id, ALMS_TAB_APP_URI: uri } = given;
  if (id === undefined && uri === undefined) return [];
  if (id === undefined) return [{ name: 'ALMS_TAB_APP_ID', message: 'missing, but ALMS_TAB_APP_URI is there' }];
  const isBots = id === given.MicrosoftAppId && given.MicrosoftAppType === 'UserAssignedMSI';
  return [
    ...(isBots ? [{ name: 'ALMS_TAB_APP_ID', message: 'the bot’s, but a managed identity cannot have an API' }] : []),
    ...(uri === undefined ? [{ name: 'ALMS_TAB_APP_URI', message: 'missing, but ALMS_TAB_APP_ID is there' }] : []),
    ...(isElsewhere(uri, given.ALMS_PUBLIC_URL)
      ? [{ name: 'ALMS_TAB_APP_URI', message: 'does not name the host of ALMS_PUBLIC_URL, without which Teams gives no token' }]
      : []),
  ];
}

/** Only for two that could be parsed: the others are reported already. */
function isElsewhere(uri: unknown, publicUrl: unknown): boolean {
  const host = /^api:\/\/([^/]+)\/./.exec(String(uri))?.[1];
  if (host === undefined || !URL.canParse(String(publicUrl))) return false;
  return host.toLowerCase() !== new URL(String(publicUrl)).host;
}
