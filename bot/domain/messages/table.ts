import { ask } from './ask';
import { began } from './began';
import { corrected } from './corrected';
import { handed } from './handed';
import { handover } from './handover';
import type { MessageTable } from './message';
import { nudge } from './nudge';
import { outcome } from './outcome';
import { proposal } from './proposal';
import { recalled } from './recalled';
import { settled } from './settled';

/** Every kind of message about one request, in sending order. Delivery records and the log use the key. */
export const messages = {
  ask,
  proposal,
  nudge,
  recalled,
  outcome,
  settled,
  began,
  handover,
  handed,
  corrected,
} as const satisfies MessageTable;
