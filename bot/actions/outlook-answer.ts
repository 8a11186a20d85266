import { readTerms } from '../../cards/outlook-terms';
import type { Refusal } from '../domain/lifecycle';
import { outlookSentences } from '../domain/outlook-wording';
import { viewerOf } from '../domain/viewers';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
import { refusalSentence, sentences } from '../domain/wording';
import { type ActionLink, type OutlookVerb, readActionLink } from '../outlook/action-link';
import type { People } from '../ports';
import { askingAgain, type DecidePorts, decide, type Verdict } from './decide';
import { type AskingAgain, drawOutlookCard, drawOutlookNotice, type OutlookCardPorts } from './outlook-card';
import { adminsOf, decidersFor } from './request-card';

/** A pressed button of a mailed card: who, by the token; on what, by the signed address; and what was typed. */
export interface OutlookPress {
  person: PersonId;
  /** What stands after `/api/outlook/`. */
  path: string;
  words: string;
}

/**
 * What the pressed card becomes. `stays`: it stays as it is, typed words included, with a sentence beside its buttons;
 * `later` is the same where pressing again may help. `refused`: the presser has no business here.
 */
export type OutlookAnswer =
  | { kind: 'card'; card: object }
  | { kind: 'refused'; card: object; sentence: string }
  | { kind: 'stays' | 'later'; sentence: string };

export type OutlookAnswerPorts = DecidePorts &
  OutlookCardPorts & {
    /** The directory as it was last read: what Outlook asks on opening has two seconds, too little to ask anybody. */
    rememberedPeople: People;
  };

/** A card has to stay small. Words that do not fit into one stay where they were typed (bytes of JSON). */
const cardAtMost = 25 * 1024;

/** Answers a button of a mailed card, or Outlook itself, which asks for the present state when the mail is opened. */
export async function answerOutlook({ person, path, words }: OutlookPress, ports: OutlookAnswerPorts): Promise<OutlookAnswer> {
  const read = readActionLink(path, ports.outlook.linkKeys, ports.clock.now());
  if (!read || read.link.recipient !== person) {
    const { request } = read?.link ?? {};
    ports.log.warn({ person, request, isSigned: read !== undefined }, 'a button of a mail that is not theirs, or not of ours, was pressed');
    return notTheirs(ports);
  }
  const { link, isOver } = read;
  if (isOver) return { kind: 'card', card: drawOutlookNotice(outlookSentences.linkOver, ports, `request/${link.request}`) };
  if (link.verb === 'show') return show(link, ports);
  return decideInOutlook(link, verdictOf(link.verb, words), ports);
}

function verdictOf(verb: Exclude<OutlookVerb, 'show'>, body: string): Verdict {
  switch (verb) {
    case 'approve':
      return { verb };
    case 'approve-changed':
      return { verb: 'approveChanged', terms: readTerms(body) };
    case 'reject':
    case 'return':
      return { verb, words: body };
  }
}

async function show({ request, recipient }: ActionLink, ports: OutlookAnswerPorts): Promise<OutlookAnswer> {
  const stored = await ports.requests.read(request);
  return stored ? drawn(stored.value, recipient, { ...ports, people: ports.rememberedPeople }) : gone(ports);
}

async function decideInOutlook(link: ActionLink, verdict: Verdict, ports: OutlookAnswerPorts): Promise<OutlookAnswer> {
  const person = link.recipient;
  const outcome = await decide({ id: person, channel: 'outlook' }, link, verdict, ports);
  switch (outcome.kind) {
    case 'directory-away':
      return { kind: 'later', sentence: sentences.decisionWaits };
    case 'busy':
      return { kind: 'later', sentence: sentences.stillBusy };
    case 'unknown':
      return gone(ports);
    case 'done':
      return drawn(outcome.request, person, ports);
    case 'refused':
      return outcome.request ? answerToRefusal(outcome.refusal, outcome.request, person, verdict, ports) : gone(ports);
  }
}

async function answerToRefusal(
  refusal: Refusal,
  request: VisitorRequest,
  person: PersonId,
  verdict: Verdict,
  ports: OutlookAnswerPorts,
): Promise<OutlookAnswer> {
  const asking = askingAgain(refusal, verdict, ports);
  if (asking) return askAgain(request, person, asking, ports);
  switch (refusal.refused) {
    case 'moved-on':
    case 'incomplete':
      // Their own decision, pressed twice or its answer lost on the way: the status says it all.
      return drawn(request, person, ports, request.decision?.by === person ? {} : { notice: sentences.movedOn });
    case 'not-yours':
    case 'not-staff':
      return notTheirs(ports);
    default:
      return notTheirs(ports, refusalSentence(refusal, ports.policy));
  }
}

async function askAgain(request: VisitorRequest, person: PersonId, asking: AskingAgain, ports: OutlookAnswerPorts): Promise<OutlookAnswer> {
  const answer = await drawn(request, person, ports, { asking });
  const isTooLarge = answer.kind === 'card' && Buffer.byteLength(JSON.stringify(answer.card)) > cardAtMost;
  return isTooLarge ? { kind: 'stays', sentence: asking.problem } : answer;
}

/** The request as this person may see it now. */
async function drawn(
  request: VisitorRequest,
  person: PersonId,
  ports: OutlookCardPorts,
  extra: { asking?: AskingAgain; notice?: string } = {},
): Promise<OutlookAnswer> {
  const deciders = await decidersFor(request, ports);
  const viewer = viewerOf(request, person, deciders, await adminsOf(ports));
  if (!viewer) return notTheirs(ports);
  return { kind: 'card', card: await drawOutlookCard(request, viewer, person, deciders, ports, extra) };
}

/** The same words for whoever has no business here, whatever the reason: nobody learns which. */
export function notTheirs(ports: OutlookCardPorts, sentence = refusalSentence({ refused: 'not-yours' }, ports.policy)): OutlookAnswer {
  return { kind: 'refused', sentence, card: drawOutlookNotice(sentence, ports) };
}

/** The address was signed for this person, so they may learn that what it led to is no longer kept. */
function gone(ports: OutlookCardPorts): OutlookAnswer {
  return { kind: 'card', card: drawOutlookNotice(outlookSentences.gone, ports) };
}
