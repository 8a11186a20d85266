import { z } from 'zod';
import { named, person, searched } from './contract';
import { policyView } from './policy-contract';

const id = z.string().max(64);
const text = z.string().max(200);
/** Guards the next write: what somebody else has changed meanwhile is told and not written over. */
const etag = z.string().max(200);

export const departmentView = z.object({
  id,
  name: z.string(),
  kind: z.enum(['school', 'service']),
  head: named.optional(),
  deputies: z.array(named),
  /** ISO dates; blank for the organisation's own. */
  validFrom: z.string(),
  validTo: z.string(),
  isClosed: z.boolean(),
  /** The name of the one of which it has become part. */
  mergedInto: z.string().optional(),
  etag,
});
export type DepartmentView = z.infer<typeof departmentView>;

/** `GET /departments`: all of them by name, closed ones too, and who changed what. */
export const departmentsView = z.object({
  departments: z.array(departmentView),
  history: z.array(policyView.shape.history.element.omit({ version: true }).extend({ department: z.string() })),
});
export type DepartmentsView = z.infer<typeof departmentsView>;

/** `POST /departments/save`: without an etag a new one, whose blank id is made from its name. */
export const departmentSave = z.strictObject({
  id,
  etag: etag.optional(),
  name: text,
  kind: z.enum(['school', 'service']),
  head: person.optional(),
  deputies: z.array(person).max(500),
  validFrom: text,
  validTo: text,
  isClosed: z.boolean(),
});
export type DepartmentSave = z.infer<typeof departmentSave>;

/** Saved; or nothing was, as some values are wrong, or as somebody else has changed it (absent: taken away) meanwhile. */
export const departmentAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), view: departmentsView, sentence: z.string() }),
  z.object({ kind: z.literal('wrong'), mistakes: z.array(z.object({ field: z.string(), text: z.string() })).min(1) }),
  z.object({ kind: z.literal('moved-on'), department: departmentView.optional(), sentence: z.string() }),
]);
export type DepartmentAnswer = z.infer<typeof departmentAnswer>;

/**
 * `POST /departments/merge`: the requests of a department that are not over, and its id, lead to another from then on. `isRenamed`: to
 * itself under the id `into`, which is made. Without `isConfirmed` nothing is written.
 */
export const departmentMerge = z.strictObject({
  id,
  etag,
  into: id,
  isRenamed: z.literal(true).optional(),
  isConfirmed: z.literal(true).optional(),
});
export type DepartmentMerge = z.infer<typeof departmentMerge>;

/** What would come of a merge, in words; or as for a department that is saved. */
export const mergeAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preview'), open: z.number().int(), sentence: z.string() }),
  z.object({ kind: z.literal('merged'), view: departmentsView, sentence: z.string() }),
  z.object({ kind: z.literal('wrong'), sentence: z.string() }),
  z.object({ kind: z.literal('moved-on'), sentence: z.string() }),
]);
export type MergeAnswer = z.infer<typeof mergeAnswer>;

/** `POST /people/find`: whom an admin may name. */
export const personAsk = z.strictObject({ text: searched, as: z.enum(['head', 'deputy', 'sponsor']) });
export type PersonAsk = z.infer<typeof personAsk>;

/** More than a file of 10,000 departments has, in base64. */
export const mostFileCharacters = 4 * 1024 * 1024 + 4;

/** `POST /departments/import`: a CSV file in base64. With `seen`, of the preview that was shown, it is written. */
export const departmentImport = z.strictObject({ file: z.base64().max(mostFileCharacters), seen: z.string().max(64).optional() });
export type DepartmentImport = z.infer<typeof departmentImport>;

/** What a file would change, or has changed. Of many rows the first are shown. */
export const importAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('preview'),
    seen: z.string(),
    changes: z.array(z.object({ id: z.string(), title: z.string(), words: z.array(z.string()) })),
    added: z.number().int(),
    changed: z.number().int(),
    /** Not in the file: they stay as they are. */
    missing: z.number().int(),
    /** The departments have changed since the preview that was confirmed. */
    hasMoved: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('wrong'), mistakes: z.array(z.string()).min(1), count: z.number().int() }),
  z.object({ kind: z.literal('imported'), view: departmentsView, sentence: z.string() }),
]);
export type ImportAnswer = z.infer<typeof importAnswer>;
