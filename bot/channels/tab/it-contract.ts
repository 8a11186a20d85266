import { z } from 'zod';
import { reference, typed } from './contract';
import { listPage } from './list-contract';

/** `POST /lists/it-tasks`: what people in IT have to do to accounts by hand. */
export const itTask = z.object({
  request: reference,
  /** Names the task together with the request. */
  since: z.string(),
  due: z.iso.date(),
  isOverdue: z.boolean(),
  isDueToday: z.boolean(),
  isEnding: z.boolean(),
  /** It was ended before its last day. */
  isUrgent: z.boolean(),
  visitor: z.string(),
  /** In sentences, in their order. */
  steps: z.array(z.string()).min(1),
  /** Why the directory did not do it. */
  reason: z.string().optional(),
  /** Somebody reported it done, and the directory does not show it yet. */
  report: z.object({ sentence: z.string(), isChecking: z.boolean() }).optional(),
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  /** The proposed username, if IT may choose another. */
  userName: z.string().optional(),
});
export type ItTask = z.infer<typeof itTask>;
export const itTaskPage = z.object({ items: z.array(itTask), cursor: listPage.shape.cursor });
export type ItTaskPage = z.infer<typeof itTaskPage>;

/** `POST /requests/<reference>/it-done` and `…/it-not-done`: of the task that was shown. */
export const itDone = z.strictObject({ since: z.string().max(40), userName: z.string().max(320).optional() });
export type ItDone = z.infer<typeof itDone>;
export const itNotDone = z.strictObject({ since: z.string().max(40), words: typed });
export type ItNotDone = z.infer<typeof itNotDone>;
