import { lineCard } from '../../cards/line';
import { changeDraft } from '../asking/change-draft';
import { saveAndDraw } from '../asking/draft-card';
import { withColleague } from '../asking/prepared-draft';
import { draftRetry } from '../domain/messages/delivery';
import type { Draft } from '../domain/request/records';
import { sentences } from '../domain/words/words';
import type { WorkMessage } from '../ports/queue';
import type { Stored } from '../ports/stored';
import { deliver, type Sent } from './deliver';
import { postToPerson, update } from './reach-person';
import type { WorkPorts } from './work-ports';

type DraftMessage = Extract<WorkMessage, { kind: 'draft' }>;
/** Where its card goes: into a message of the chat, or to the end of it. */
type Place = { activity: string } | 'end';

/** Attempts to redraw a draft that its owner is editing at the same moment. */
const tries = 3;

/** Updates the draft's card where its activity id is known, or posts it anew where its owner goes on in the chat. */
export async function redrawDraft(message: DraftMessage, ports: WorkPorts): Promise<void> {
  const { sponsor, id, delivery = {} } = message;
  const first = await ports.drafts.read(sponsor, id);
  if (cardPlaceOf(first, message) === undefined) return;
  const send = () => redrawDraftCard(first, message, ports);
  const { record, again } = await deliver(delivery, { channel: 'teams', causedBy: sponsor, retry: draftRetry, send }, ports);
  // A new message, as a redelivery would come at once and too often.
  if (again) await ports.queue.enqueue({ ...message, delivery: record }, again.seconds);
}

/** Of a redraw, the draft's card on the review while no colleague has the draft, or as it is now where the message says so. */
function cardPlaceOf(stored: Stored<Draft> | undefined, { isAtAnyStep, insteadOf }: DraftMessage): Place | undefined {
  if (!stored) return undefined;
  const { step, confirmation, cardActivity } = stored.value;
  if (insteadOf !== undefined && insteadOf === (cardActivity ?? '')) return 'end';
  const isShown = isAtAnyStep || (step === 'review' && !confirmation);
  return isShown && cardActivity !== undefined ? { activity: cardActivity } : undefined;
}

async function redrawDraftCard(first: Stored<Draft> | undefined, message: DraftMessage, ports: WorkPorts): Promise<Sent | 'over'> {
  const { sponsor } = message;
  let stored = first;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const place = cardPlaceOf(stored, message);
    if (!stored || place === undefined) return 'over';
    const { value: draft, etag } = stored;
    const drawn = draft.confirmation ? withColleague(draft, ports) : await saveAndDraw(draft, etag, ports);
    if (drawn !== 'lost') {
      const to = await ports.conversations.find(sponsor);
      if (place !== 'end') return await update(to, place.activity, drawn, ports);
      const posted = await postToPerson(to, sponsor, drawn, ports);
      if (posted.outcome === 'delivered') await moveTo(posted.activity, draft, ports);
      return posted;
    }
    stored = await ports.drafts.read(sponsor, message.id);
  }
  return 'over';
}

/** The draft is on the new card from now on, and the card before it says so, if Teams takes that. */
async function moveTo(activity: string, { sponsor, id, cardActivity: before }: Draft, ports: WorkPorts): Promise<void> {
  await changeDraft(sponsor, id, ports, (draft) => ({ ...draft, cardActivity: activity }));
  if (before === undefined) return;
  const { outcome } = await update(await ports.conversations.find(sponsor), before, lineCard({ sentence: sentences.draftOnTop }), ports);
  if (outcome !== 'delivered') ports.log.warn({ draft: id, outcome }, 'the card before of a draft was not closed');
}
