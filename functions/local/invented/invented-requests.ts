import type { LocalPerson } from '../../../bot/data/load';
import type { EventDetail, RequestEvent } from '../../../bot/domain/request/records';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import type { Dice } from './dice';
import { type Part, type Plot, playPlot } from './plots';
import { ImpossiblePlot, Story, type StoryContext } from './story';

/** The invented university, and the present. */
export interface InventionContext extends StoryContext {
  people: readonly LocalPerson[];
}

/** A request in its present state, with everything recorded on the way. */
export interface InventedRequest {
  request: VisitorRequest;
  events: RequestEvent[];
  details: EventDetail[];
}

/** How many attempts a past may take: some throws of the dice leave no time for what was to happen. */
const attempts = 200;

/** The share of each plot, in a hundred. */
const shares: Record<Plot, number> = {
  active: 38,
  ending: 6,
  expired: 33,
  pending: 4,
  returned: 2,
  approved: 6,
  ended: 4,
  rejected: 3,
  withdrawn: 2,
  lapsed: 2,
};

/**
 * The requests that somebody who looks around meets first: the sponsor among the personas has each kind, the head and the
 * deputy have several to decide. Begins with the rarest, so that a small number has some of each.
 */
const cast: readonly { plot: Plot; isTheirs: boolean }[] = [
  ...(['pending', 'ending', 'active', 'returned', 'approved', 'expired', 'ended', 'rejected', 'withdrawn', 'lapsed'] as const).map(theirs),
  ...Array.from({ length: 6 }, () => ({ plot: 'pending' as const, isTheirs: false })),
  ...(['ending', 'active', 'pending', 'ending', 'expired', 'returned', 'active', 'ended', 'ending', 'approved'] as const).map(theirs),
  ...(['ending', 'active', 'rejected', 'withdrawn', 'lapsed', 'expired', 'active', 'ending', 'pending', 'active'] as const).map(theirs),
];

function theirs(plot: Plot) {
  return { plot, isTheirs: true };
}

/**
 * Invents the history of one request by the product’s own rules. Pure: the same dice and context tell the same.
 *
 * @param place which of its run it is, from 0; the first ones are the personas’.
 */
export function inventedRequest(dice: Dice, context: InventionContext, place: number): InventedRequest {
  const plot = cast[place]?.plot ?? dice.weighted(shares);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const story = new Story(context, dice);
      playPlot(story, partFor(plot, place, dice, context));
      const { changes } = story;
      return {
        request: withoutOutcome(story.request),
        events: changes.map(({ event }) => event),
        details: changes.map(({ detail }) => detail),
      };
    } catch (fault) {
      if (!(fault instanceof ImpossiblePlot)) throw fault;
    }
  }
  throw new Error(`no ${plot} request could be invented`);
}

/** Nobody is told of an invented decision, also once something else happens to the request. */
function withoutOutcome(request: VisitorRequest): VisitorRequest {
  if (!request.decision) return request;
  const { outcomeRevision: _news, ...decision } = request.decision;
  return { ...request, decision };
}

function partFor(plot: Plot, place: number, dice: Dice, { people, departments }: InventionContext): Part {
  const staff = people.filter(({ isStaff }) => isStaff);
  const [sponsor] = staff.filter(({ role }) => role === 'sponsor');
  const others = staff.filter(({ role }) => role !== 'sponsor' && role !== 'stranger');
  const role = cast[place];
  const [chosen, home] = role?.isTheirs ? [sponsor ?? dice.pick(staff), dice.chance(0.6)] : [dice.pick(others), role !== undefined];
  const department = home ? sponsor?.department : dice.chance(0.5) ? chosen.department : undefined;
  const isThere = departments.some(({ id }) => id === department);
  return {
    plot,
    sponsor: chosen,
    department: isThere ? department! : dice.pick(departments).id,
    colleague: dice.pick(others.filter(({ id, isEnabled }) => isEnabled && id !== chosen.id)),
  };
}
