import type { DeliveryRecord } from '../domain/messages/delivery';
import type { DigestKind } from '../domain/notices/digest';
import type { PersonId } from '../domain/organisation/organisation';
import type { RequestId } from '../domain/request/visitor-request';
import type { SentPhotoMessage } from './sent-pictures';

/** Work for the worker; every message may come twice, late, or for nothing. */
export type WorkMessage = WorkOfMessage & MessageOrigin;

/** Where a message comes from, for whoever looks into a deployment; nothing is done by it. */
export interface MessageOrigin {
  /** W3C Trace Context: the span in which it was sent. */
  traceparent?: string;
  /** ISO instant from which it may be taken. */
  dueAt?: string;
}

type WorkOfMessage =
  /** `isSpare`: the process that committed does the work too; most likely nothing is left of it. */
  | { kind: 'request'; id: RequestId; commitId: string; attempt?: number; isSpare?: true }
  /** The directory account of this request: for an app that may have rights, and a queue, of its own. */
  | { kind: 'accounts'; id: RequestId }
  /**
   * Bring the messages of this request in line once more: somebody who could not be reached can be now or, from the first
   * attempt on, has opened one of them.
   */
  | { kind: 'reach'; id: RequestId; attempt?: number }
  /** The card of a draft, to be drawn again or posted anew. Nothing else keeps how far that has come. */
  | {
      kind: 'draft';
      id: RequestId;
      sponsor: PersonId;
      /** Whatever it asks: nobody is typing on the card. Else only where it shows the photo. */
      isAtAnyStep?: true;
      /** Post it at the end of the chat, in the place of this card; '' where the draft had none. Another one since is drawn again. */
      insteadOf?: string;
      delivery?: DeliveryRecord;
    }
  /** A prepared draft that a sponsor has to confirm: notify its people of its present state. `request`: made from it under another id. */
  | {
      kind: 'prepared';
      id: RequestId;
      preparer: PersonId;
      sponsor: PersonId;
      request?: RequestId;
      attempt?: number;
      delivery?: DeliveryRecord;
      /** Teams does not reach the sponsor, so a mail asks them. */
      byMail?: true;
    }
  /** A message of the clock, to be sent or brought up to date. */
  | { kind: 'digest'; person: PersonId; digest: DigestKind; date: string; attempt?: number }
  /** Moves the open requests of a merged department, a slice of its list at a time. `by`: who merged it; `next`: where the slice begins. */
  | { kind: 'merge'; department: string; into: string; by: PersonId; next?: string }
  /** Tells a head that a department was merged or renamed. */
  | { kind: 'merged'; person: PersonId; department: string; into: string; by: PersonId; delivery?: DeliveryRecord; byMail?: true }
  /** Tells somebody in IT of the tasks that are open when it is sent. */
  | { kind: 'it-tasks'; person: PersonId; delivery?: DeliveryRecord; byMail?: true }
  /** A photo that its draft no longer refers to: delete it unless something else refers to it. */
  | { kind: 'photo'; id: RequestId; sponsor: PersonId; blob: string }
  | SentPhotoMessage;

/** Does the work of a commit in the process that made it, beside the answer. */
export interface AtOnce {
  /** False when this process is at its limit or ending. `takeBack` is called once the work is done. */
  begin(message: WorkMessage, takeBack: TakeBack): boolean;
}

/** Deletes a message. Throws when a worker already holds it, or it does not exist. */
export type TakeBack = () => Promise<void>;

export interface WorkQueue {
  enqueue(message: WorkMessage, delaySeconds: number): Promise<void>;
  /** As `enqueue`, for work that this process may finish before the message is visible. */
  enqueueSpare(message: WorkMessage, delaySeconds: number): Promise<TakeBack>;
}

/** Names a matter within its kind: the request, and the message where one is behind it. Equal for messages that do the same. */
export function attentionKey(request: RequestId, message: WorkMessage | undefined): string {
  if (message === undefined) return request;
  const about = message.kind === 'digest' ? [message.person, message.digest, message.date] : 'sponsor' in message ? [message.sponsor] : [];
  return [request, message.kind, ...about].join(':');
}
