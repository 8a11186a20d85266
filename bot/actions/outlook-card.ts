import type { Asked } from '../../cards/asking';
import { outlookNotice } from '../../cards/outlook-notice';
import { outlookRequestCard } from '../../cards/outlook-request';
import type { Deciders } from '../domain/deciders';
import type { LinkPlace } from '../domain/teams-link';
import type { Viewer } from '../domain/viewers';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
import { actionUrl } from '../outlook/action-link';
import type { OutlookCards } from '../outlook-port';
import type { Ports } from '../ports';
import { type RequestCardPorts, viewOf } from './request-card';

export type OutlookCardPorts = RequestCardPorts & Pick<Ports, 'publicUrl'> & { outlook: OutlookCards };

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
  const { originator, openUrl, linkKeys } = ports.outlook;
  const now = ports.clock.now();
  const seen = { request: request.id, revision: request.revision };
  const link = (verb: string) => actionUrl(ports.publicUrl, { verb, seen, recipient: person }, linkKeys, now);
  return outlookRequestCard({ view, originator, link, openUrl: openUrl(`request/${request.id}`), ...extra });
}

/** In place of a card: a sentence, and the way to Teams. */
export function drawOutlookNotice(sentence: string, { outlook }: Pick<OutlookCardPorts, 'outlook'>, place?: LinkPlace): object {
  return outlookNotice(sentence, { originator: outlook.originator, openUrl: outlook.openUrl(place) });
}
