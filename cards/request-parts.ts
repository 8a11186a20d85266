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
} from '../bot/domain/card-wording';
import { departmentOf, type FormContext, reasonOf } from '../bot/domain/form';
import { itAccessLabels, yesNo } from '../bot/domain/form-wording';
import { isOver, type Status, type VisitorRequest } from '../bot/domain/visitor-request';
import { day, moment, stay } from '../bot/domain/wording';
import { button } from './actions';
import type { Asking } from './asking';
import { type ButtonView, type Row, rowOf, shown } from './parts';

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

/** A head who is away, and the deputies who were asked beside them, by name; `until` is an ISO date. */
export interface HeadAway {
  name: string;
  until?: string;
  deputies: string[];
}

interface Told {
  request: VisitorRequest;
  context: Pick<FormContext, 'policy'>;
  names: { sponsor: string; decidedBy?: string; recalledBy?: string; waitsFor: string[]; headAway?: HeadAway };
}

/** Who has it or who decided, and when. Contains names: for literal text only. */
export function statusLine(status: Status, { request, context, names }: Told, mayDecide: boolean): string | undefined {
  const { zone } = context.policy;
  switch (status) {
    case 'pending': {
      const waiting = [waitingWith(names.waitsFor, request.askedAt, zone), ...(names.headAway ? [awayLine(names.headAway)] : [])];
      const now = mayDecide ? askedBy(names.sponsor, request.askedAt, zone) : waiting.join(' ');
      return request.recalled && names.recalledBy ? `${recalledLine(names.recalledBy, request.recalled.at, zone)} ${now}` : now;
    }
    case 'withdrawn':
    case 'ended':
      return happened(request.changedAt, zone);
    case 'lapsed':
      return undefined;
    default:
      return request.decision && decidedLine(request.decision, names.decidedBy, zone);
  }
}

/** The buttons of a state and its reader; while something is asked, only its answer and the way back. */
export function requestButtons(
  { id, revision }: VisitorRequest,
  status: Status,
  reader: { isSponsor: boolean; mayDecide: boolean; mayRecall: boolean; asking?: Asking['verb'] },
): ButtonView[] {
  const seen = { request: id, revision };
  if (reader.asking) {
    const title = buttonTitles[reader.asking];
    return [
      button(reader.asking, title, seen, reader.asking === 'return' ? 'positive' : 'destructive'),
      button('showRequest', buttonTitles.cancel, { request: id }),
    ].map(shown);
  }
  if (reader.mayDecide) {
    return [
      button('approve', buttonTitles.approve, seen, 'positive'),
      button('askReturn', buttonTitles.return, seen),
      button('askReject', buttonTitles.reject, seen, 'destructive'),
    ].map(shown);
  }
  if (!reader.isSponsor) return reader.mayRecall ? [shown(button('recall', buttonTitles.takeBack, seen, 'destructive'))] : [];
  return [
    ...(status === 'returned' ? [button('changeRequest', buttonTitles.changeAndSend, seen, 'positive')] : []),
    ...(isOver(status) ? [button('askAgain', buttonTitles.askAgain, { request: id }, 'positive')] : []),
    button('anotherLikeThis', buttonTitles.anotherLikeThis, { request: id }),
    ...(status === 'pending' || status === 'returned' ? [button('askWithdraw', buttonTitles.withdraw, seen, 'destructive')] : []),
  ].map(shown);
}
