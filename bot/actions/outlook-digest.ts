import { rowsAtMost } from '../../cards/digest';
import { type OutlookDigestCard, outlookDigestCard } from '../../cards/outlook-digest';
import { outlookSentences } from '../domain/outlook-wording';
import { letEnd, reapprove } from '../domain/reapproval';
import { digestPlaces } from '../domain/teams-link';
import type { PersonId } from '../domain/visitor-request';
import { sentences } from '../domain/wording';
import { type DigestLink, digestUrl, readDigestLink } from '../outlook/digest-link';
import type { OutlookCards } from '../outlook-port';
import type { Ports } from '../ports';
import { type AnswerPorts, changeInList, dateProblems, lineOf, sentenceOf } from './change-in-list';
import { type DigestPorts, type DigestRow, rowsOfList } from './digest-list';
import { formContext } from './form-context';
import { notTheirs, type OutlookAnswer, type OutlookAnswerPorts, type OutlookPress } from './outlook-answer';
import { drawOutlookNotice } from './outlook-card';

type List = Pick<DigestLink, 'kind' | 'date' | 'recipient'>;
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
  const url = (link: Pick<DigestLink, 'verb' | 'visitor'>) => digestUrl(ports.publicUrl, { ...list, ...link }, linkKeys, now);
  const links = {
    show: url({ verb: 'show' }),
    of: (verb: 'keep' | 'let-end', request: string, revision: number) => url({ verb, visitor: { request, revision } }),
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

export type OutlookDigestPorts = OutlookAnswerPorts & AnswerPorts;

/** Answers a button of a mailed list, or Outlook itself when the mail is opened. Undefined where the address is of something else. */
export async function answerOutlookDigest(
  { person, path, words }: OutlookPress,
  ports: OutlookDigestPorts,
): Promise<OutlookAnswer | undefined> {
  if (!path.startsWith('digest/')) return undefined;
  const read = readDigestLink(path, ports.outlook.linkKeys, ports.clock.now());
  if (!read || read.link.recipient !== person) {
    ports.log.warn({ person, isSigned: read !== undefined }, 'a button of a mail that is not theirs, or not of ours, was pressed');
    return notTheirs(ports);
  }
  const { link, isOver } = read;
  if (isOver) return { kind: 'card', card: drawOutlookNotice(outlookSentences.linkOver, ports, digestPlaces[link.kind]) };
  // What Outlook asks on opening has two seconds: as many reads as there are rows, and nobody else is asked.
  if (!link.visitor) return drawn(link, { ...ports, people: ports.rememberedPeople });
  return answerOne(link, link.visitor, words, ports);
}

async function answerOne(
  link: DigestLink,
  { request, revision }: NonNullable<DigestLink['visitor']>,
  words: string,
  ports: OutlookDigestPorts,
): Promise<OutlookAnswer> {
  const press = { actor: { id: link.recipient, channel: 'outlook' as const }, now: ports.clock.now(), seen: revision };
  const until = words.trim().slice(0, 300);
  const outcome = await changeInList(request, press.actor, ports, (current, standing) =>
    link.verb === 'keep' ? reapprove(current, until, standing, ports.policy, press) : letEnd(current, standing, press),
  );
  if (outcome === 'no-answer') return { kind: 'later', sentence: sentences.decisionWaits };
  if (outcome.kind === 'busy') return { kind: 'later', sentence: sentences.stillBusy };
  const isAboutDate = outcome.kind === 'refused' && dateProblems.includes(outcome.refusal.refused);
  if (!isAboutDate) return drawn(link, ports, { results: [lineOf(outcome, ports)] });
  return drawn(link, ports, { typed: new Map([[request, until]]), problems: new Map([[request, sentenceOf(outcome.refusal, ports)]]) });
}

async function drawn(
  link: DigestLink,
  ports: OutlookDigestPorts,
  extra: Pick<OutlookDigestCard, 'results' | 'problems' | 'typed'> = {},
): Promise<OutlookAnswer> {
  const { kind, date, recipient } = link;
  const total = await itemsOf(link, recipient, ports);
  const rows = await rowsOfList({ digest: kind, date }, recipient, ports, rowsAtMost);
  if (total === undefined || !rows) return { kind: 'card', card: drawOutlookNotice(outlookSentences.gone, ports) };
  return { kind: 'card', card: await drawOutlookDigest(link, rows, total, ports, extra) };
}

async function itemsOf({ kind, date }: List, person: PersonId, { digests }: DigestPorts): Promise<number | undefined> {
  return (await digests.read({ person, kind, date }))?.value.items.length;
}
