import type { Asked } from '../../../cards/asking';
import { readPerson, readTerms } from '../../../cards/outlook-terms';
import type { PersonId } from '../../domain/organisation/organisation';
import { isAskedAnew } from '../../domain/request/resubmit';
import { viewerOf } from '../../domain/request/viewers';
import type { VisitorRequest } from '../../domain/request/visitor-request';
import { digestPlaces } from '../../domain/shown/teams-link';
import { isIn } from '../../domain/verbs/offers';
import type { AskingKind, VerbBody } from '../../domain/verbs/verb';
import { outlookSentences } from '../../domain/words/outlook-words';
import { refusalSentence, sentences } from '../../domain/words/words';
import type { People } from '../../ports/directory';
import { drawOutlookCard, drawOutlookNotice, type OutlookCardPorts } from '../../shown/outlook-card';
import { type ActionLink, readActionLink } from '../../shown/outlook-link';
import { type ActPorts, act, type Seen } from '../../verbs/act';
import { adminsOf, decidersFor } from '../../verbs/people';
import { answerMailedList, type OutlookDigestPorts } from './digest-answer';
import type { OutlookAnswer } from './outlook-answer';

/** A pressed button of a mailed card: who, by the token; on what, by the signed address; and what was typed. */
export interface OutlookPress {
  person: PersonId;
  /** What stands after `/api/outlook/`. */
  path: string;
  words: string;
}

export type OutlookAnswerPorts = ActPorts &
  OutlookCardPorts &
  OutlookDigestPorts & {
    /** The directory as it was last read: what Outlook asks on opening has two seconds, too little to ask anybody. */
    rememberedPeople: People;
  };

/** A card has to stay small. Words that do not fit into one stay where they were typed (bytes of JSON). */
const cardAtMost = 25 * 1024;

/** Answers a button of a mailed card, or Outlook itself, which asks for the present state when the mail is opened. */
export async function answerOutlook({ person, path, words }: OutlookPress, ports: OutlookAnswerPorts): Promise<OutlookAnswer> {
  const read = readActionLink(path, ports.outlook.linkKeys, ports.clock.now());
  if (!read || read.link.recipient !== person) {
    const request = read?.link.seen?.request;
    const fields = { person, ...(request !== undefined && { request }), isSigned: read !== undefined };
    ports.log.warn(fields, 'a button of a mail that is not theirs, or not of ours, was pressed');
    return notTheirs(ports);
  }
  const { link, isOver } = read;
  if (isOver) {
    const place = link.list ? digestPlaces[link.list.kind] : (`request/${link.seen?.request ?? ''}` as const);
    return { kind: 'card', card: drawOutlookNotice(outlookSentences.linkOver, ports, place) };
  }
  const isShown = link.verb === 'show';
  // What Outlook asks on opening has two seconds, and nobody else is asked.
  const reading = isShown ? { ...ports, people: ports.rememberedPeople } : ports;
  const { list, seen } = link;
  if (list) return answerMailedList({ ...link, list }, bodyIn('mailed-list', link.verb, words, ports), reading);
  if (!seen) return notTheirs(ports);
  if (isShown) return readAndDraw(seen, person, reading);
  return actFromMail(link, seen, bodyIn('outlook', link.verb, words, ports), ports);
}

/** What the body of a button holds, by what its verb asks. Undefined for a verb that has no button there. */
function bodyIn(place: 'outlook' | 'mailed-list', name: string, text: string, { verbs }: ActPorts): VerbBody | undefined {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  return verb && isIn(verb, place) ? bodies[verb.takes](text) : undefined;
}

const bodies: Record<AskingKind, (text: string) => VerbBody> = {
  confirm: () => ({}),
  words: (words) => ({ words }),
  day: (text) => ({ until: text.trim().slice(0, 300) }),
  terms: readTerms,
  person: readPerson,
  colleague: () => ({}),
  correction: () => ({}),
};

async function readAndDraw({ request, revision }: Seen, person: PersonId, ports: OutlookAnswerPorts): Promise<OutlookAnswer> {
  const stored = await ports.requests.read(request);
  if (!stored) return requestGoneCard(ports);
  const isReplaced = stored.value.sponsor !== person && isAskedAnew(stored.value, revision);
  return answerWithCard(stored.value, person, ports, isReplaced ? { notice: outlookSentences.replaced } : {});
}

async function actFromMail(
  { verb, recipient }: ActionLink,
  seen: Seen,
  body: VerbBody | undefined,
  ports: OutlookAnswerPorts,
): Promise<OutlookAnswer> {
  if (!body) return notTheirs(ports);
  const acted = await act({ id: recipient, channel: 'outlook' }, seen, verb, body, ports);
  switch (acted.kind) {
    case 'later':
      return { kind: 'later', sentence: acted.sentence };
    case 'done':
      return answerWithCard(acted.request, recipient, ports);
    case 'stale': {
      // Their own decision, pressed twice or its answer lost on the way: the status says it all.
      const { decision, account } = acted.request;
      const answeredBy = account?.proposal ? account.proposal.last?.answered.by : decision?.by;
      const isTheirs = answeredBy === recipient && acted.sentence === undefined;
      const kept = body.words?.trim() ? { asking: { verb, body } } : {};
      return answerWithCard(acted.request, recipient, ports, isTheirs ? {} : { notice: acted.sentence ?? sentences.movedOn, ...kept });
    }
    case 'wrong': {
      const { sentence: problem, term } = acted;
      return drawWithProblem(acted.request, recipient, { verb, body, problem, ...(term && { term }) }, ports);
    }
    case 'not-theirs':
      if (!acted.request) return requestGoneCard(ports);
      return notTheirs(ports, acted.refusal.refused === 'own-request' ? acted.sentence : undefined);
  }
}

async function drawWithProblem(
  request: VisitorRequest,
  person: PersonId,
  asking: Asked & { problem: string },
  ports: OutlookAnswerPorts,
): Promise<OutlookAnswer> {
  const answer = await answerWithCard(request, person, ports, { asking });
  const isTooLarge = answer.kind === 'card' && Buffer.byteLength(JSON.stringify(answer.card)) > cardAtMost;
  return isTooLarge ? { kind: 'stays', sentence: asking.problem } : answer;
}

/** The request as this person may see it now. */
async function answerWithCard(
  request: VisitorRequest,
  person: PersonId,
  ports: OutlookCardPorts,
  extra: { asking?: Asked; notice?: string } = {},
): Promise<OutlookAnswer> {
  const deciders = await decidersFor(request, ports);
  const viewer = viewerOf(request, person, deciders, await adminsOf(ports));
  if (!viewer) return notTheirs(ports);
  return { kind: 'card', card: await drawOutlookCard(request, viewer, person, deciders, ports, extra) };
}

/** The same words for whoever has no business here, whatever the reason: nobody learns which. */
function notTheirs(ports: OutlookCardPorts, sentence = refusalSentence({ refused: 'not-yours' }, ports.policy)): OutlookAnswer {
  return { kind: 'refused', sentence, card: drawOutlookNotice(sentence, ports) };
}

/** The link was signed for this person, so the answer may reveal that its request no longer exists. */
function requestGoneCard(ports: OutlookCardPorts): OutlookAnswer {
  return { kind: 'card', card: drawOutlookNotice(outlookSentences.gone, ports) };
}
