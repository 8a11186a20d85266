import { createHash } from 'node:crypto';
import { liveCardOf, openedNow } from '../domain/messages/live-card';
import type { PersonId } from '../domain/organisation/organisation';
import { statusAt } from '../domain/request/request-dates';
import type { RequestId } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import type { Aggregate, Copy } from '../ports/requests';

export type LivePorts = Pick<Ports, 'requests' | 'queue' | 'clock' | 'log' | 'atOnce'>;

interface Opened {
  person: PersonId;
  activity: string;
}

/** Seconds until the worker closes the older card; the same where this process does that itself. */
const workAfter = 1;
const spareAfter = 20;

/**
 * A message shows a request in full from now on: it is its reader's live card, and the worker closes the one before. The
 * message goes first, as with a commit; where nothing is noted, it finds nothing to do.
 */
export async function noteLive(
  { request: { value: request }, copies }: Aggregate,
  { person, activity }: Opened,
  ports: LivePorts,
): Promise<void> {
  const theirs = copies.filter((copy) => copy.channel === 'teams' && copy.person === person && !('of' in copy.message));
  const here = theirs.find((copy) => copy.activity === activity);
  if (here && liveCardOf(person, theirs) === here) return;
  const now = ports.clock.now();
  // Its client shows it already, and drawing it once more would take what is being typed with it. Teams keeps of what answers
  // a press only what was there before: a line and a list can be opened again, a closed line cannot.
  const shown =
    here === undefined || here.form === 'line'
      ? { shownRevision: request.revision, shownStatus: statusAt(request, now.toPlainDate()) }
      : { shownRevision: 0, shownStatus: '' };
  const opened = { activity, ...shown, openedAt: openedNow(person, theirs, now.toInstant()) };
  const { form: _line, failed: _gone, attempts: _tries, notBefore: _then, ...kept } = here ?? openedCard(person, activity);
  const message = { kind: 'reach', id: request.id, attempt: 1 } as const;
  try {
    const { atOnce } = ports;
    const takeBack = atOnce && (await ports.queue.enqueueSpare(message, spareAfter));
    if (!takeBack) await ports.queue.enqueue(message, workAfter);
    await ports.requests.noteCopies(request.id, [{ ...kept, ...opened }]);
    if (takeBack && !atOnce.begin(message, takeBack)) await ports.queue.enqueue(message, 0);
  } catch (fault) {
    ports.log.warn(
      { request: request.id, person, fault: (fault as Error).name },
      'an opened card was not noted; it is redrawn when looked at',
    );
  }
}

/** The same of a pressed card that is answered with the request in full. Costs a read, and a note where it was not the live one. */
export async function notePressed(
  id: RequestId,
  { person, cardActivity }: { person: PersonId; cardActivity?: string },
  ports: LivePorts,
): Promise<void> {
  const aggregate = cardActivity === undefined ? undefined : await ports.requests.readAll(id, 0).catch(() => undefined);
  if (aggregate && cardActivity !== undefined) await noteLive(aggregate, { person, activity: cardActivity }, ports);
}

/** A message that showed something else and shows a request from now on; without a revision, none of it yet. */
export function openedCard(person: PersonId, activity: string): Copy {
  // What Teams calls a message is too long for a name of ours, and has signs that a key may not have.
  const at = createHash('sha256').update(activity).digest('hex').slice(0, 16);
  return { person, channel: 'teams', message: { kind: 'opened', at }, activity, shownRevision: 0, shownStatus: '' };
}
