import { ask } from './ask';
import { began } from './began';
import { corrected } from './corrected';
import { handed } from './handed';
import { handover } from './handover';
import type { MessageTable } from './message';
import { nudge } from './nudge';
import { outcome } from './outcome';
import { recalled } from './recalled';

/** Every message about one request, in the order in which they go. The key is its kind in notes of deliveries and in the log. */
export const messages = { ask, nudge, recalled, outcome, began, handover, handed, corrected } as const satisfies MessageTable;
