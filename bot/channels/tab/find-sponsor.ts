import { askColleague, noColleagueAsked, openWithColleagues, readNameable } from '../../asking/ask-colleague';
import { isEmailAddress } from '../../domain/form/text-rules';
import type { Person } from '../../domain/organisation/organisation';
import { maySponsor } from '../../domain/request/lifecycle';
import { type NamingRefusal, preparedAtMost, refusesNaming } from '../../domain/request/prepared';
import type { RequestId } from '../../domain/request/visitor-request';
import { draftSentences } from '../../domain/words/draft-words';
import { namingRefusal, preparedSentences } from '../../domain/words/prepared-words';
import { tabSentences } from '../../domain/words/tab-words';
import { refusalSentence } from '../../domain/words/words';
import { busy, directoryAwayProblem, json, notYoursProblem, type ProblemAnswer, problem, type TabAnswer, type TabPorts } from './answer';
import type { PeopleFound } from './contract';
import type { SponsorAsk, SponsorNamed } from './draft-contract';
import { type FormPorts, openDraft, openedDraft, redrawInChat } from './drafts';
import { peopleCalled } from './find-people';

/**
 * `POST /drafts/<reference>/find-sponsor`: whom its preparer may ask to sponsor it, of those who are called so. The directory is
 * asked only for those who may ask somebody, about a draft that is ready for it.
 */
export async function findSponsorOnPage(person: Person, reference: RequestId, { text }: SponsorAsk, ports: FormPorts): Promise<TabAnswer> {
  if (!maySponsor(person)) return notStaffProblem(ports);
  const read = await readNameable(person.id, reference, ports);
  if (read.kind === 'gone') return notYoursProblem(ports);
  if (read.kind === 'not-nameable') return problem(409, 'moved-on', draftSentences.notNameable);
  const open = await openWithColleagues(person.id, ports);
  if (open >= preparedAtMost) return notNamed('too-many');
  const isAddress = isEmailAddress(text.trim());
  try {
    const found = await peopleCalled(text, (one) => refusesNaming(person.id, one, open) === undefined, ports);
    if (found.people.length > 0) return json(found);
    if (!isAddress) return json({ people: [], sentence: tabSentences.nobodyCalled } satisfies PeopleFound);
    // Why this one will not do, as on the card.
    const refusal = refusesNaming(person.id, await ports.people.byMail(text.trim()), open);
    return notNamed(refusal ?? 'no-such-colleague');
  } catch (fault) {
    noColleagueAsked(person.id, fault, ports);
    return directoryAwayProblem(preparedSentences.directoryAway);
  }
}

/** `POST /drafts/<reference>/name-sponsor`: asks the colleague to confirm the draft as the page showed it. */
export async function nameSponsorOnPage(
  person: Person,
  reference: RequestId,
  { revision, to }: SponsorNamed,
  ports: FormPorts,
): Promise<TabAnswer> {
  const asked = await askColleague({ person: person.id, draft: reference, revision, to }, ports);
  switch (asked.kind) {
    case 'asked':
      await redrawInChat(person, reference, ports);
      return openedDraft(asked.draft, ports);
    case 'unseen':
      return openedDraft(asked.draft, ports, draftSentences.noColleagueAsked);
    case 'refused':
      return notNamed(asked.refusal);
    case 'gone':
      return openDraft(person, reference, ports);
    case 'not-staff':
      return notStaffProblem(ports);
    case 'directory-away':
      return directoryAwayProblem(preparedSentences.directoryAway);
    case 'busy':
      return busy;
  }
}

function notNamed(refusal: NamingRefusal): ProblemAnswer {
  return problem(422, 'refused', namingRefusal(refusal), { field: 'text' });
}

function notStaffProblem({ policy }: Pick<TabPorts, 'policy'>): ProblemAnswer {
  return problem(403, 'forbidden', refusalSentence({ refused: 'not-staff' }, policy));
}
