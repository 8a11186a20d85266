import { mailInput, type VerbStep, verbInputs } from '../../../cards/actions';
import type { Asked } from '../../../cards/asking';
import { isEmailAddress } from '../../domain/form/text-rules';
import type { Person } from '../../domain/organisation/organisation';
import { type Press, seenIn } from '../../domain/request/lifecycle';
import { isRefusal, type Refusal } from '../../domain/request/refusal';
import type { VisitorRequest } from '../../domain/request/visitor-request';
import { doneOf, isOffered, refusalOf } from '../../domain/verbs/offers';
import type { Acting, VerbBody } from '../../domain/verbs/verb';
import { accountSentences } from '../../domain/words/account-words';
import { sentences } from '../../domain/words/words';
import type { Answer } from '../../ports/turn';
import { notice, notYours } from '../../shown/chat-answer';
import { formContext } from '../../shown/form-context';
import { type LivePorts, notePressed } from '../../shown/live-card';
import { type Pressed, teamsActor } from '../../shown/press';
import { answerStranger, showRequestOf } from '../../shown/request-card';
import { type Acted, type ActPorts, act, logRefusal, refusedAs, type Seen, verbOf } from '../../verbs/act';
import { standingOf } from '../../verbs/people';

type VerbPorts = ActPorts & LivePorts;

/** A button of a verb on the card of a request. Undefined: what it carries is nothing of ours. */
export async function pressVerb(step: VerbStep, verb: string, press: Pressed<Seen>, ports: VerbPorts): Promise<Answer | undefined> {
  const { takes } = verbOf(ports.verbs, verb);
  switch (step) {
    case 'ask': {
      // Words that were typed for another verb of the card go on to this one’s question.
      const typed = takes === 'words' ? verbInputs.words.safeParse(press.inputs) : undefined;
      return ask(verb, typed?.data ?? {}, press, ports);
    }
    case 'find': {
      const typed = mailInput.safeParse(press.inputs);
      return takes === 'colleague' && typed.success ? lookUpColleague(verb, typed.data.mail, press, ports) : undefined;
    }
    case 'do': {
      const typed = verbInputs[takes].safeParse(press.inputs);
      return typed.success ? actAndAnswer(verb, typed.data, press, ports) : undefined;
    }
  }
}

/** Asks for what the verb needs, where the rules would take it. Nothing changes yet. */
async function ask(verb: string, body: VerbBody, press: Pressed<Seen>, ports: VerbPorts): Promise<Answer> {
  const read = await actingOn(press, ports);
  if ('answer' in read) return read.answer;
  const { request, acting } = read;
  const row = verbOf(ports.verbs, verb);
  if (isOffered(row, request, acting)) return showRequestOf(request, press.person, ports, { asking: { verb, body } });
  return answerActed(logged(verb, read, press, ports), verb, {}, press, ports);
}

/**
 * Shows whose address it is before anything is done. The directory is asked only for those who may name somebody, and
 * tells them no more than the verb itself would.
 */
async function lookUpColleague(verb: string, mail: string, press: Pressed<Seen>, ports: VerbPorts): Promise<Answer> {
  const read = await actingOn(press, ports);
  if ('answer' in read) return read.answer;
  const { request, acting } = read;
  const row = verbOf(ports.verbs, verb);
  if (!isOffered(row, request, acting)) return answerActed(logged(verb, read, press, ports), verb, {}, press, ports);
  let colleague: Person | undefined;
  try {
    colleague = isEmailAddress(mail) ? await ports.people.byMail(mail.trim()) : undefined;
  } catch (fault) {
    return directoryAwayNotice(press.person, fault, ports);
  }
  const result = row.rule(request, { to: colleague?.id }, { ...acting, to: colleague });
  if (isRefusal(result) || !colleague) {
    const refusal: Refusal = isRefusal(result) ? result : { refused: 'no-such-colleague' };
    return answerActed(refusedAs(row, refusal, request, ports), verb, { mail }, press, ports);
  }
  const { id, name } = colleague;
  return showRequestOf(request, press.person, ports, { asking: { verb, colleague: { id, name, mail: colleague.mail } } });
}

async function actAndAnswer(verb: string, body: VerbBody, press: Pressed<Seen>, ports: VerbPorts): Promise<Answer> {
  return answerActed(await act(teamsActor(press.person), press.data, verb, body, ports), verb, { body }, press, ports);
}

type Typed = Pick<Asked, 'body' | 'mail'>;

/** The card as the request is now, the problem beside its field, or what strangers are told. */
async function answerActed(acted: Acted, verb: string, typed: Typed, press: Pressed<Seen>, ports: VerbPorts): Promise<Answer> {
  const { person } = press;
  const row = verbOf(ports.verbs, verb);
  if ('request' in acted && acted.request && row.isOverFor?.(acted.request, person)) return notice(doneOf(row, acted.request));
  switch (acted.kind) {
    case 'later':
      return { kind: 'sentence', text: acted.sentence };
    case 'done':
      return showRequestOf(acted.request, person, ports);
    case 'stale':
      // It may be a card that had closed: as it is shown in full again, it is the live one.
      await notePressed(acted.request.id, press, ports);
      return showRequestOf(acted.request, person, ports, {
        notice: acted.sentence ?? sentences.movedOn,
        ...((typed.body?.words?.trim() || typed.body?.terms) && { asking: { verb, ...typed } }),
      });
    case 'wrong': {
      const { sentence: problem, term } = acted;
      return showRequestOf(acted.request, person, ports, { asking: { verb, ...typed, problem, ...(term && { term }) } });
    }
    case 'not-theirs': {
      const { request, refusal, sentence } = acted;
      if (!request) return notYours(ports);
      return refusal.refused === 'not-yours'
        ? answerStranger(request, person, ports)
        : showRequestOf(request, person, ports, { notice: sentence });
    }
  }
}

interface Read {
  request: VisitorRequest;
  acting: Acting;
}

/** The request as it is now, and the person's standing to it. */
async function actingOn({ person, data }: Pressed<Seen>, ports: ActPorts): Promise<Read | { answer: Answer }> {
  const request = (await ports.requests.read(data.request))?.value;
  if (!request) return { answer: notYours(ports) };
  try {
    const standing = await standingOf(request, person, ports);
    if (!standing) return { answer: notYours(ports) };
    const press: Press = { actor: teamsActor(person), now: ports.clock.now(), seen: seenIn(request, data.revision) };
    return { request, acting: { standing, press, context: await formContext(ports) } };
  } catch (fault) {
    return { answer: directoryAwayNotice(person, fault, ports) };
  }
}

/** What a verb that is not offered is answered with. */
function logged(verb: string, { request, acting }: Read, { person }: Pressed<Seen>, ports: ActPorts): Acted {
  const row = verbOf(ports.verbs, verb);
  const refusal: Refusal = refusalOf(row, request, acting) ?? { refused: 'moved-on' };
  logRefusal(refusal, request.id, teamsActor(person), verb, ports);
  return refusedAs(row, refusal, request, ports);
}

export function directoryAwayNotice(person: string, fault: unknown, { log }: Pick<ActPorts, 'log'>): Answer {
  log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; the press waits');
  return { kind: 'sentence', text: accountSentences.nothingChanged };
}
