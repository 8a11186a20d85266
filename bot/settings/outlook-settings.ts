import { z } from 'zod';
import { guid, key, words } from './setting-kinds';
import { allOrNothing, combined, setting } from './setting-table';

/** The settings of Outlook's actionable mails, all or none of them. */
export interface OutlookSettings {
  appId: string;
  appUri: string;
  scope: string;
  originator: string;
  /** The first key signs; the others are accepted until the mails that they signed have expired. */
  linkKeys: Uint8Array[];
  extraIssuers: string[];
  extraAudiences: string[];
}

const issuers = words.refine((all) => all.every((one) => /^https:\/\/[^\s*]+$/.test(one)), 'not a list of https addresses between commas');

const without = 'Outlook is off; with only some of Outlook’s the start is refused';

const rows = {
  appId: setting('ALMS_OUTLOOK_APP_ID', guid.optional(), {
    meaning: 'the app registration of Outlook’s provider; see *Outlook: registering the provider*',
    without,
    infra: { parameter: 'outlookAppId' },
  }),
  appUri: setting(
    'ALMS_OUTLOOK_APP_URI',
    z
      .string()
      .regex(/^api:\/\/[\w.-]+(\/[\w.-]+)*$/, 'not an Application ID URI, api://…')
      .optional(),
    { meaning: 'its Application ID URI (`api://auth-am-…`)', without, infra: { parameter: 'outlookAppUri' } },
  ),
  scope: setting(
    'ALMS_OUTLOOK_SCOPE',
    z
      .string()
      .regex(/^[\w.-]+$/, 'not one word')
      .optional(),
    { meaning: 'the one word of its scope', without, infra: { parameter: 'outlookScope' } },
  ),
  originator: setting('ALMS_OUTLOOK_ORIGINATOR', guid.optional(), {
    meaning: 'the provider’s id, which every card for Outlook carries',
    without,
    infra: { parameter: 'outlookOriginator' },
  }),
  linkKey: setting('ALMS_LINK_KEY', key.optional(), {
    meaning: 'signs what the buttons of mailed cards point to: base64 of at least 32 random bytes (`openssl rand -base64 32`)',
    without,
    infra: { parameter: 'linkKey' },
    isSecret: true,
  }),
  linkKeyPrevious: setting('ALMS_LINK_KEY_PREVIOUS', key.optional(), {
    meaning: 'the key before it: set for thirty days after a change, so that mails in the inboxes go on working',
    without: 'only the one key is accepted',
    infra: { parameter: 'linkKeyPrevious' },
    isSecret: true,
  }),
  extraIssuers: setting('ALMS_OUTLOOK_EXTRA_ISSUERS', issuers.optional(), {
    meaning: 'issuers of tokens to accept besides, between commas. They only add: no setting switches a check off',
    without: 'Entra’s own two',
    infra: { parameter: 'outlookExtraIssuers' },
  }),
  extraAudiences: setting('ALMS_OUTLOOK_EXTRA_AUDIENCES', words.optional(), {
    meaning: 'audiences of tokens to accept besides, between commas. They only add, too',
    without: 'the app’s id and its URI',
    infra: { parameter: 'outlookExtraAudiences' },
  }),
};

const needed = [rows.appId, rows.appUri, rows.scope, rows.originator, rows.linkKey];

/** Undefined where Outlook is off. */
export const outlookSettings = combined({
  rows,
  mistakes: allOrNothing('Outlook', needed, [rows.linkKeyPrevious, rows.extraIssuers, rows.extraAudiences]),
  make({
    appId,
    appUri,
    scope,
    originator,
    linkKey,
    linkKeyPrevious,
    extraIssuers = [],
    extraAudiences = [],
  }): OutlookSettings | undefined {
    if (!appId || !appUri || !scope || !originator || !linkKey) return undefined;
    const linkKeys = linkKeyPrevious ? [linkKey, linkKeyPrevious] : [linkKey];
    return { appId, appUri, scope, originator, linkKeys, extraIssuers, extraAudiences };
  },
});
