import { rowsAtMost } from '../../../cards/digest';
import { type OutlookDigestCard, outlookDigestCard } from '../../../cards/outlook-digest';
import type { PersonId } from '../../domain/request/visitor-request';
import type { DigestRow } from '../../domain/shown/list';
import { digestPlaces } from '../../domain/shown/teams-link';
import type { VerbBody } from '../../domain/verbs/verb';
import { outlookSentences } from '../../domain/words/outlook-words';
import type { OutlookCards } from '../../ports/outlook';
import type { Ports } from '../../ports/ports';
import { type DigestPorts, rowsOfList } from '../../shown/digest-rows';
import { formContext } from '../../shown/form-context';
import { drawOutlookNotice } from '../../shown/outlook-card';
import { type ActionLink, actionUrl, type MailedList } from '../../shown/outlook-link';
import { type ActPorts, act } from '../../verbs/act';
import { lineOf } from '../chat/list-verbs';
import type { OutlookAnswer } from './answer';

type List = MailedList & Pick<ActionLink, 'recipient'>;
type DrawPorts = DigestPorts & Pick<Ports, 'publicUrl'> & { outlook: OutlookCards };

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

export type OutlookDigestPorts = DrawPorts & ActPorts;

/**
 * Answers a button of a mailed list, or Outlook itself when the mail is opened: as many reads as there are rows.
 *
 * @param body undefined for a verb that has no button in a mailed list.
 */
export async function answerMailedList(
  link: ActionLink & { list: MailedList },
  body: VerbBody | undefined,
  ports: OutlookDigestPorts,
): Promise<OutlookAnswer> {
  const { seen, verb, recipient } = link;
  if (!seen || !body) return drawn(link, ports);
  const acted = await act({ id: recipient, channel: 'outlook' }, seen, verb, body, ports);
  if (acted.kind === 'later') return { kind: 'later', sentence: acted.sentence };
  if (acted.kind !== 'wrong') return drawn(link, ports, { results: [lineOf(acted, verb, ports)] });
  const typed = new Map([[seen.request, body.until ?? '']]);
  return drawn(link, ports, { typed, problems: new Map([[seen.request, acted.sentence]]) });
}

async function drawn(
  { list, recipient }: Pick<ActionLink, 'recipient'> & { list: MailedList },
  ports: OutlookDigestPorts,
  extra: Pick<OutlookDigestCard, 'results' | 'problems' | 'typed'> = {},
): Promise<OutlookAnswer> {
  const { kind, date } = list;
  const total = await itemsOf(list, recipient, ports);
  const rows = await rowsOfList({ digest: kind, date }, recipient, ports, rowsAtMost);
  if (total === undefined || !rows) return { kind: 'card', card: drawOutlookNotice(outlookSentences.gone, ports) };
  return { kind: 'card', card: await drawOutlookDigest({ ...list, recipient }, rows, total, ports, extra) };
}

async function itemsOf({ kind, date }: MailedList, person: PersonId, { digests }: DigestPorts): Promise<number | undefined> {
  return (await digests.read({ person, kind, date }))?.value.items.length;
}
