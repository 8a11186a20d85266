import { z } from 'zod';
import { typed } from './contract';

const field = z.string().max(120);
const choices = z.array(z.object({ id: z.string(), label: z.string() }));

/** `GET /policy`: what admins edit, as it is in force, and who changed what. Every value is a text, by the name of its field. */
export const policyView = z.object({
  /** 0 while nothing was saved. */
  version: z.number().int().min(0),
  values: z.record(z.string(), z.string()),
  sections: z.array(
    z.object({
      title: z.string(),
      fields: z.array(
        z.object({
          name: field,
          label: z.string(),
          hint: z.string().optional(),
          kind: z.enum(['date', 'number', 'text', 'days', 'choice']),
          /** Of a choice. */
          options: choices.optional(),
        }),
      ),
    }),
  ),
  /** The reasons for a visit: a row each, whose fields are `reason.<id>.<column>`. */
  reasons: z.object({
    columns: z.array(z.object({ name: field, label: z.string(), kind: z.enum(['text', 'number', 'flag']) })),
    ids: z.array(z.string()),
  }),
  /** The newest first. */
  history: z.array(
    z.object({
      version: z.number().int(),
      by: z.string(),
      atWords: z.string(),
      changes: z.array(z.object({ label: z.string(), before: z.string().optional(), after: z.string() })),
    }),
  ),
});
export type PolicyView = z.infer<typeof policyView>;

/** `POST /policy/save`: the version that was edited, and the fields that were changed. */
export const policySave = z.strictObject({
  version: z.number().int().min(0),
  values: z.record(field, typed).refine((values) => Object.keys(values).length <= 500),
});
export type PolicySave = z.infer<typeof policySave>;

/** Saved; or nothing was, as some values are wrong, or as somebody else has saved meanwhile (`view` is theirs). */
export const policyAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), view: policyView, sentence: z.string() }),
  z.object({ kind: z.literal('wrong'), mistakes: z.array(z.object({ field, text: z.string() })).min(1) }),
  z.object({ kind: z.literal('moved-on'), view: policyView, sentence: z.string() }),
]);
export type PolicyAnswer = z.infer<typeof policyAnswer>;
