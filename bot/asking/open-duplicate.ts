import type { StepName } from '../domain/form/steps';
import type { Answer } from '../ports/turn';
import type { LivePorts } from '../shown/live-card';
import type { Pressed } from '../shown/press';
import { showRequest } from '../shown/show-request';
import { type FillPorts, saveDraft } from './fill-draft';

/** From a draft to the sponsor’s own request for the same visitor, and back; what was typed on the card is kept. */
export async function openDuplicate(
  press: Pressed<{ draft: string; step: StepName; revision: number; request: string }>,
  ports: FillPorts & LivePorts,
): Promise<Answer> {
  const { draft, request } = press.data;
  return saveDraft(press, ports, () => showRequest({ ...press, data: { request, back: { to: 'draft', id: draft } } }, ports));
}
