import type { EventDetail, RequestEvent } from '../domain/records';
import { channelTitle, eventTitle, fieldTitle, fieldValue } from '../domain/timeline-wording';
import { clockActor } from '../domain/wake';
import { moment } from '../domain/wording';
import type { Aggregate } from '../ports';
import { nameOf } from '../verbs/people';
import type { TabPorts } from './answer';
import type { TimelineEntry } from './contract';

/** Everything that happened to a request, newest first, in words. What was changed into what is for `isWhole` readers only. */
export async function timelineOf({ events, details }: Aggregate, isWhole: boolean, ports: TabPorts): Promise<TimelineEntry[]> {
  const entries = await Promise.all(events.map((event, place) => entryOf(event, details[place], isWhole, ports)));
  return entries.reverse();
}

async function entryOf(event: RequestEvent, detail: EventDetail | undefined, isWhole: boolean, ports: TabPorts): Promise<TimelineEntry> {
  const { actor, actingFor, channel, at } = event;
  return {
    title: eventTitle(event, ports.verbs),
    by: actor === clockActor.id ? '' : await nameOf(actor, ports),
    ...(actingFor !== undefined && { actingFor: await nameOf(actingFor, ports) }),
    channel: channelTitle(channel),
    at,
    atWords: moment(at, ports.policy.zone),
    ...(detail?.words !== undefined && { words: detail.words }),
    changes: isWhole ? await changesOf(event, detail, ports) : [],
  };
}

/** A first version of everything changes nothing: it is what the request says. */
async function changesOf(
  { verb, fields }: RequestEvent,
  detail: EventDetail | undefined,
  ports: TabPorts,
): Promise<TimelineEntry['changes']> {
  if (verb === 'request' || !detail) return [];
  const valueOf = async (field: string, value: unknown) => {
    if (value === undefined) return undefined;
    return field === 'sponsor' || field === 'decider' ? await nameOf(String(value), ports) : fieldValue(field, value);
  };
  return Promise.all(
    fields.map(async (field) => {
      const [before, after] = [await valueOf(field, detail.before?.[field]), await valueOf(field, detail.after?.[field])];
      return { label: fieldTitle(field), ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    }),
  );
}
