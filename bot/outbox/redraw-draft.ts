import { saveAndDraw } from '../asking/draft-card';
import type { WorkMessage } from '../ports/queue';
import { itsTime } from './paced';
import { afterRefusal } from './retry';
import type { WorkPorts } from './work-ports';

const tries = 3;
/** Seconds until a redrawing that the channel put off is tried again, and how often. */
const retryAfter = 5;
const retries = 5;

/** A photo has arrived: the draft’s card in the chat shows it, where the chat told us which card that is. */
export async function redrawDraft(message: Extract<WorkMessage, { kind: 'draft' }>, ports: WorkPorts): Promise<void> {
  const { reserved, ...again } = message;
  const { id, sponsor, attempt: before = 0 } = again;
  const to = await ports.conversations.find(sponsor);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.drafts.read(sponsor, id);
    const isShown = stored?.value.step === 'review' && stored.value.confirmation === undefined;
    if (!isShown || !to || stored.value.cardActivity === undefined) return;
    const far = attempt === 0 && (await itsTime({ channel: 'teams', causedBy: sponsor, reserved }, ports));
    if (far) return ports.queue.enqueue({ ...again, reserved: far.at }, far.seconds);
    const drawn = await saveAndDraw(stored.value, stored.etag, ports);
    if (drawn === 'lost') continue;
    const delivery = await ports.chat.update(to, stored.value.cardActivity, drawn);
    // A message of its own, as a failing one would come back at once and too often. The card’s own button shows the photo too.
    const wait = delivery.outcome === 'later' ? afterRefusal(delivery, ports) : undefined;
    if (wait !== undefined) await ports.queue.enqueue(again, wait);
    else if (delivery.outcome === 'later' && before < retries) {
      await ports.queue.enqueue({ ...again, attempt: before + 1 }, Math.max(retryAfter, delivery.afterSeconds ?? 0));
    }
    return;
  }
}
