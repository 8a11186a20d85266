import { Temporal } from 'temporal-polyfill';
import { accountLines, accountTitles, handedLine, offerLine, offerToYou } from '../bot/domain/account-wording';
import { canBeChanged } from '../bot/domain/approve-changed';
import { changeTitles, differenceLine } from '../bot/domain/approve-changed-wording';
import {
  askedBy,
  awayLine,
  buttonTitles,
  decidedLine,
  fullName,
  happened,
  recalledLine,
  rowLabels,
  waitingWith,
  wordsTitle,
} from '../bot/domain/card-wording';
import type { Choices } from '../bot/domain/choices';
import { departmentOf, type FormContext, reasonOf, warningsOf } from '../bot/domain/form';
import { concernSentence, itAccessLabels, yesNo } from '../bot/domain/form-wording';
import { toldOfHandover } from '../bot/domain/handover';
import { correctedValues, toldOfCorrection } from '../bot/domain/steering';
import { correctedLines } from '../bot/domain/steering-wording';
import { isOver, type PersonId, type Status, type VisitorRequest } from '../bot/domain/visitor-request';
import { day, moment, sentences, stay } from '../bot/domain/wording';
import { type Button, button } from './actions';
import type { Asking } from './asking';
import { type Inline, literal, type RankedButton, type Row, rowOf, shown } from './parts';

/**
 * What a decision needs, and no more: telephone, personal email and photo stay out of the chats of others. What the
 * data no longer names (a department that was taken off the list) is shown by its id.
 */
export function requestGroups(
  request: VisitorRequest,
  sponsor: string,
  { policy, departments }: Pick<FormContext, 'policy' | 'departments'>,
): { rows: Row[] }[] {
  const { answers, validFrom, validTo } = request;
  return [
    [
      [rowLabels.visitor, fullName(answers)],
      [rowLabels.preferredName, answers.preferredName],
      [rowLabels.employer, answers.employer],
    ],
    [
      [rowLabels.department, departmentOf(answers, departments)?.name ?? answers.department],
      [rowLabels.reason, reasonOf(answers, policy)?.label ?? answers.reason],
      [rowLabels.validFrom, day(validFrom)],
      [rowLabels.validTo, day(validTo)],
      [rowLabels.stay, stay(validFrom, validTo)],
    ],
    [
      [rowLabels.itAccess, itAccessLabels[answers.itAccess]],
      [rowLabels.idCard, yesNo(answers.idCard)],
    ],
    [
      [rowLabels.sponsor, sponsor],
      [rowLabels.asked, moment(request.askedAt, policy.zone)],
      [rowLabels.reference, request.id],
      [rowLabels.follows, request.follows],
    ],
  ].map((rows) => ({ rows: rows.flatMap(([label, text]) => (label === undefined || text === undefined ? [] : [rowOf(label, text)])) }));
}

/** Names as they stand on a request's card. */
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

interface Told {
  request: VisitorRequest;
  context: Pick<FormContext, 'policy'>;
  names: Names;
}

/** Who has it or who decided, and when. Contains names: for literal text only. */
export function statusLine(status: Status, { request, context, names }: Told, mayDecide: boolean): string | undefined {
  const { zone } = context.policy;
  switch (status) {
    case 'pending': {
      const waiting = [
        waitingWith(names.waitsFor, request.resentAt ?? request.askedAt, zone),
        ...(names.headAway ? [awayLine(names.headAway)] : []),
      ];
      const now = mayDecide ? askedBy(names.sponsor, request.askedAt, zone) : waiting.join(' ');
      return request.recalled && names.recalledBy ? `${recalledLine(names.recalledBy, request.recalled.at, zone)} ${now}` : now;
    }
    case 'withdrawn':
      return happened(request.changedAt, zone);
    case 'ended':
      return request.end ? accountLines(request, true, nameIn(names), zone).join(' ') : happened(request.changedAt, zone);
    case 'lapsed':
      return undefined;
    default: {
      const decided = request.decision && decidedLine(request.decision, names.decidedBy, zone);
      return [decided, ...accountLines(request, isOver(status), nameIn(names), zone)].filter(Boolean).join(' ') || undefined;
    }
  }
}

/** What the decision says beside its verb: a reason, a question, or how it differs from what was asked for. */
export function saidOf(status: Status, { decision }: VisitorRequest): { title: string; text: string } | undefined {
  if (!decision || status === 'pending' || status === 'withdrawn') return undefined;
  if (decision.change) return { title: changeTitles.approved, text: differenceLine(decision.change) };
  const isOpen = status === 'returned' || status === 'rejected';
  return isOpen && decision.words !== undefined ? { title: wordsTitle(decision.verb), text: decision.words } : undefined;
}

/** Worth a look before deciding, by the dates as frozen at *Make request*, whatever the organisation's are now. */
export function requestConcerns({
  request,
  context,
  today,
}: {
  request: VisitorRequest;
  context: Pick<FormContext, 'policy' | 'departments'>;
  today: Temporal.PlainDate;
}): string[] {
  const answers = { ...request.answers, validFrom: request.validFrom, validTo: request.validTo };
  return warningsOf(answers, { ...context, today })
    .map(concernSentence)
    .filter((sentence) => sentence !== undefined);
}

/** An open offer, and how the last one was answered, to those whom that concerns. Contains names. */
export function handoverLines(
  { request, context, names }: Told,
  reader: PersonId,
  mayAnswer: boolean,
  isOpen: boolean,
): { inlines: Inline[] }[] {
  const { handover, handed } = request;
  const { zone } = context.policy;
  const lines = [
    ...(handed && toldOfHandover(request).includes(reader) ? [handedLine(handed, nameIn(names), zone)] : []),
    ...(handover && isOpen ? [(mayAnswer ? offerToYou : offerLine)(handover, nameIn(names), zone)] : []),
  ];
  return lines.map((line) => ({ inlines: literal(line) }));
}

/** What was corrected since the approval, to whoever approved. Contains names. */
export function correctionLines({ request, context, names }: Told, reader: PersonId): { inlines: Inline[] }[] {
  const { corrected } = request;
  if (!corrected || !toldOfCorrection(request).includes(reader)) return [];
  const lines = correctedLines(corrected, nameIn(names)(corrected.by), correctedValues(request), context.policy.zone);
  return lines.map((line) => ({ inlines: literal(line) }));
}

function nameIn({ people = {} }: Names): (person: PersonId) => string {
  return (person) => people[person] ?? sentences.unknownPerson;
}

export interface ButtonReader {
  isSponsor: boolean;
  mayDecide: boolean;
  mayRecall: boolean;
  choices: Choices;
  today: string;
  asking?: Asking;
}

/** With more than this many, the rarer buttons go behind "…": a row that wraps is no longer read. */
const atOnce = 4;

/** The buttons of a state and its reader; while something is asked, only its answer and the way back. */
export function requestButtons(request: VisitorRequest, status: Status, reader: ButtonReader): RankedButton[] {
  if (reader.asking) return ranked(answersTo(reader.asking, request), []);
  const rare = rareButtons(request, status, reader);
  return ranked(frequentButtons(request, status, reader), rare);
}

function ranked(frequent: Button[], rare: Button[]): RankedButton[] {
  // A menu alone would look like a card without buttons.
  const hides = frequent.length > 0 && frequent.length + rare.length > atOnce;
  return [
    ...frequent.map((one) => ({ ...shown(one), mode: 'primary' as const })),
    ...rare.map((one) => ({ ...shown(one), mode: hides ? ('secondary' as const) : ('primary' as const) })),
  ];
}

function answersTo({ verb, successor }: Asking, { id, revision }: VisitorRequest): Button[] {
  const seen = { request: id, revision };
  const titles = { ...buttonTitles, ...accountTitles, approveChanged: changeTitles.answer };
  const style = verb === 'reject' || verb === 'withdraw' || verb === 'end' ? 'destructive' : 'positive';
  const answer =
    verb === 'offerHandover'
      ? button(verb, titles[verb], { ...seen, to: successor?.id ?? '' }, style)
      : button(verb, titles[verb], seen, style);
  return [answer, button('showRequest', buttonTitles.cancel, { request: id })];
}

/** What the card is for: deciding, answering, keeping. */
function frequentButtons({ id, revision }: VisitorRequest, status: Status, reader: ButtonReader): Button[] {
  const seen = { request: id, revision };
  const { choices } = reader;
  const canNudge = choices.nudgeFrom !== undefined && choices.nudgeFrom <= reader.today;
  return [
    ...(choices.mayAnswerOffer
      ? [
          button('acceptHandover', accountTitles.acceptHandover, seen, 'positive'),
          button('declineHandover', accountTitles.declineHandover, seen),
        ]
      : []),
    ...(reader.mayDecide
      ? [
          button('approve', buttonTitles.approve, seen, 'positive'),
          button('askReturn', buttonTitles.return, seen),
          button('askReject', buttonTitles.reject, seen, 'destructive'),
        ]
      : []),
    ...(reader.isSponsor && status === 'returned' ? [button('changeRequest', buttonTitles.changeAndSend, seen, 'positive')] : []),
    ...(choices.keepUntil === undefined ? [] : [button('reapprove', accountTitles.reapprove, seen, 'positive')]),
    ...(choices.mayLetEnd ? [button('letEnd', accountTitles.letEnd, seen)] : []),
    ...(reader.isSponsor && isOver(status) ? [button('askAgain', buttonTitles.askAgain, { request: id }, 'positive')] : []),
    ...(choices.mayKeepAfterAll ? [button('keepAfterAll', accountTitles.keepAfterAll, seen, 'positive')] : []),
    ...(canNudge ? [button('nudge', accountTitles.nudge, seen)] : []),
    ...(reader.mayRecall ? [button('recall', buttonTitles.takeBack, seen, 'destructive')] : []),
  ];
}

function rareButtons(request: VisitorRequest, status: Status, reader: ButtonReader): Button[] {
  const { id, revision, handover } = request;
  const seen = { request: id, revision };
  const { choices, isSponsor } = reader;
  const offers = choices.standsIn ? accountTitles.nameSuccessor : accountTitles.handOver;
  return [
    ...(reader.mayDecide && canBeChanged(request, Temporal.PlainDate.from(reader.today))
      ? [button('askApproveChanged', changeTitles.ask, seen)]
      : []),
    ...(isSponsor ? [button('anotherLikeThis', buttonTitles.anotherLikeThis, { request: id })] : []),
    ...(choices.mayOffer && !handover ? [button('askHandover', offers, seen)] : []),
    ...(choices.mayTakeOfferBack ? [button('cancelHandover', accountTitles.cancelHandover, seen)] : []),
    ...(choices.mayShorten ? [button('askShorten', accountTitles.shorten, seen)] : []),
    ...(isSponsor && (status === 'pending' || status === 'returned')
      ? [button('askWithdraw', buttonTitles.withdraw, seen, 'destructive')]
      : []),
    ...(choices.mayEnd ? [button('askEnd', accountTitles.end, seen, 'destructive')] : []),
  ];
}
