import type { HealthProbes } from '../bot/ports/health';
import type { Settings } from '../bot/settings/settings';

/** The part of a health check that follows from the settings. */
export function healthOfSettings({
  teamsApp,
  mailFrom,
  publicUrl,
  accounts,
  functions,
  backup,
}: Settings): Pick<HealthProbes, 'settings' | 'shownSettings'> {
  const shown = { ALMS_PUBLIC_URL: publicUrl, ALMS_MAIL_FROM: mailFrom, ALMS_ACCOUNT_DOMAIN: accounts?.domain };
  return {
    settings: () => ({
      settings: [],
      does: {
        mails: mailFrom !== undefined,
        installs: teamsApp !== undefined,
        makesAccounts: functions === 'all' && accounts?.adapter === 'graph',
        backsUp: backup !== undefined,
      },
    }),
    shownSettings: () => Object.fromEntries(Object.entries(shown).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  };
}
