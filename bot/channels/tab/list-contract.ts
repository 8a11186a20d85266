import { z } from 'zod';
import { itAccessLevels } from '../../domain/form/answer-values';
import { shownCardStates } from '../../domain/request/id-card';
import { visitorOrders } from '../../domain/shown/sponsored';
import { isoDate, named, person, reference, status, tone, typed } from './contract';

const isoMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** The lists: `POST /lists/<name>`. `requests` and `attention` are the admins', `department` is for heads and deputies, `cards` for the card office. */
export const listNames = ['mine', 'reapproval', 'waiting', 'requests', 'department', 'cards'] as const;
export type ListName = (typeof listNames)[number];

/** The orders of *All requests*. Each needs an index, as lists are read page by page. */
export const requestOrders = ['validTo', 'surname', 'waiting'] as const;

/**
 * What to leave out of a list; empty: nothing. `requests` takes all but `card`; `department` takes these but `approver`, a sponsor by id
 * only, and the order `validTo`; `mine` takes `search`, `status` and `sort`.
 */
export const listFilter = z.strictObject({
  /** One, or several between commas. */
  status: z
    .string()
    .regex(/^[a-z-]{1,20}(,[a-z-]{1,20}){0,20}$/)
    .optional(),
  /** The id of a department. */
  department: z.string().max(100).optional(),
  /** The sponsor's id, or their whole work address. */
  sponsor: z.string().max(320).optional(),
  /** `2027-02`: the month of the last day. */
  ends: isoMonth.optional(),
  /** The Monday of the week in which the account starts. */
  starts: isoDate.optional(),
  /** Waiting for longer than six working days. */
  waits: z.enum(['any', 'long']).optional(),
  /** The beginning of any word of a name or the employer, or a whole reference. */
  search: z.string().max(60).optional(),
  /** `requests`: the newest first unless given; `mine`: by Valid to. */
  sort: z.enum([...visitorOrders, ...requestOrders]).optional(),
  /** The id of a reason. */
  reason: z.string().max(100).optional(),
  access: z.enum(itAccessLevels).optional(),
  idCard: z.enum(['yes', 'no']).optional(),
  /** The id or whole work address of an approver who decided it or is asked. */
  approver: z.string().max(320).optional(),
  /** For `cards`: the card's state; by default all that need action. */
  card: z.enum(shownCardStates).optional(),
});
export type ListFilter = z.infer<typeof listFilter>;

export const listAsk = z.strictObject({
  filter: listFilter.optional(),
  /** Where the last page ended, as it said. */
  cursor: z.string().max(2_000).optional(),
});
export type ListAsk = z.infer<typeof listAsk>;

/** What can be done with several rows at once. */
export const manyVerbs = ['approve', 'reapprove', 'let-end', 'keep-after-all', 'resend', 'reassign-sponsor', 'end'] as const;
export type ManyVerb = (typeof manyVerbs)[number];

export const listRow = z.object({
  request: reference,
  revision: z.number().int(),
  status,
  statusLabel: z.string(),
  tone,
  visitor: z.string(),
  department: named,
  sponsor: named,
  validFrom: isoDate,
  validTo: isoDate,
  /** Since when it has its status, a day in the organisation's zone; that of an asked change where the reader is asked for it. */
  since: isoDate,
  /** The username and the state of the directory account, in words. */
  userName: z.string().optional(),
  wants: z.string().optional(),
  /** The parts of `wants`, in words, and whether there is to be a card. */
  reason: z.string().optional(),
  access: z.string().optional(),
  idCard: z.boolean().optional(),
  /** The day since which it waits for a decision, while it does. */
  waitingSince: isoDate.optional(),
  /** The name of whoever decided it last. */
  decidedBy: z.string().optional(),
  account: z.string().optional(),
  /** For `cards`: the card's number and the change to make. */
  card: z.string().optional(),
  /** What its sponsor asks of the approvers while the account runs, in words. */
  proposed: z.string().optional(),
  /** Who is asked, by name; where it waits for an approver. */
  waitsFor: z.array(z.string()).optional(),
  /** The last day that keeping the account would set. */
  keepUntil: isoDate.optional(),
  /** What the reader may do with this row among others. */
  may: z.array(z.enum(manyVerbs)),
});
export type ListRow = z.infer<typeof listRow>;

export const listPage = z.object({
  rows: z.array(listRow),
  /** The cursor of the next page; absent on the last. */
  cursor: z.string().optional(),
  /** The search stopped before the end of the list without filling the page: look further with the cursor. */
  isPartial: z.boolean(),
  /** The total, if it is known without counting. */
  total: z.number().int().optional(),
  /** How many rows were looked at for this page. */
  looked: z.number().int(),
});
export type ListPage = z.infer<typeof listPage>;

/** `POST /lists/requests/count`, and `department`: the number of matching rows, if it can be counted without reading all of them. */
export const countAsk = z.strictObject({ filter: listFilter.optional() });
export type CountAsk = z.infer<typeof countAsk>;
export const listCount = z.object({
  /** Absent where they cannot. */
  total: z.number().int().optional(),
  /** There are more than that. */
  isMore: z.boolean(),
});
export type ListCount = z.infer<typeof listCount>;

/** `POST /lists/requests/export`: all that a filter leaves, as a file that is made while it is read. */
export const listExport = z.strictObject({ what: z.enum(['csv', 'events']), filter: listFilter.optional() });
export type ListExport = z.infer<typeof listExport>;

/** `GET /counts`: the length of the caller's lists, by page; an absent list is not counted. */
export const counts = z.record(z.string(), z.object({ total: z.number().int(), isMore: z.boolean() }));
export type Counts = z.infer<typeof counts>;

/** `POST /many/<verb>` */
export const manyBody = z.strictObject({
  items: z
    .array(z.strictObject({ request: reference, revision: z.number().int().min(0), until: isoDate.optional() }))
    .min(1)
    .max(50),
  /** One reason for all, where the verb asks for one. */
  words: typed.optional(),
  /** The colleague who was shown, where the verb names one. */
  to: person.optional(),
});
export type ManyBody = z.infer<typeof manyBody>;
const manyResult = z.object({
  request: reference,
  isDone: z.boolean(),
  /** Not done yet, as an approver has to agree first. */
  isAsked: z.literal(true).optional(),
  /** To which it was done, for what is done next: a row of a list may be behind. */
  revision: z.number().int().optional(),
  sentence: z.string(),
});
export const manyAnswer = z.object({ results: z.array(manyResult) });
export type ManyAnswer = z.infer<typeof manyAnswer>;
