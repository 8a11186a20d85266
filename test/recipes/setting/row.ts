import { mailAddress } from '../../../bot/settings/setting-kinds';
import { setting } from '../../../bot/settings/setting-table';

/** Step 1: the row. */
export const badgeDesk = setting('ALMS_BADGE_DESK', mailAddress, {
  meaning: 'address of the desk that gives out badges',
  infra: { parameter: 'badgeDesk' },
});
