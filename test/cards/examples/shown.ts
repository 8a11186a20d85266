import { Temporal } from 'temporal-polyfill';
import type { FormContext } from '../../../bot/domain/form/form-context';
import type { Viewer } from '../../../bot/domain/request/viewers';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { type Names, type RequestShown, shownRequest } from '../../../bot/domain/shown/request';
import { verbs } from '../../../bot/domain/verbs/table';
import type { Place } from '../../../bot/domain/verbs/verb';
import { context, people, policy } from './context';

/** How somebody looks at a request of the examples. */
export interface Look {
  reader?: string;
  /** False for a decider who may not: somebody else has to. */
  mayDecide?: boolean;
  isAdmin?: boolean;
  isSponsorGone?: boolean;
  /** Who may decide beside the reader. */
  deputies?: string[];
  names?: Names;
  context?: FormContext;
  /** On the day of the examples, in the organisation's zone. */
  time?: string;
  place?: Place;
}

/** Nobody's id where no person is named. */
const readers: Record<Viewer, string> = { sponsor: 'sponsor', decider: 'head', reader: 'stranger', 'card-office': 'stranger' };

/** A request as it is shown to one reader, with what the rules offer them. */
export function viewFor(request: VisitorRequest, viewer: Viewer, look: Look = {}): RequestShown {
  const {
    reader = readers[viewer],
    mayDecide = viewer === 'decider',
    isAdmin = false,
    isSponsorGone = false,
    deputies = [],
    place = 'chat',
  } = look;
  const there = look.context ?? context;
  const may = mayDecide ? [reader] : [];
  const now = Temporal.ZonedDateTime.from(`${there.today.toString()}T${look.time ?? '15:00'}[${policy.zone}]`);
  const waitsFor = request.status === 'pending' ? [people.head, people.deputy] : [];
  return shownRequest(
    {
      request,
      viewer,
      acting: {
        standing: {
          person: { id: reader, name: '', mail: '', isEnabled: true, isStaff: true, isAdmin },
          deciders: { ask: may, may: [...may, ...deputies], as: 'department' },
          isSponsorGone,
        },
        press: { actor: { id: reader, channel: 'teams' }, now, seen: request.revision },
        context: there,
        names: look.names?.people ?? {},
      },
      names: look.names ?? { sponsor: people.sponsor, waitsFor, ...(request.decision && { decidedBy: people.head }) },
    },
    place,
    verbs,
  );
}
