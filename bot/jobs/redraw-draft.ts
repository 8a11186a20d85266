import { saveAndDraw } from '../actions/draft-card';
import type { WorkMessage } from '../ports';
import { TryLater, type WorkPorts } from './try-later';

const tries = 3;

/** A photo has arrived: the draft’s card in the chat shows it, where the chat told us which card that is. */
export async function redrawDraft({ id, sponsor }: Extract<WorkMessage, { kind: 'draft' }>, ports: WorkPorts): Promise<void> {
  const to = await ports.conversations.find(sponsor);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.drafts.read(sponsor, id);
    const isShown = stored && (stored.value.step === 'photo' || stored.value.step === 'review');
    if (!isShown || !to || stored.value.cardActivity === undefined) return;
    const drawn = await saveAndDraw(stored.value, stored.etag, ports);
    if (drawn === 'lost') continue;
    const delivery = await ports.chat.update(to, stored.value.cardActivity, drawn);
    if (delivery.outcome === 'later') throw new TryLater(delivery.code, delivery.afterSeconds);
    return;
  }
}
