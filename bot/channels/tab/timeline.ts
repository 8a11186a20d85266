import type { PersonId } from '../../domain/organisation/organisation';
import { clockActor } from '../../domain/request/clock';
import type { EventDetail, RequestEvent } from '../../domain/request/records';
import { foldViews, type ShownEvent } from '../../domain/request/view-photo';
import type { VisitorRequest } from '../../domain/request/visitor-request';
import { channelTitle, eventTitle, fieldTitle, fieldValue, isContactField } from '../../domain/shown/timeline-words';
import { preparedEvent } from '../../domain/words/prepared-words';
import { moment } from '../../domain/words/words';
import type { Aggregate } from '../../ports/requests';
import { nameOf } from '../../verbs/people';
import type { TabPorts } from './answer';
import type { TimelineEntry, TimelinePage } from './contract';

/** Events of one page of a history. */
export const eventsOfPage = 50;

/** Which events a reader sees, and whether with the values that changed. Approvers see those that they decide on. */
export type HistoryPart = 'whole' | 'without contact' | 'without values' | 'of the card';

const cardVerbs = new Set([
  'approve',
  'view-photo',
  'export-card',
  'issue-card',
  'replace-card',
  'extend-card',
  'collect-card',
  'correct-card',
  'unissue-card',
  'uncollect-card',
  'forget-photo',
]);

/**
 * One page of what happened to a request, newest first, in words: the events before the `before`th.
 */
export async function timelineOf(
  { events, details }: Pick<Aggregate, 'events' | 'details'>,
  { preparedBy }: Pick<VisitorRequest, 'preparedBy'>,
  before: number,
  part: HistoryPart,
  ports: TabPorts,
): Promise<TimelinePage> {
  const isShown = ({ event }: ShownEvent) => part !== 'of the card' || cardVerbs.has(event.verb);
  const shown = foldViews(events, ports.policy.zone).filter(isShown);
  const entries = await Promise.all(
    shown.map(({ event, last, times }) => entryOf({ event, detail: details[last], times }, preparedBy, part, ports)),
  );
  const earlier = before - events.length;
  return { entries: entries.reverse(), ...(events.length > 0 && earlier > 0 && { earlier }) };
}

interface RecordedEvent {
  event: RequestEvent;
  detail: EventDetail | undefined;
  times: number;
}

/** @param preparer whoever prepared the request for its sponsor. */
async function entryOf(
  { event, detail, times }: RecordedEvent,
  preparer: PersonId | undefined,
  part: HistoryPart,
  ports: TabPorts,
): Promise<TimelineEntry> {
  const { actor, actingFor, channel, at, verb } = event;
  return {
    title:
      event.verb === 'request' && preparer !== undefined
        ? preparedEvent(await nameOf(preparer, ports))
        : eventTitle(event, ports.verbs, times),
    by: actor === clockActor.id ? '' : await nameOf(actor, ports),
    ...(actingFor !== undefined && { actingFor: await nameOf(actingFor, ports) }),
    channel: channelTitle(channel),
    at,
    atWords: moment(at, ports.policy.zone),
    // A decider's note is for the sponsor, and why IT cannot do something for the sponsor and admins.
    ...(detail?.words !== undefined &&
      part !== 'of the card' &&
      (verb !== 'account-not-done' || part === 'whole') && { words: detail.words }),
    ...((event.verb === 'view-photo' || (event.verb === 'export-card' && event.fields.includes('photo'))) && {
      isPhotoView: true as const,
    }),
    changes: part === 'without values' ? [] : await changesShown(event, detail, part === 'without contact', ports),
  };
}

/**
 * A first version of everything changes nothing: it is what the request says.
 *
 * @param isDiscreet contact details are named without what they say.
 */
async function changesShown(
  { verb, fields }: RequestEvent,
  detail: EventDetail | undefined,
  isDiscreet: boolean,
  ports: TabPorts,
): Promise<TimelineEntry['changes']> {
  if (verb === 'request' || !detail) return [];
  const valueOf = async (field: string, value: unknown) => {
    if (value === undefined) return undefined;
    return field === 'sponsor' || field === 'decider' ? await nameOf(String(value), ports) : fieldValue(field, value);
  };
  const changes = await Promise.all(
    fields.map(async (field) => {
      if (isDiscreet && isContactField(field)) return [{ label: fieldTitle(field) }];
      const [before, after] = [await valueOf(field, detail.before?.[field]), await valueOf(field, detail.after?.[field])];
      // That a photo was among what was given out is no change of it.
      if (before === undefined && after === undefined) return [];
      return [{ label: fieldTitle(field), ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
    }),
  );
  return changes.flat();
}
