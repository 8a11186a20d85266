import { saveAndDraw } from '../asking/draft-card';
import { withColleague } from '../asking/prepared-draft';
import { draftRetry } from '../domain/messages/delivery';
import type { Draft } from '../domain/request/records';
import type { Conversation, Delivery } from '../ports/chat';
import type { WorkMessage } from '../ports/queue';
import type { Stored } from '../ports/stored';
import { deliver } from './deliver';
import type { WorkPorts } from './work-ports';

type DraftMessage = Extract<WorkMessage, { kind: 'draft' }>;

/** Attempts to redraw a draft that its owner is editing at the same moment. */
const tries = 3;

/** Updates the draft's card after a photo has arrived or the dialog was closed, if its activity id is known. */
export async function redrawDraft(message: DraftMessage, ports: WorkPorts): Promise<void> {
  const { sponsor, id, delivery = {} } = message;
  const to = await ports.conversations.find(sponsor);
  const first = await ports.drafts.read(sponsor, id);
  if (!to || shownCardActivity(first, message) === undefined) return;
  const send = () => redrawDraftCard(first, to, message, ports);
  const { record, again } = await deliver(delivery, { channel: 'teams', causedBy: sponsor, retry: draftRetry, send }, ports);
  // A new message, as a redelivery would come at once and too often.
  if (again) await ports.queue.enqueue({ ...message, delivery: record }, again.seconds);
}

/** The draft's card on the review while no colleague has the draft, or as it is now where the message says so. */
function shownCardActivity(stored: Stored<Draft> | undefined, { isAtAnyStep }: DraftMessage): string | undefined {
  if (!stored) return undefined;
  const { step, confirmation, cardActivity } = stored.value;
  return isAtAnyStep || (step === 'review' && !confirmation) ? cardActivity : undefined;
}

async function redrawDraftCard(
  first: Stored<Draft> | undefined,
  to: Conversation,
  message: DraftMessage,
  ports: WorkPorts,
): Promise<Delivery | 'over'> {
  let stored = first;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const card = shownCardActivity(stored, message);
    if (!stored || card === undefined) return 'over';
    const { value: draft, etag } = stored;
    const drawn = draft.confirmation ? withColleague(draft, ports) : await saveAndDraw(draft, etag, ports);
    if (drawn !== 'lost') return await ports.chat.update(to, card, drawn);
    stored = await ports.drafts.read(message.sponsor, message.id);
  }
  return 'over';
}
