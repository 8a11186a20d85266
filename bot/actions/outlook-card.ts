import type { Asking } from '../../cards/asking';
import { outlookNotice } from '../../cards/outlook-notice';
import { outlookRequestCard } from '../../cards/outlook-request';
import type { Deciders } from '../domain/deciders';
import type { LinkPlace } from '../domain/teams-link';
import type { Viewer } from '../domain/viewers';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
import { actionUrl, type OutlookVerb } from '../outlook/action-link';
import type { OutlookCards } from '../outlook-port';
import type { Ports } from '../ports';
import { type RequestCardPorts, requestShown } from './request-card';

export type OutlookCardPorts = RequestCardPorts & Pick<Ports, 'publicUrl'> & { outlook: OutlookCards };

/** What has to be asked for again, with what was typed. */
export type AskingAgain = Asking & { problem: string };

/** The card of a request for a mail to this person, or in place of one: as JSON for Outlook, under 25 KB. */
export async function drawOutlookCard(
  request: VisitorRequest,
  viewer: Viewer,
  person: PersonId,
  deciders: Deciders,
  ports: OutlookCardPorts,
  extra: { asking?: AskingAgain; notice?: string } = {},
): Promise<object> {
  // Taking a decision back is a button of Teams; what says until when it works belongs beside it.
  const { recallUntil: _inTeams, ...shown } = await requestShown(request, viewer, person, deciders, ports, extra);
  const { originator, openUrl, linkKeys } = ports.outlook;
  const now = ports.clock.now();
  const url = (verb: OutlookVerb) =>
    actionUrl(ports.publicUrl, { verb, request: request.id, revision: request.revision, recipient: person }, linkKeys, now);
  const links = {
    show: url('show'),
    approve: url('approve'),
    approveChanged: url('approve-changed'),
    reject: url('reject'),
    return: url('return'),
  };
  return outlookRequestCard({ ...shown, originator, links, openUrl: openUrl(`request/${request.id}`) });
}

/** In place of a card: a sentence, and the way to Teams. */
export function drawOutlookNotice(sentence: string, { outlook }: Pick<OutlookCardPorts, 'outlook'>, place?: LinkPlace): object {
  return outlookNotice(sentence, { originator: outlook.originator, openUrl: outlook.openUrl(place) });
}
