import { z } from 'zod';
import { itAccessLevels } from '../../domain/form/answer-values';
import { requestIdPattern } from '../../domain/request/visitor-request';
import type { Status } from '../../domain/statuses/table';
import type { Asking as VerbAsking } from '../../domain/verbs/verb';

/**
 * The contract between the tab and its API, below `/api/tab`: both take their types from these schemas, the API validates
 * input by them and a test its output. Search terms go in bodies, as addresses are logged. Dates are ISO 8601 calendar
 * dates, moments ISO 8601 instants.
 */

export const reference = z.string().regex(requestIdPattern);
export const person = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A name of the table of statuses, which the browser needs no copy of. */
export const status = z.custom<Status>((name) => typeof name === 'string' && /^[a-z]{1,20}(-[a-z]{1,20})*$/.test(name));
/** How a status looks. */
export const tone = z.enum(['accent', 'warning', 'good', 'attention', 'emphasis']);
export const named = z.object({ id: z.string(), name: z.string() });
/** A transport limit above every field's own limit, which the rules check. */
export const typed = z.string().max(5_000);

/** `GET /me`: who asks, what they may do here, and what the pages need to offer it. */
export const me = z.object({
  id: person,
  name: z.string(),
  isAdmin: z.boolean(),
  isItService: z.boolean(),
  isCardOffice: z.boolean(),
  /** The ids of the departments of which they are head or deputy. */
  ownDepartments: z.array(z.string()),
  /** Head or deputy of a department, an admin, or a person named as approver. */
  decides: z.boolean(),
  organisation: z.string(),
  /** In the organisation's zone. */
  today: isoDate,
  zone: z.string(),
  /** Opens the bot's chat: there visitors are asked for. */
  chatUrl: z.string(),
  departments: z.array(named),
  reasons: z.array(named),
  statuses: z.array(z.object({ id: status, label: z.string() })),
});
export type Me = z.infer<typeof me>;

/** What one person can do with one request: `POST /requests/<reference>/<verb>`. The API's table of verbs says which there are. */
const verb = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
export type Verb = z.infer<typeof verb>;

/** A field for words that may be left out. */
const askedNote = z.object({ label: z.string(), most: z.number().int() });
const askedPeople = z.array(z.object({ id: person, label: z.string() })).min(1);

/** What a verb asks for before it is applied; `sentence` is shown above the fields. */
export const asking = z.discriminatedUnion('kind', [
  /** `was`: what the press is about, to be sent back with it. */
  z.object({ kind: z.literal('confirm'), sentence: z.string(), was: z.string().optional() }),
  z.object({
    kind: z.literal('words'),
    sentence: z.string(),
    label: z.string(),
    most: z.number().int(),
    isShort: z.literal(true).optional(),
    /** What the words replace: to be sent back with them. */
    was: z.string().optional(),
  }),
  z.object({
    kind: z.literal('day'),
    sentence: z.string(),
    label: z.string(),
    value: isoDate.optional(),
    least: isoDate.optional(),
    most: isoDate.optional(),
  }),
  z.object({
    kind: z.literal('terms'),
    sentence: z.string(),
    note: askedNote,
    /** Each is absent where there is nothing to choose. */
    validFrom: z.object({ label: z.string(), value: isoDate, least: isoDate, most: isoDate }).optional(),
    validTo: z.object({ label: z.string(), value: isoDate, least: isoDate }).optional(),
    itAccess: z
      .object({
        label: z.string(),
        value: z.enum(itAccessLevels),
        options: z.array(z.object({ id: z.enum(itAccessLevels), label: z.string() })),
      })
      .optional(),
    idCard: z.object({ label: z.string(), value: z.boolean() }).optional(),
  }),
  z.object({ kind: z.literal('person'), sentence: z.string(), label: z.string(), options: askedPeople, note: askedNote }),
  /** A colleague, found by name or work address (`find-colleague`) and shown before anything is done. */
  z.object({ kind: z.literal('colleague'), sentence: z.string(), label: z.string(), confirm: z.string() }),
  z.object({
    kind: z.literal('correction'),
    sentence: z.string(),
    fields: z.array(z.object({ field: z.string(), label: z.string(), value: z.string() })),
  }),
]) satisfies z.ZodType<VerbAsking>;
export type Asking = z.infer<typeof asking>;

/** A button: what the rules let this person do now. */
export const verbOffer = z.object({
  verb,
  title: z.string(),
  style: z.enum(['primary', 'default', 'danger']),
  /** `first`: never behind a menu. */
  rank: z.enum(['first', 'rare']),
  asks: asking.optional(),
});
export type VerbOffer = z.infer<typeof verbOffer>;

/** What the verbs take. Each takes the revision that the reader saw, and of the rest only its own. */
export const verbBody = z.strictObject({
  revision: z.number().int().min(0),
  /** Reason, question, answer or note. */
  words: typed.optional(),
  /** What the words replace or the press is about, as it was shown. */
  was: typed.optional(),
  /** As typed or picked. */
  until: typed.optional(),
  terms: z
    .strictObject({ validFrom: typed.optional(), validTo: typed.optional(), itAccess: typed.optional(), idCard: z.boolean().optional() })
    .optional(),
  /** The colleague who was shown or chosen. */
  to: person.optional(),
  field: z.string().max(60).optional(),
  value: typed.optional(),
});
export type VerbBody = z.infer<typeof verbBody>;

/** What is typed to find somebody: the beginning of a name or of a work address, or a whole one. */
export const searched = z.string().max(320);
/** `POST /requests/<reference>/find-colleague`: whom a verb may name, of those who are called so. */
export const colleagueAsk = z.strictObject({ verb, revision: z.number().int().min(0), text: searched });
export type ColleagueAsk = z.infer<typeof colleagueAsk>;
export const colleague = z.object({ id: person, name: z.string(), mail: z.string(), department: z.string().optional() });
export type Colleague = z.infer<typeof colleague>;
/** Whoever is found, by name; `sentence` says why there is nobody, or that there are more. */
export const peopleFound = z.object({ people: z.array(colleague).max(8), sentence: z.string().optional() });
export type PeopleFound = z.infer<typeof peopleFound>;

/** One thing that happened, in words. */
export const timelineEntry = z.object({
  /** "Approved", "Handed over" */
  title: z.string(),
  /** Who did it; the clock has no name. */
  by: z.string(),
  actingFor: z.string().optional(),
  /** "in Teams", "in Outlook", "in the tab"; empty for the clock. */
  channel: z.string(),
  at: z.string(),
  /** `at` in the organisation's zone, in words. */
  atWords: z.string(),
  /** A reason or a question. */
  words: z.string().optional(),
  /** A view of the photo, not a decision. */
  isPhotoView: z.literal(true).optional(),
  changes: z.array(z.object({ label: z.string(), before: z.string().optional(), after: z.string().optional() })),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** `POST /requests/<reference>/timeline`: what happened before a page of the history, as that page said. */
export const timelineAsk = z.strictObject({ before: z.number().int().min(1).max(999_999) });
export type TimelineAsk = z.infer<typeof timelineAsk>;
/** Newest first; ask with `earlier` for what happened before, absent at the beginning. */
export const timelinePage = z.object({ entries: z.array(timelineEntry), earlier: timelineAsk.shape.before.optional() });
export type TimelinePage = z.infer<typeof timelinePage>;

/** `GET /requests/<reference>`: everything that this person may see and do. */
export const requestView = z.object({
  request: reference,
  revision: z.number().int(),
  status,
  statusLabel: z.string(),
  tone,
  heading: z.string(),
  visitor: z.string(),
  /** Who has it or who decided, and what comes next. */
  line: z.string().optional(),
  next: z.string(),
  handover: z.array(z.string()),
  said: z.object({ title: z.string(), parts: z.array(z.object({ label: z.string().optional(), text: z.string() })) }).optional(),
  groups: z.array(z.object({ title: z.string(), rows: z.array(z.object({ label: z.string(), text: z.string() })).min(1) })),
  concerns: z.array(z.string()),
  /** Whether there is a photo that this person may see: `GET /requests/<reference>/photo`, a JPEG; each view is recorded. */
  hasPhoto: z.boolean(),
  verbs: z.array(verbOffer),
  /** A card that is newly wanted lacks its photo, which this person adds: `POST /requests/<reference>/photo-link`. */
  photoWanted: z.object({ label: z.string(), notice: z.string() }).optional(),
  /** The newest page of the history. */
  timeline: timelinePage.shape.entries,
  earlier: timelinePage.shape.earlier,
  /** The title of the button with which its sponsor edits it: `POST /requests/<reference>/edit`. */
  edit: z.string().optional(),
  /** The link to the chat, for actions outside the tab. */
  chatHint: z.string().optional(),
});
export type RequestView = z.infer<typeof requestView>;

/** The response of a verb: the current request and a sentence. */
export const verbAnswer = z.object({
  /** Absent if the reader may no longer see it, such as after declining. */
  request: requestView.optional(),
  sentence: z.string(),
});
export type VerbAnswer = z.infer<typeof verbAnswer>;

/** RFC 9457, with our words: `title` is always one sentence that a person can read. */
export const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  /** `unauthenticated`, `forbidden`, `moved-on`, `refused`, `bad-input`, `too-often`, `directory-away`, `busy`, `fault` … */
  code: z.string(),
  /** The field of the body that the sentence is about. */
  field: z.string().optional(),
  /** The reference of a fault in the log. */
  reference: z.string().optional(),
  /** The current request, if it changed meanwhile. */
  request: requestView.optional(),
});
export type Problem = z.infer<typeof problem>;
