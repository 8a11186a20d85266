import { zonedDate } from '../dates/formats';
import { type Form, visitorForm } from '../form/form';
import { departmentOf, type FormContext, reasonOf } from '../form/form-context';
import type { PersonId } from '../organisation/organisation';
import { correctedValues, correctionRecipients } from '../request/corrections';
import { handoverRecipients } from '../request/handover';
import { begunProposal } from '../request/proposal';
import { sponsorPart } from '../request/reapproval';
import { recallableUntil } from '../request/recall';
import { handoverUntil, statusAt } from '../request/request-dates';
import { maySeePhoto } from '../request/view-photo';
import type { Viewer } from '../request/viewers';
import type { Handover, Proposal, VisitorRequest } from '../request/visitor-request';
import type { Tone } from '../statuses/status';
import { isOver, type Status, statusRow } from '../statuses/table';
import { type Offer, offersOf, refusalOf } from '../verbs/offers';
import type { Acting, Place, VerbTable } from '../verbs/verb';
import { accountLines, accountSentences, handedLine, sponsorGoneSentence } from '../words/account-words';
import { requestedOn } from '../words/asked-words';
import {
  awayLine,
  decidedLine,
  fullName,
  happened,
  headings,
  nameAndPreferred,
  noteLine,
  recalledLine,
  recallSentence,
  titleOf,
  waitingWith,
} from '../words/card-words';
import { correctedLines } from '../words/correction-words';
import type { NewsFacts } from '../words/news-words';
import { movedLines } from '../words/organisation-words';
import { proposalSentences } from '../words/proposal-words';
import { topLine } from '../words/row-words';
import { type AskedReader, offerLine, offerToYou, passedOnLine } from '../words/who-asked-words';
import { sentences, startingWithCapital, summaries } from '../words/words';
import { notDoneLines, passOnLines } from './pass-on-lines';
import { proposalLine } from './proposal-line';
import { detailsOf, groupsOf, type ShownGroup, type ShownRow } from './request-groups';
import { type Said, saidOf } from './said';
import { accountStanding, shownNext, shownStatus } from './shown-status';

/** Names as they stand on a request, looked up before it is shown. */
export interface Names {
  sponsor: string;
  decidedBy?: string;
  recalledBy?: string;
  waitsFor: string[];
  /** Of everybody who kept, ended or handed over the account, by id. */
  people?: Record<PersonId, string>;
  headAway?: HeadAway;
}

/** A head who is away, and the deputies who were asked beside them, by name; `until` is an ISO date. */
export interface HeadAway {
  name: string;
  until?: string;
  deputies: string[];
}

/** What a request is shown from. */
export interface RequestFacts {
  request: VisitorRequest;
  viewer: Viewer;
  /** The reader as the rules look at them, now; `press.seen` is the revision that is shown. */
  acting: Acting;
  names: Names;
}

/** A request as one reader sees it in one place: plain text, for every channel. Names and typed words are literal text. */
export interface RequestShown {
  request: VisitorRequest;
  viewer: Viewer;
  status: Status;
  statusLabel: string;
  tone: Tone;
  heading: string;
  visitor: string;
  /** The visitor and the reason: what a card is read by first. */
  title: string;
  /** Under it, sponsor, dates, level and card. */
  top: string;
  /** Whether the reader is the one who decides it now. */
  isToDecide: boolean;
  /** Whether the reader is one who may agree now to what is proposed. */
  isToAgree: boolean;
  /** Whether its sponsor reads it and has to add the photo of a card that is newly wanted. */
  needsProposedPhoto: boolean;
  /** The reader decided it today. */
  hasDecided: boolean;
  /** Whoever decides may look at the photo, where it is recorded. */
  hasPhotoToShow: boolean;
  /** The name of whoever passed the question on to the reader. */
  passedOnBy?: string;
  /** Who has it, or who decided, and when. */
  line?: string;
  /** What comes next. */
  next: string;
  /** Until or from when the reader can do what. */
  hints: string[];
  /** To those whom it concerns: an open offer, how the last one was answered, what was corrected since the approval, what to pass on. */
  handover: string[];
  /** A reason, a question, what was changed since it was last asked, or how what was approved differs from that. */
  said?: Said;
  groups: ShownGroup[];
  /** The same in one list, without what `title` and `top` say. */
  details: ShownRow[];
  /** Worth a look before deciding. */
  concerns: string[];
  offers: Offer[];
  /** The line of a notification where the request was asked for, without the visitor's name. */
  summary: string;
  /** What news of it is made of. */
  names: Names;
  facts: NewsFacts;
}

export function shownRequest(facts: RequestFacts, place: Place, verbs: VerbTable, form: Form = visitorForm): RequestShown {
  const { request, viewer, acting, names } = facts;
  const { context, standing } = acting;
  const { today } = context;
  const { answers, validFrom, validTo } = request;
  const status = statusAt(request, today);
  const offers = offersOf(verbs, request, acting, place);
  const has = (verb: string) => offers.some((offer) => offer.verb === verb);
  const isToDecide = has('approve');
  const isToAgree = has('agree');
  const line = statusLine(status, facts, isToDecide || isToAgree);
  const said = saidOf(status, request, context);
  const passedOn = request.question.passedOn?.findLast(({ to }) => to === standing.person.id);
  return {
    request,
    viewer,
    status,
    ...shownStatus(status, accountStanding(answers.itAccess, request.account?.directory, context.keepsAccounts === true)),
    heading: requestHeading(viewer, { isToDecide, isToAgree, isOffered: has('accept-handover') }, request.account?.proposal?.open),
    visitor: fullName(answers) ?? request.id,
    title: titleOf(nameAndPreferred(answers) ?? request.id, reasonOf(answers, context.policy)?.label ?? answers.reason),
    top: topLine({ ...answers, validFrom, validTo, sponsor: names.sponsor }),
    isToDecide,
    isToAgree,
    needsProposedPhoto: viewer === 'sponsor' && begunProposal({ ...request, status })?.awaitsPhoto === true,
    hasDecided:
      !isToDecide &&
      !isToAgree &&
      request.decision?.by === standing.person.id &&
      zonedDate(request.decision.at, context.policy.zone) === today.toString(),
    ...(passedOn && { passedOnBy: nameIn(names)(passedOn.by) }),
    hasPhotoToShow:
      (isToDecide || (isToAgree && request.account?.proposal?.open?.photo !== undefined)) &&
      maySeePhoto(request, standing.person, standing.deciders, today),
    ...(line !== undefined && { line: startingWithCapital(line) }),
    next: shownNext(viewer === 'sponsor', status, request, today.toString()),
    hints: hintsOf(facts, status, has, verbs),
    handover: [
      ...movedLines(request, context),
      ...handoverLines(facts, has('accept-handover'), !isOver(status)),
      ...correctionLines(facts),
      ...notDoneLines(request, viewer),
      ...passOnLines(request, viewer, status, context.policy),
    ].map(startingWithCapital),
    ...(said && { said }),
    // Cards show the details alone.
    get groups() {
      return groupsOf(request, names.sponsor, context, form);
    },
    details: detailsOf(request, context, form),
    concerns: isToDecide ? requestConcerns(request, context, form) : [],
    offers,
    summary: summaries.request(status, request.id),
    names,
    facts: newsFacts(request, viewer, standing.person.id, context),
  };
}

/** Whoever decides for one department alone knows which it is. */
function newsFacts(
  { answers, validFrom, validTo, handover }: VisitorRequest,
  viewer: Viewer,
  reader: PersonId,
  { departments, today, policy }: FormContext,
): NewsFacts {
  const own = departments.filter(({ head, deputies }) => head === reader || deputies.includes(reader));
  const isToldWhich = viewer === 'decider' && !(own.length === 1 && own[0]?.id === answers.department);
  return {
    reason: reasonOf(answers, policy)?.label ?? answers.reason,
    ...(isToldWhich && { department: departmentOf(answers, departments)?.name ?? answers.department }),
    validFrom,
    validTo,
    today: today.toString(),
    ...(handover?.open && { answerBy: handoverUntil(handover.open, validTo, policy).toString() }),
  };
}

/** Who has it or who decided, and when. */
function statusLine(status: Status, { request, acting, names }: RequestFacts, isToDecide: boolean): string | undefined {
  const { zone } = acting.context.policy;
  switch (statusRow(status).line) {
    case 'waiting': {
      const waiting = [
        waitingWith(names.waitsFor, request.question.resentAt ?? request.question.askedAt, zone),
        ...(names.headAway ? [awayLine(names.headAway)] : []),
      ];
      const passed = passedOnLines(request, { nameOf: nameIn(names), reader: acting.standing.person.id, zone }, isToDecide);
      const now = [...(isToDecide ? [requestedOn(request, zone)] : waiting), ...passed].join(' ');
      return request.recalled && names.recalledBy
        ? `${recalledLine(request.recalled.by === acting.standing.person.id ? undefined : names.recalledBy, request.recalled.at, zone)} ${now}`
        : now;
    }
    case 'happened':
      return [happened(status, request.changedAt, zone), proposalLine(status, request, false, names.waitsFor, nameIn(names), zone)]
        .filter(Boolean)
        .join(' ');
    case 'ended':
      return request.account?.end ? accountLines(request, true, nameIn(names), zone).join(' ') : happened(status, request.changedAt, zone);
    case 'decided': {
      const decided = request.decision && decidedLine(request.decision, names.decidedBy, zone);
      const lines = [
        proposalLine(status, request, isToDecide, names.waitsFor, nameIn(names), zone),
        decided,
        ...accountLines(request, isOver(status), nameIn(names), zone),
      ];
      return lines.filter(Boolean).join(' ') || undefined;
    }
  }
}

/** To whom the head passed the question on; what they wrote with it is for those who decide. */
function passedOnLines({ question: { passedOn = [] } }: VisitorRequest, reader: AskedReader, isToDecide: boolean): string[] {
  return passedOn.flatMap((one) => [passedOnLine(one, reader), ...(isToDecide && one.note !== undefined ? [noteLine(one.note)] : [])]);
}

/** By the dates as frozen at *Make request*, whatever the organisation's are now. */
function requestConcerns({ answers, validFrom, validTo }: VisitorRequest, context: FormContext, form: Form): string[] {
  return form.warningsOf({ ...answers, validFrom, validTo }, context).flatMap((warning) => form.warningOf(warning).concern ?? []);
}

function handoverLines({ request, acting, names }: RequestFacts, mayAnswer: boolean, isOpen: boolean): string[] {
  const { open, last } = request.handover ?? {};
  const { policy } = acting.context;
  const reader = acting.standing.person.id;
  const nameOf = nameIn(names);
  const until = (offer: Handover) => handoverUntil(offer, request.validTo, policy).toString();
  return [
    ...(last && handoverRecipients(request).includes(reader) ? [handedLine(last, nameOf, policy.zone)] : []),
    ...(open && isOpen ? [(mayAnswer ? offerToYou : offerLine)(open, until(open), { nameOf, reader, zone: policy.zone })] : []),
  ];
}

function nameIn({ people = {} }: Names): (person: PersonId) => string {
  return (person) => people[person] ?? sentences.unknownPerson;
}

function requestHeading(
  viewer: Viewer,
  { isToDecide, isToAgree, isOffered }: { isToDecide: boolean; isToAgree: boolean; isOffered: boolean },
  proposal: Proposal | undefined,
): string {
  if (isToDecide) return headings.toDecide;
  if (isToAgree) return proposalSentences(proposal).toAgree;
  if (isOffered) return accountSentences.offered;
  return viewer === 'sponsor' ? headings.ofSponsor : headings.request;
}

/** Verbs say by their refusals from when on they can be used. */
function hintsOf({ request, acting }: RequestFacts, status: Status, has: (verb: string) => boolean, verbs: VerbTable): string[] {
  const { standing, press, context } = acting;
  const recallUntil = has('recall') ? recallableUntil(request, standing.person.id, press.now) : undefined;
  const part = sponsorPart(request, standing);
  const isStandIn = 'part' in part && part.part === 'stand-in' && !isOver(status);
  const hints = Object.values(verbs).map((verb) => {
    const refusal = verb.hint && refusalOf(verb, request, acting);
    return refusal && verb.hint?.(refusal);
  });
  return [
    recallUntil && recallSentence(recallUntil, context.policy.zone),
    ...hints,
    isStandIn && sponsorGoneSentence(request.handover?.open !== undefined, has('reapprove')),
  ].filter((hint) => hint !== undefined && hint !== false);
}

/** What was corrected since the approval, to whoever approved. */
function correctionLines({ request, acting, names }: RequestFacts): string[] {
  const corrected = request.account?.corrected;
  if (!corrected || !correctionRecipients(request).includes(acting.standing.person.id)) return [];
  return correctedLines(corrected, nameIn(names)(corrected.by), correctedValues(request), acting.context.policy.zone);
}
