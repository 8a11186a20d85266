import { z } from 'zod';
import { person, reference, searched, typed } from './contract';

/** What the tab and its API say to each other of drafts, which `bot/domain/shown/draft.ts` puts into words. */

/** Whose turn it is: the person's own; of one they prepared, the colleague's; of one prepared for them, theirs to confirm. */
export const party = z.enum(['own', 'with-colleague', 'to-confirm']);
export type Party = z.infer<typeof party>;

/** A draft in the list of those that are saved; see `bot/domain/shown/draft.ts`. */
export const draftRow = z.object({ draft: reference, title: z.string(), school: z.string(), next: z.string(), touched: z.string(), party });
export type DraftRow = z.infer<typeof draftRow>;

/** `GET /drafts`: the person's own, newest first. */
export const draftList = z.object({ drafts: z.array(draftRow) });
export type DraftList = z.infer<typeof draftList>;

const choice = z.object({ id: z.string(), title: z.string() });

/** One question of the form, in words. */
export const draftField = z.object({
  field: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  /** As the input holds it: a text, an ISO date, an id, `yes` or `no`; empty for a blank. */
  value: z.string(),
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), style: z.enum(['Tel', 'Email', 'Multiline']).optional() }),
    /** Dates that a button fills in. */
    z.object({ kind: z.literal('date'), suggestions: z.array(z.object({ title: z.string(), date: z.string() })) }),
    /** Its choices come with the draft, separate from the view. */
    z.object({ kind: z.literal('list'), isSearched: z.boolean(), placeholder: z.string() }),
    z.object({ kind: z.literal('option'), options: z.array(choice) }),
    z.object({ kind: z.literal('picture'), isThere: z.boolean(), thumbnail: z.string().optional(), notice: z.string() }),
  ]),
  problem: z.string().optional(),
  warnings: z.array(z.string()),
  isCompared: z.boolean(),
});
export type DraftField = z.infer<typeof draftField>;

/** As the verbs ask for a colleague. */
const colleagueAsking = z.object({ kind: z.literal('colleague'), sentence: z.string(), label: z.string(), confirm: z.string() });

/** A draft on one page: the fields that its saved answers reveal, and the missing ones. */
export const draftView = z.object({
  draft: reference,
  revision: z.number().int(),
  /** The revision of the returned request that it changes; 0 for a new one. */
  round: z.number().int(),
  heading: z.string(),
  visitor: z.string().optional(),
  notes: z.array(z.object({ title: z.string().optional(), text: z.string() })),
  sections: z.array(z.object({ title: z.string(), intro: z.string().optional(), fields: z.array(draftField).min(1) })).min(1),
  missing: z.array(z.object({ field: z.string(), sentence: z.string() })),
  outcome: z.string(),
  send: z.string().optional(),
  /** Present where a colleague can be asked to sponsor it: the titles of the button, of the dialog and of its answer. */
  askColleague: z.object({ button: z.string(), title: z.string(), answer: z.string(), asks: colleagueAsking }).optional(),
  privacy: z.string(),
  party: party.exclude(['with-colleague']),
});
export type DraftView = z.infer<typeof draftView>;

/**
 * What every operation on one draft answers: the draft as it is saved, the request that it has become, or with whom it is. `POST /drafts`
 * begins one, `GET /drafts/<reference>` opens it.
 */
export const draftAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('draft'),
    view: draftView,
    /** Where it is opened or begun. */
    choices: z.record(z.string(), z.array(choice)).optional(),
    /** What another device saved meanwhile, by field: there, what was typed here was not saved. */
    savedElsewhere: z.record(z.string(), z.string()).optional(),
    /** Why nothing was sent. */
    sentence: z.string().optional(),
  }),
  z.object({ kind: z.literal('request'), request: reference }),
  /** Its preparer waits for the colleague who was asked to confirm it. */
  z.object({ kind: z.literal('waiting'), draft: reference, title: z.string(), visitor: z.string().optional(), sentence: z.string() }),
]);
export type DraftAnswer = z.infer<typeof draftAnswer>;

/** `POST /drafts`, `/requests/<reference>/edit`, `/drafts/<reference>/discard`, `…/take-back`, `…/continue`, `…/decline` and `…/photo-link`: nothing has to be said. */
export const nothing = z.strictObject({});

/** `POST /drafts/<reference>/save`: what was typed, by field, and what may have stood there as far as the page knows. */
export const saveBody = z.strictObject({
  fields: z.record(z.string().max(60), z.strictObject({ was: z.array(typed).min(1).max(10), is: typed })),
});
export type SaveBody = z.infer<typeof saveBody>;

/** `POST /drafts/<reference>/send`: makes the request, or resubmits it, as the page showed it. */
export const sendBody = z.strictObject({ revision: z.number().int().min(0), round: z.number().int().min(0) });
export type SendBody = z.infer<typeof sendBody>;

/** `POST /drafts/<reference>/find-sponsor`: what was typed of a colleague. */
export const sponsorAsk = z.strictObject({ text: searched });
export type SponsorAsk = z.infer<typeof sponsorAsk>;

/** `POST /drafts/<reference>/name-sponsor`: the colleague who was shown, and the draft as the page showed it. */
export const sponsorNamed = z.strictObject({ revision: z.number().int().min(0), to: person });
export type SponsorNamed = z.infer<typeof sponsorNamed>;

/** The header `x-upload` of one photo for this draft, for `/photo/file`. */
export const photoLink = z.object({ upload: z.string() });
export type PhotoLink = z.infer<typeof photoLink>;

/** `GET /drafts/<reference>/duplicates`: the same visitor elsewhere; `found` is empty where there is nothing to tell. */
export const duplicates = z.object({
  title: z.string(),
  found: z.array(z.object({ sentence: z.string(), request: reference.optional() })),
  goOn: z.string(),
});
export type Duplicates = z.infer<typeof duplicates>;
