import type { ItAccess } from '../form/answer-values';
import type { FormContext } from '../form/form-context';
import type { Person, PersonId, Policy } from '../organisation/organisation';
import type { TypedTerms } from '../request/approve-changed';
import type { Press } from '../request/lifecycle';
import type { Standing } from '../request/reapproval';
import type { Change, Refusal } from '../request/refusal';
import type { VisitorRequest } from '../request/visitor-request';

/**
 * Where a verb is offered. `chat`, `tab`, `outlook`: on the request itself. `list` and `mailed-list`: beside a visitor of
 * a list, in the chat and in a mail. `many`: for several rows of a list in the tab.
 */
export type Place = 'chat' | 'tab' | 'outlook' | 'list' | 'mailed-list' | 'many';

/** What a verb asks of a person before it is done, as plain text; dates are ISO. The tab gets it as it is. */
export type Asking =
  /** `was`: what the press is about, sent back with it. */
  | { kind: 'confirm'; sentence: string; was?: string | undefined }
  /** The label says whether words are required; the tab counts up to `most`, and draws one line where they are short. Nothing but the rule refuses none, or too many. `was`: what they replace, sent back with them. */
  | { kind: 'words'; sentence: string; label: string; most: number; isShort?: true | undefined; was?: string | undefined }
  | { kind: 'day'; sentence: string; label: string; value?: string | undefined; least?: string | undefined; most?: string | undefined }
  | {
      kind: 'terms';
      sentence: string;
      /** Words beside it, which may be left out. */
      note: Note;
      /** Each is absent where there is nothing to choose. */
      validFrom?: { label: string; value: string; least: string; most: string } | undefined;
      validTo?: { label: string; value: string; least: string } | undefined;
      itAccess?: { label: string; value: ItAccess; options: { id: ItAccess; label: string }[] } | undefined;
      idCard?: { label: string; value: boolean } | undefined;
    }
  /** One of a few people; the first stands chosen. */
  | { kind: 'person'; sentence: string; label: string; options: { id: PersonId; label: string }[]; note: Note }
  /** A colleague is looked up by work address, and shown with `confirm` before anything is done. */
  | { kind: 'colleague'; sentence: string; label: string; confirm: string }
  | { kind: 'correction'; sentence: string; fields: { field: string; label: string; value: string }[] };

/** A field for words that may be left out; the tab counts up to `most`. */
export interface Note {
  label: string;
  most: number;
}

export type AskingKind = Asking['kind'];

/** What a person typed or picked for a verb; each kind of question has its own. Unchecked: the rules check it. */
export interface VerbBody {
  words?: string | undefined;
  /** What the words replace, or the press is about, as the person was shown it. */
  was?: string | undefined;
  /** As typed or picked. */
  until?: string | undefined;
  terms?: TypedTerms | undefined;
  to?: PersonId | undefined;
  field?: string | undefined;
  value?: string | undefined;
}

/** Which parts of the body each kind of question fills; the last one is what a refusal about input is about, unless it is about words. */
export const bodyOf = {
  confirm: ['was'],
  words: ['was', 'words'],
  day: ['until'],
  terms: ['words', 'terms'],
  person: ['words', 'to'],
  colleague: ['to'],
  correction: ['field', 'value'],
} as const satisfies Record<AskingKind, readonly (keyof VerbBody)[]>;

/** Who acts, when, and what the rules look at beside the request. */
export interface Acting {
  /** `deciders` are one list, in which head and deputies look alike: who is which says `departmentOf(answers, context.departments)`. */
  standing: Standing;
  /** `seen` is for the rule to compare with the request's revision: nobody else does. */
  press: Press;
  context: FormContext;
  /** What to call those among whom a question lets its reader choose; only where the question is drawn. */
  names?: Readonly<Record<PersonId, string>>;
  /** The colleague whom `to` names; undefined for nobody whom the directory knows. */
  to?: Person | undefined;
}

/** A refusal that has words. Whatever moved on is answered with the state as it is. */
export type PersonalRefusal = Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }>;

/** Where each kind of question can be asked. */
interface PlacesOf {
  confirm: Place;
  day: Place;
  words: 'chat' | 'tab' | 'outlook' | 'many';
  terms: 'chat' | 'tab' | 'outlook';
  person: 'chat' | 'tab' | 'outlook';
  colleague: 'chat' | 'tab' | 'many';
  correction: 'tab';
}

interface VerbBase {
  /**
   * The only judge of who may, when and with what. With an empty body it says whether the verb is offered, so the person
   * and the state come before what was typed. A change is `recorded` under the verb's name in the table: by that name the history
   * finds `event`.
   */
  rule(current: VisitorRequest, body: VerbBody, acting: Acting): Change | Refusal;
  /** `first`: on the card at once; `rare`: behind “…” where a card has many buttons. */
  rank: 'first' | 'rare';
  style: 'primary' | 'default' | 'danger';
  /** Its question is on the request's own card, without a press before; at most one such verb is offered at a time. */
  isAskedAtOnce?: true | ((request: VisitorRequest) => boolean);
  /** The button, or the button that opens its question: at most 40 characters where `in` has Outlook. */
  title: string | ((request: VisitorRequest, acting: Acting) => string);
  /** The button that answers the question, as short; its title unless given. */
  answer?: string;
  /** The button beside a visitor of a list; its title unless given. */
  listTitle?: string;
  /** Where its question is asked; everywhere unless given. */
  asksIn?: readonly Place[];
  /** What became of it, for whoever did it. */
  done: string | ((after: VisitorRequest) => string);
  /** What became of one of several, after the visitor's name. */
  line?(after: VisitorRequest): string;
  /** Its heading in the history. */
  event: string;
  /** A refusal about input in other words than usual, and the part of the terms that it is about. */
  problem?(refusal: PersonalRefusal, policy: Pick<Policy, 'helpRoute'>): { sentence: string; term?: keyof TypedTerms };
  /** From when on it can be used, by the refusal that it meets now. */
  hint?(refusal: Refusal): string | undefined;
  /** While the directory is away; that nothing was changed unless given. */
  waits?: string;
  /** Whether this person has done it and needs no card any more: they are told `done`, however often they press. */
  isOverFor?(after: VisitorRequest, person: PersonId): boolean;
  /** The sponsor's draft that changes this request is to be looked at again. */
  closesDraft?: true;
  /** Somebody else is asked: bounded for each person and day. */
  isOffer?: true;
  /** A reason is required for several at once, as nobody looks at each. */
  needsReasonForMany?: true;
  /** The API of the tab lets only admins call it; the rule is asked all the same. */
  isForAdmins?: true;
  /** Likewise only the card office. */
  isForCardOffice?: true;
  /** Records the number of a card, which no other request may have. */
  givesCardNumber?: true;
}

type Ask<Kind extends AskingKind> = (request: VisitorRequest, acting: Acting) => Extract<Asking, { kind: Kind }>;

interface VerbOf<Kind extends AskingKind> extends VerbBase {
  /** What kind of answer it takes; `confirm` is a press alone. */
  takes: Kind;
  in: readonly PlacesOf[Kind][];
  ask: Ask<Kind>;
}

/** One row of the table of verbs: all that the channels know of it. A verb that takes a press alone may ask nothing. */
export type Verb =
  | (Omit<VerbOf<'confirm'>, 'ask'> & { ask?: Ask<'confirm'> })
  | VerbOf<'words'>
  | VerbOf<'day'>
  | VerbOf<'terms'>
  | VerbOf<'person'>
  | VerbOf<'colleague'>
  | VerbOf<'correction'>;

export type VerbTable = Readonly<Record<string, Verb>>;
