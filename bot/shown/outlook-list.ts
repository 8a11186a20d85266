import { type OutlookDigestCard, outlookDigestCard } from '../../cards/outlook-digest';
import type { DigestRow } from '../domain/shown/list';
import { digestPlaces } from '../domain/shown/teams-link';
import type { OutlookCards } from '../ports/outlook';
import type { Ports } from '../ports/ports';
import type { DigestPorts } from './digest-rows';
import { formContext } from './form-context';
import { type ActionLink, actionUrl, type MailedList } from './outlook-link';

type List = MailedList & Pick<ActionLink, 'recipient'>;

export type DrawPorts = DigestPorts & Pick<Ports, 'publicUrl'> & { outlook: OutlookCards };

/** The card of a mailed list: of these rows, the first ten. */
export async function drawOutlookDigest(
  list: List,
  rows: DigestRow[],
  total: number,
  ports: DrawPorts,
  extra: Pick<OutlookDigestCard, 'results' | 'problems' | 'typed'> = {},
): Promise<object> {
  const { originator, openUrl, linkKeys } = ports.outlook;
  const context = await formContext(ports);
  const now = ports.clock.now();
  const { kind, date, recipient } = list;
  const url = (link: Pick<ActionLink, 'verb' | 'seen'>) =>
    actionUrl(ports.publicUrl, { list: { kind, date }, recipient, ...link }, linkKeys, now);
  const links = {
    show: url({ verb: 'show' }),
    of: (verb: string, request: string, revision: number) => url({ verb, seen: { request, revision } }),
  };
  return outlookDigestCard({
    kind: list.kind,
    rows,
    total,
    today: context.today,
    context,
    originator,
    links,
    openUrl: openUrl(digestPlaces[list.kind]),
    ...extra,
  });
}
