import { mailInput } from '../../cards/actions';
import { nameSponsorCard } from '../../cards/name-sponsor';
import { isEmailAddress } from '../domain/form/text-rules';
import type { PersonId } from '../domain/organisation/organisation';
import { refusesNaming } from '../domain/request/prepared';
import type { Draft } from '../domain/request/records';
import { declinedLine, preparedSentences } from '../domain/words/prepared-words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';
import { busy, card, notice, refusalNotice } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import { showRequestOf } from '../shown/request-card';
import { askColleague, noColleagueAsked, openWithColleagues, readNameable } from './ask-colleague';
import { draftGone, type FillPorts, showDraft } from './fill-draft';
import { decline, takeBack, withColleague } from './prepared-draft';

type NamePorts = FillPorts & Pick<Ports, 'queue'>;
type DraftPress = Pressed<{ draft: string }>;

/** *Ask a colleague to sponsor*: asks for their work address. */
export async function askSponsor(press: DraftPress, ports: NamePorts): Promise<Answer> {
  const read = await nameable(press, ports);
  return 'answer' in read ? read.answer : card(nameSponsorCard({ draft: read.draft }));
}

/** Shows whose address it is before anybody is asked. */
export async function findSponsor(press: DraftPress, ports: NamePorts): Promise<Answer> {
  const read = await nameable(press, ports);
  if ('answer' in read) return read.answer;
  const { draft } = read;
  const mail = mailInput.safeParse(press.inputs).data?.mail ?? '';
  try {
    const [colleague, open] = await Promise.all([
      isEmailAddress(mail) ? ports.people.byMail(mail.trim()) : undefined,
      openWithColleagues(press.person, ports),
    ]);
    const problem = mail.trim() === '' ? 'no-address' : refusesNaming(press.person, colleague, open);
    return card(nameSponsorCard({ draft, mail, ...(problem ? { problem } : colleague && { colleague }) }));
  } catch (fault) {
    noColleagueAsked(press.person, fault, ports);
    return directoryAway;
  }
}

/** Asks the colleague whose name was shown. */
export async function nameSponsor(press: Pressed<{ draft: string; revision: number; to: PersonId }>, ports: NamePorts): Promise<Answer> {
  const { person, data, cardActivity } = press;
  const asked = await askColleague({ person, ...data, cardActivity }, ports);
  switch (asked.kind) {
    case 'asked':
      return card(withColleague(asked.draft, ports));
    case 'unseen':
      return showDraft(press, ports);
    case 'refused':
      return card(nameSponsorCard({ draft: asked.draft, mail: asked.mail, problem: asked.refusal }));
    case 'gone':
      return draftGone(press, ports);
    case 'not-staff':
      return refusalNotice({ refused: 'not-staff' }, ports);
    case 'directory-away':
      return directoryAway;
    case 'busy':
      return busy;
  }
}

/** Whoever prepared it takes it back, while it is not confirmed. */
export async function takeDraftBack(press: DraftPress, ports: NamePorts): Promise<Answer> {
  const taken = await takeBack(press.person, press.data.draft, ports);
  if (taken.kind === 'confirmed') return showRequestOf(taken.request, press.person, ports);
  return taken.kind === 'busy' ? busy : showDraft(press, ports);
}

/** The colleague declines: the draft goes back to its preparer, who is notified. */
export async function declinePrepared(press: DraftPress, ports: NamePorts): Promise<Answer> {
  const declined = await decline(press.person, press.data.draft, ports);
  switch (declined.kind) {
    case 'declined':
      return notice(declinedLine(declined.preparer));
    case 'not-prepared':
      return showDraft(press, ports);
    case 'confirmed':
      return draftGone(press, ports);
    case 'busy':
      return busy;
  }
}

/** A draft for which a colleague can be named, or what is shown in place of the question. */
async function nameable(press: DraftPress, ports: NamePorts): Promise<{ draft: Draft } | { answer: Answer }> {
  const read = await readNameable(press.person, press.data.draft, ports);
  if (read.kind === 'gone') return { answer: await draftGone(press, ports) };
  return read.kind === 'nameable' ? { draft: read.stored.value } : { answer: await showDraft(press, ports) };
}

const directoryAway: Answer = { kind: 'sentence', text: preparedSentences.directoryAway };
