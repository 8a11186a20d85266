import type { Temporal } from 'temporal-polyfill';
import type { DateOfStay } from '../form/form-context';
import type { Answers } from '../form/questions';
import type { StepName } from '../form/steps';
import type { PersonId } from '../organisation/organisation';
import type { Channel, RequestId, SentPicture, VisitorRequest } from './visitor-request';

/** Who presses, and where: from the channel's verified identity, never from a card. */
export interface Actor {
  id: PersonId;
  channel: Channel;
}

export interface Changed {
  revision: number;
  /** The department visited, and the dates that its blanks were frozen at; only for blanks. */
  department: string;
  validFrom?: string;
  validTo?: string;
  /** What the decider asked when returning it: to be seen while it is answered. */
  question?: string;
  /** The blob that the request shows until the draft is sent. */
  photo?: string;
  /** The edit was typed on another device while the request was being sent. */
  isLate?: true;
}

/** A request being filled in. Not a request: no decider ever sees it. */
/** The stored schema version of {@link Draft}, as `requestSchema` is of a request. */
export const draftSchema = 1;

export interface Draft {
  /** The id that the request will have, reserved now: so that a double press makes one request. */
  id: RequestId;
  sponsor: PersonId;
  /** Rises with every change; cards carry it. */
  revision: number;
  step: StepName;
  /** Opened from the review: *Next* goes back there. */
  isReviewing?: boolean;
  answers: Answers;
  /** For each step and each field, the revision at which it was last changed by a person: tells what a stale card has not seen. */
  touched: Record<string, number>;
  /** The id for the request where others have taken those that can be guessed. No card carries it. */
  spare?: RequestId;
  /** The request that is over and is asked again with this draft. */
  follows?: RequestId;
  /** Colleagues who changed it while it was with them: they count as involved in the request. */
  changedBy?: PersonId[];
  /** The returned request that this draft changes, as it was when the draft was opened. */
  changes?: Changed;
  /** What its sponsor answers to the question of a returned request, as it was typed: sent with the edits. */
  answer?: string;
  /**
   * Ways for a photo to come in that still work: SHA-256 of an upload link's token in hex, and when it ends (ISO instant).
   * One with a `picture` has no link: the worker fetches that picture, sent in the chat.
   */
  uploads: { hash: string; until: string; picture?: SentPicture }[];
  /** ISO instant until which a picture sent in the chat is being fetched: one at a time. */
  fetchingUntil?: string;
  /** What a line after *New visitor* was understood to say, shown at the step where the draft began, until that is left. */
  fromLine?: { step: StepName; understood: string };
  /** Dates that the line may have said and that were not understood: they have to be entered. */
  datesNotUnderstood?: DateOfStay[];
  /** JPEG data URI under 4 KB, shown while drafting only. */
  thumbnail?: string;
  /** A picture from the chat that may be meant for this draft, while its sponsor is asked; when (ISO instant). */
  offered?: SentPicture & { at: string };
  /** The message of the card on whose press it was begun, where that card stays. */
  begunOn?: string;
  /** The message that holds the draft's card, to redraw it when the photo arrives. */
  cardActivity?: string;
  /** On the row of whoever prepared it: the colleague who is to confirm it as its sponsor, and has a copy. */
  confirmation?: {
    by: PersonId;
    name: string;
    /** ISO instants: asked; confirming at this moment, so that it cannot be taken back meanwhile. */
    at: string;
    confirmingSince?: string;
    /** The colleague has the card. */
    isSent?: true;
  };
  /** On the copy of the sponsor who is to confirm it: who prepared it. */
  prepared?: { by: PersonId; name: string };
  /** Returned by a colleague; `isUntold` until its preparer is notified. */
  cameBack?: { name: string; how: 'declined' | 'not-reached'; isUntold?: true };
  /** ISO instant of the last touch. */
  touchedAt: string;
}

/**
 * Whose photo it is: the id of the draft and of the request that it becomes, and who was the sponsor. A photo belongs to
 * one id: whatever begins another request with it must store it again under a new name.
 */
export interface PhotoOwner {
  request: RequestId;
  sponsor: PersonId;
}

export interface StoredPhoto {
  blob: string;
  storedAt: Temporal.Instant;
  /** Absent where it was stored without one, which only tests do. */
  owner?: PhotoOwner;
}

/** Which fields an event touched; names only, so that it stays when the person is erased. */
export interface RequestEvent {
  verb: string;
  /** Who did it; `clock` for the timer. */
  actor: PersonId;
  actingFor?: PersonId;
  channel: Channel;
  /** ISO instant. */
  at: string;
  from: VisitorRequest['status'] | 'draft';
  to: VisitorRequest['status'];
  revision: number;
  fields: string[];
}

/** The values beside an event, erased with the person. */
export interface EventDetail {
  words?: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}
