import type { Asked } from '../../cards/asking';
import { outlookNotice } from '../../cards/outlook-notice';
import { outlookRequestCard } from '../../cards/outlook-request';
import type { PersonId } from '../domain/organisation/organisation';
import type { Deciders } from '../domain/request/deciders';
import type { Viewer } from '../domain/request/viewers';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { LinkPlace } from '../domain/shown/teams-link';
import type { OutlookCards } from '../ports/outlook';
import type { Ports } from '../ports/ports';
import { actionUrl } from './outlook-link';
import { photoUrlOf, type ShownPorts, viewOf } from './request';

export type OutlookCardPorts = ShownPorts & Pick<Ports, 'publicUrl'> & { outlook: OutlookCards };

/** The card of a request for a mail to this person, or in place of one: as JSON for Outlook, under 25 KB. */
export async function drawOutlookCard(
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: OutlookCardPorts,
  extra: { asking?: Asked; notice?: string } = {},
): Promise<object> {
  const view = await viewOf(request, viewer, person, deciders, ports, 'outlook');
  const photoUrl = photoUrlOf(view, person, ports);
  const { originator, openUrl, linkKeys } = ports.outlook;
  const now = ports.clock.now();
  const seen = { request: request.id, revision: request.revision };
  const link = (verb: string) => actionUrl(ports.publicUrl, { verb, seen, recipient: person }, linkKeys, now);
  return outlookRequestCard({
    view,
    originator,
    link,
    openUrl: openUrl(`request/${request.id}`),
    ...(photoUrl !== undefined && { photoUrl }),
    ...extra,
  });
}

/** In place of a card: a sentence, and the way to Teams. */
export function drawOutlookNotice(sentence: string, { outlook }: Pick<OutlookCardPorts, 'outlook'>, place?: LinkPlace): object {
  return outlookNotice(sentence, { originator: outlook.originator, openUrl: outlook.openUrl(place) });
}
