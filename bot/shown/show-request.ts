import type { Back } from '../../cards/request-ways';
import { statusAt } from '../domain/request/request-dates';
import type { Aggregate } from '../ports/requests';
import type { Answer } from '../ports/turn';
import { notYours } from './chat-answer';
import type { Pressed } from './press';
import type { ShownPorts } from './request';
import { maySee, showRequestOf } from './request-card';

type ShowPress = Pressed<{ request: string; back?: Back | undefined }>;

/** A request as it is now: *Open*, *Cancel*, and what an open card asks by itself. */
export async function showRequest(press: ShowPress, ports: ShownPorts): Promise<Answer> {
  const { person, data, isAutomatic } = press;
  const extra = data.back ? { back: data.back } : {};
  if (isAutomatic) {
    const stored = await ports.requests.read(data.request);
    return stored ? showRequestOf(stored.value, person, ports, extra) : notYours(ports);
  }
  const aggregate = await ports.requests.readAll(data.request, 0);
  if (!aggregate || !(await maySee(aggregate.request.value, person, ports))) return notYours(ports);
  // A message that shows something else keeps its owner.
  if (!data.back) await noteOpened(aggregate, press, ports);
  return showRequestOf(aggregate.request.value, person, ports, extra);
}

/** A card opened from a list is a copy like those that were sent: it closes with them. One a person, the newest. */
async function noteOpened(
  { request: { value: request }, copies }: Aggregate,
  { person, cardActivity }: Pressed<unknown>,
  ports: ShownPorts,
): Promise<void> {
  if (cardActivity === undefined || copies.some((copy) => copy.person === person && copy.activity === cardActivity)) return;
  const shownStatus = statusAt(request, ports.clock.now().toPlainDate());
  try {
    await ports.requests.noteCopies(request.id, [
      { person, channel: 'teams', message: { kind: 'opened' }, activity: cardActivity, shownRevision: request.revision, shownStatus },
    ]);
  } catch (fault) {
    ports.log.warn(
      { request: request.id, person, fault: (fault as Error).name },
      'an opened card was not noted; it is redrawn when looked at',
    );
  }
}
