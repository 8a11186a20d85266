import type { DigestKind } from '../notices/digest';
import type { RequestId } from '../request/visitor-request';
import { commands } from '../words/commands';
import { itTasksTitle } from '../words/it-words';

/** Where a link leads, as the tab writes its places: one request, its photo, one draft, or a list. */
export type LinkPlace =
  | `request/${RequestId}`
  | `request/${RequestId}/photo`
  | `draft/${RequestId}`
  | 'waiting'
  | 'reapproval'
  | 'it-tasks';

/** The list that a digest is about. */
export const digestPlaces = { sponsor: 'reapproval', decider: 'waiting' } as const satisfies Record<DigestKind, LinkPlace>;

/** Opens the bot’s chat in Teams, on whichever device, and does nothing else. Teams knows a bot as `28:` and its app id. */
export function teamsLink(tenantId: string, botId: string): string {
  return `https://teams.microsoft.com/l/chat/0/0?tenantId=${encodeURIComponent(tenantId)}&users=28:${encodeURIComponent(botId)}`;
}

/** The tab’s name in the manifest. */
const tabEntity = 'requests';

/**
 * Opens the tab in Teams at a place, and does nothing else.
 *
 * @param teamsApp the app’s id in the organisation’s catalogue; by the manifest’s own, Teams finds no app of a catalogue.
 */
export function tabLink({
  tenantId,
  teamsApp,
  place,
  label,
}: {
  tenantId: string;
  teamsApp: string;
  place: string;
  label: string;
}): string {
  const context = JSON.stringify({ subEntityId: place });
  const query = Object.entries({ tenantId, label, context }).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `https://teams.microsoft.com/l/entity/${encodeURIComponent(teamsApp)}/${tabEntity}?${query.join('&')}`;
}

/** The tab's page in a dialog of Teams, which tells a page there of no place: it stands in the address. */
export function dialogLink(publicUrl: string, place: LinkPlace): string {
  return `${publicUrl}/tab?place=${encodeURIComponent(place)}`;
}

export interface TeamsWay {
  tenantId: string;
  botId: string;
  /** The app’s id in the organisation’s catalogue, where it is known. */
  teamsApp?: string | undefined;
  hasTab: boolean;
}

/** Where mails and their cards lead: the tab at a place where there is a tab that can be linked, otherwise the chat. */
export function teamsWay({ tenantId, botId, teamsApp, hasTab }: TeamsWay): (place?: LinkPlace) => string {
  return (place) =>
    place !== undefined && hasTab && teamsApp !== undefined
      ? tabLink({ tenantId, teamsApp, place, label: labelOf(place) })
      : teamsLink(tenantId, botId);
}

/** What Teams may show of the link: never a visitor’s name. */
function labelOf(place: LinkPlace): string {
  if (place === 'it-tasks') return itTasksTitle;
  if (place !== 'waiting' && place !== 'reapproval') return place.split('/')[1] ?? '';
  const action = place === 'waiting' ? 'waitingForMe' : 'waitingForReapproval';
  return commands.find((command) => command.action === action)?.title ?? '';
}
