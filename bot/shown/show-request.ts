import type { Back } from '../../cards/request-ways';
import type { Answer } from '../ports/turn';
import { notYours } from './chat-answer';
import { type LivePorts, noteLive } from './live-card';
import type { Pressed } from './press';
import type { ShownPorts } from './request';
import { maySee, showRequestOf } from './request-card';

type ShowPress = Pressed<{ request: string; back?: Back | undefined }> & { words?: string | undefined };

/**
 * A request as it is now: *Open*, *Cancel*, and what an open card asks by itself. A line or a list that is opened becomes its
 * reader's live card, and so does the card that answers a reference in the chat.
 */
export async function showRequest(press: ShowPress, ports: ShownPorts & LivePorts): Promise<Answer> {
  const { person, data, isAutomatic, cardActivity, words } = press;
  const extra = { ...(data.back && { back: data.back }), ...(words !== undefined && { words }) };
  if (isAutomatic) {
    const stored = await ports.requests.read(data.request);
    return stored ? showRequestOf(stored.value, person, ports, extra) : notYours(ports);
  }
  const aggregate = await ports.requests.readAll(data.request, 0);
  if (!aggregate || !(await maySee(aggregate.request.value, person, ports))) return notYours(ports);
  // A message that holds something else goes on belonging to that.
  if (!data.back && cardActivity !== undefined) await noteLive(aggregate, { person, activity: cardActivity }, ports);
  const answer = await showRequestOf(aggregate.request.value, person, ports, extra);
  const sent = (activity: string) => noteLive(aggregate, { person, activity }, ports);
  return answer.kind === 'card' && cardActivity === undefined ? { ...answer, sent } : answer;
}
