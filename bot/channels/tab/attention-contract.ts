import { z } from 'zod';
import type { Remedy } from '../../domain/shown/matters';
import { isoDate, named, reference } from './contract';
import { listPage } from './list-contract';

const kind = z.string().max(60);
const remedy = z.enum(['reassign-sponsor', 'resend', 'again', 'drop', 'done']) satisfies z.ZodType<Remedy>;

/** Names a matter: its kind, and which of them. */
const matterKey = z.strictObject({ kind, key: z.string().max(200) });

/** `POST /lists/attention`: what admins have to look at. */
const attentionItem = z.object({
  ...matterKey.shape,
  request: reference,
  /** As the verbs that mend it take it; absent where the request cannot be read. */
  revision: z.number().int().optional(),
  visitor: z.string(),
  department: named.optional(),
  validFrom: isoDate.optional(),
  validTo: isoDate.optional(),
  /** More than its group says. */
  sentence: z.string().optional(),
  /** "for 3 days", by the product's clock. */
  age: z.string(),
});
export type AttentionItem = z.infer<typeof attentionItem>;

/** Everything of one kind: what is wrong, and what mends it. */
const attentionGroup = z.object({
  kind,
  title: z.string(),
  advice: z.string(),
  remedies: z.array(remedy),
  /** In all, not on this page alone. */
  count: z.number().int(),
  /** "for 3 days": since when the first of so many is there that none has a line of its own. */
  age: z.string().optional(),
});
export type AttentionGroup = z.infer<typeof attentionGroup>;

export const attentionPage = z.object({
  groups: z.array(attentionGroup),
  items: z.array(attentionItem),
  /** Departments without an able head; on the first page. */
  departments: z.array(z.object({ id: z.string(), name: z.string(), sentence: z.string() })),
  cursor: listPage.shape.cursor,
});
export type AttentionPage = z.infer<typeof attentionPage>;

/** `POST /attention/mend`: what the product does about matters itself; verbs go by `/many/<verb>`. */
export const mendBody = z.strictObject({ how: z.enum(['again', 'drop', 'done']), items: z.array(matterKey).min(1).max(50) });
export type MendBody = z.infer<typeof mendBody>;
export const mendAnswer = z.object({ results: z.array(z.object({ ...matterKey.shape, isDone: z.boolean(), sentence: z.string() })) });
export type MendAnswer = z.infer<typeof mendAnswer>;
