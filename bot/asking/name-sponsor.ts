import { mailInput } from '../../cards/actions';
import { nameSponsorCard } from '../../cards/name-sponsor';
import type { FormContext } from '../domain/form/form-context';
import { isEmailAddress } from '../domain/form/text-rules';
import type { Person, PersonId } from '../domain/organisation/organisation';
import { maySponsor } from '../domain/request/lifecycle';
import { canBeNamedFor, type NamingRefusal, preparedAtMost, refusesNaming, withColleagueAsked } from '../domain/request/prepared';
import type { Draft } from '../domain/request/records';
import { declinedLine, preparedSentences } from '../domain/words/prepared-words';
import type { Ports } from '../ports/ports';
import type { Stored } from '../ports/stored';
import type { Answer } from '../ports/turn';
import { busy, card, notice, refusalNotice } from '../shown/chat-answer';
import { draftContext } from '../shown/form-context';
import type { Pressed } from '../shown/press';
import { showRequestOf } from '../shown/request-card';
import { draftGone, type FillPorts, showDraft } from './fill-draft';
import { draftsAtMost } from './new-visitor';
import { decline, takeBack, withColleague } from './prepared-draft';

type NamePorts = FillPorts & Pick<Ports, 'queue'>;
type DraftPress = Pressed<{ draft: string }>;

const tries = 3;
/** Seconds until the worker checks: the message is enqueued before its change is saved. */
const workAfter = 1;

/** *Ask a colleague to sponsor*: asks for their work address. */
export async function askSponsor(press: DraftPress, ports: NamePorts): Promise<Answer> {
  const read = await nameable(press, ports);
  return 'answer' in read ? read.answer : card(nameSponsorCard({ draft: read.stored.value }));
}

/** Shows whose address it is before anybody is asked. */
export async function findSponsor(press: DraftPress, ports: NamePorts): Promise<Answer> {
  const read = await nameable(press, ports);
  if ('answer' in read) return read.answer;
  const draft = read.stored.value;
  const mail = mailInput.safeParse(press.inputs).data?.mail ?? '';
  try {
    const [colleague, open] = await Promise.all([
      isEmailAddress(mail) ? ports.people.byMail(mail.trim()) : undefined,
      openOf(press.person, ports),
    ]);
    const problem = refusesNaming(press.person, colleague, open);
    return card(nameSponsorCard({ draft, mail, ...(problem ? { problem } : colleague && { colleague }) }));
  } catch (fault) {
    return colleagueNotAsked(press.person, fault, ports);
  }
}

/**
 * Asks the colleague to confirm. Enqueues the message, then saves the preparer's row with the whole draft; the worker
 * copies it for the sponsor, so a crash in between loses nothing.
 */
export async function nameSponsor(press: Pressed<{ draft: string; revision: number; to: PersonId }>, ports: NamePorts): Promise<Answer> {
  const { person, data, cardActivity } = press;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const read = await nameable(press, ports);
    if ('answer' in read) return read.answer;
    const { value: draft, etag } = read.stored;
    // What is sent is what the card showed.
    if (draft.revision !== data.revision) return showDraft(press, ports);
    const named = await colleagueOf(person, data.to, ports);
    if ('answer' in named) return named.answer;
    const problem = refusesNaming(person, named.colleague, await openOf(person, ports)) ?? (await refusesRoom(draft, data.to, ports));
    const mail = named.colleague?.mail ?? '';
    if (problem || !named.colleague) return card(nameSponsorCard({ draft, mail, problem: problem ?? 'no-such-colleague' }));
    const next = { ...withColleagueAsked(draft, named.colleague, ports.clock.now()), ...(cardActivity !== undefined && { cardActivity }) };
    await ports.queue.enqueue({ kind: 'prepared', id: draft.id, preparer: person, sponsor: data.to }, workAfter);
    if ((await ports.drafts.save(next, etag)) === 'saved') return card(withColleague(next, ports));
  }
  return busy;
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
async function nameable(
  press: DraftPress,
  ports: NamePorts,
): Promise<{ stored: Stored<Draft>; context: FormContext } | { answer: Answer }> {
  const stored = await ports.drafts.read(press.person, press.data.draft);
  if (!stored) return { answer: await draftGone(press, ports) };
  const context = await draftContext(stored.value, ports);
  return canBeNamedFor(stored.value, context) ? { stored, context } : { answer: await showDraft(press, ports) };
}

/** Whether both the preparer and the colleague may sponsor. */
async function colleagueOf(
  person: PersonId,
  to: PersonId,
  ports: NamePorts,
): Promise<{ colleague: Person | undefined } | { answer: Answer }> {
  try {
    const [preparer, colleague] = await Promise.all([ports.people.person(person), ports.people.person(to)]);
    return preparer && maySponsor(preparer) ? { colleague } : { answer: refusalNotice({ refused: 'not-staff' }, ports) };
  } catch (fault) {
    return { answer: colleagueNotAsked(person, fault, ports) };
  }
}

async function openOf(person: PersonId, { drafts }: Pick<Ports, 'drafts'>): Promise<number> {
  return (await drafts.list(person, draftsAtMost * 2)).filter(({ confirmation }) => confirmation).slice(0, preparedAtMost).length;
}

/** A colleague whose drafts are full, or who has one of their own by this id, is not written to. */
async function refusesRoom({ id }: Draft, to: PersonId, { drafts }: Pick<Ports, 'drafts'>): Promise<NamingRefusal | undefined> {
  const theirs = await drafts.list(to, draftsAtMost * 2);
  return theirs.length >= draftsAtMost || theirs.some((draft) => draft.id === id) ? 'no-room' : undefined;
}

function colleagueNotAsked(person: PersonId, fault: unknown, { log }: Pick<Ports, 'log'>): Answer {
  log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; no colleague was asked');
  return { kind: 'sentence', text: preparedSentences.directoryAway };
}
