import { rowsAtMost } from '../../../cards/digest';
import type { OutlookDigestCard } from '../../../cards/outlook-digest';
import type { PersonId } from '../../domain/organisation/organisation';
import type { VerbBody } from '../../domain/verbs/verb';
import { outlookSentences } from '../../domain/words/outlook-words';
import { type DigestPorts, rowsOfList } from '../../shown/digest-rows';
import { drawOutlookNotice } from '../../shown/outlook-card';
import type { ActionLink, MailedList } from '../../shown/outlook-link';
import { type DrawPorts, drawOutlookDigest } from '../../shown/outlook-list';
import { type ActPorts, act } from '../../verbs/act';
import { rowResult } from '../chat/list-verbs';
import type { OutlookAnswer } from './outlook-answer';

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
  if (!seen || !body) return answerWithDigest(link, ports);
  const acted = await act({ id: recipient, channel: 'outlook' }, seen, verb, body, ports);
  if (acted.kind === 'later') return { kind: 'later', sentence: acted.sentence };
  if (acted.kind !== 'wrong') return answerWithDigest(link, ports, { results: [rowResult(acted, verb, ports)] });
  const typed = new Map([[seen.request, body.until ?? '']]);
  return answerWithDigest(link, ports, { typed, problems: new Map([[seen.request, acted.sentence]]) });
}

async function answerWithDigest(
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
