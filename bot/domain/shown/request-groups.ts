import { dayIn } from '../dates/day-words';
import { type Form, visitorForm } from '../form/form';
import type { FormContext } from '../form/form-context';
import { answerText } from '../form/form-words';
import type { RowGroup } from '../form/question-kinds';
import { type Field, givenTo, rowLabelOf } from '../form/questions';
import { timesReapproved } from '../request/reapproval';
import { statusAt } from '../request/request-dates';
import type { VisitorRequest } from '../request/visitor-request';
import { isOver } from '../statuses/table';
import { isResubmitted } from '../words/asked-words';
import { fullName, rowLabels } from '../words/card-words';
import { directoryLabels, directoryLine } from '../words/directory-words';
import { cardLabels, issuedLine } from '../words/id-card-words';
import { timesWords } from '../words/renewal-words';
import { groupTitles } from '../words/tab-words';
import { moment, stay } from '../words/words';

/** Plain text: names and typed words are literal. */
export interface ShownRow {
  label: string;
  text: string;
}
export interface ShownGroup {
  title: string;
  rows: ShownRow[];
}

type RowContext = Pick<FormContext, 'policy' | 'departments'>;
type DayContext = RowContext & Pick<FormContext, 'today'>;

/** What a decision needs, and no more: contact details and photo stay out of the chats of others. */
export function groupsOf(request: VisitorRequest, sponsor: string, context: DayContext, form: Form = visitorForm): ShownGroup[] {
  const visitor = rowIfGiven(rowLabels.visitor, fullName(request.answers, form.questions));
  return grouped(request, context, form, { visitor, sponsor: rowIfGiven(rowLabels.sponsor, sponsor) });
}

/** What the card office is shown: the same without the IT account. */
export function cardOfficeGroups(request: VisitorRequest, sponsor: string, context: DayContext): ShownGroup[] {
  const { itAccess: _hidden, ...questions } = visitorForm.questions;
  const { account: _none, ...rest } = request;
  return groupsOf(rest, sponsor, context, { ...visitorForm, questions });
}

/** The same in one list, without what stands at the top of a card: since when it waits, too, while it does. */
export function detailsOf(request: VisitorRequest, context: DayContext, form: Form = visitorForm): ShownRow[] {
  return grouped(request, context, form, { visitor: [], sponsor: [] }, onTop)
    .flatMap(({ rows }) => rows)
    .filter(({ label }) => !sayingWhen.includes(label) || statusAt(request, context.today) !== 'pending');
}

/** What the line of a waiting request says. */
const sayingWhen: readonly string[] = [rowLabels.asked, rowLabels.resubmitted];

/** The answers that a card says at its top, beside the visitor's name and the sponsor's. */
const onTop: readonly string[] = ['preferredName', 'reason', 'validFrom', 'validTo', 'itAccess', 'idCard'] satisfies Field[];

function grouped(
  request: VisitorRequest,
  context: DayContext,
  form: Form,
  named: Record<'visitor' | 'sponsor', ShownRow[]>,
  leftOut: readonly string[] = [],
): ShownGroup[] {
  const { validFrom, validTo } = request;
  const [visitor, visit, access, asked] = groupTitles;
  return [
    { title: visitor, rows: [...named.visitor, ...rowsIn('visitor', request, context, form, leftOut)] },
    {
      title: visit,
      rows: [
        ...rowsIn('visit', request, context, form, leftOut),
        ...endedRow(request, context.policy.zone),
        ...rowIfGiven(rowLabels.stay, stay(validFrom, validTo)),
      ],
    },
    {
      title: access,
      rows: [
        ...rowsIn('access', request, context, form, leftOut),
        ...issuedRow(request, context.policy.zone),
        ...accountRows(request, context),
        ...reapprovedRow(request),
      ],
    },
    {
      title: asked,
      rows: [
        ...named.sponsor,
        ...askedRows(request, context.policy.zone),
        ...rowIfGiven(rowLabels.reference, request.id),
        ...rowIfGiven(rowLabels.follows, request.follows),
      ],
    },
  ];
}

/** The day of an early end, beside the last day that was approved. */
function endedRow({ account }: VisitorRequest, zone: string): ShownRow[] {
  return account?.end ? rowIfGiven(rowLabels.endedOn, dayIn(account.end.at, zone)) : [];
}

/** When it was first asked for, as its history says, and when last. */
function askedRows(request: VisitorRequest, zone: string): ShownRow[] {
  return [
    ...rowIfGiven(request.isTakenOver ? rowLabels.takenOver : rowLabels.asked, moment(request.madeAt, zone)),
    ...(isResubmitted(request) ? rowIfGiven(rowLabels.resubmitted, moment(request.question.askedAt, zone)) : []),
  ];
}

function issuedRow({ issued }: VisitorRequest, zone: string): ShownRow[] {
  return issued ? rowIfGiven(cardLabels.row, issuedLine(issued, zone)) : [];
}

function accountRows(request: VisitorRequest, { policy, today }: DayContext): ShownRow[] {
  const { account, validFrom, isTakenOver } = request;
  const directory = account?.directory;
  if (!directory) return [];
  const facts = { validFrom, isOver: isOver(statusAt(request, today)), isTakenOver: isTakenOver === true };
  return [
    ...rowIfGiven(directoryLabels.userName, directory.userName),
    ...rowIfGiven(directoryLabels.account, directoryLine(directory, facts, policy.zone)),
  ];
}

/** How often, once it was. */
function reapprovedRow(request: VisitorRequest): ShownRow[] {
  const times = timesReapproved(request);
  return times === 0 ? [] : rowIfGiven(rowLabels.reapproved, timesWords(times));
}

function rowIfGiven(label: string, text: string | undefined): ShownRow[] {
  return text === undefined ? [] : [{ label, text }];
}

/**
 * The answers of a request that a group shows, without the blanks. Dates are those that were frozen. What the data no
 * longer names (a department that was taken off the list) is shown by its id.
 */
export function rowsIn(
  group: RowGroup,
  { answers, validFrom, validTo }: Pick<VisitorRequest, 'answers' | 'validFrom' | 'validTo'>,
  context: RowContext,
  { questions }: Form = visitorForm,
  leftOut: readonly string[] = [],
): ShownRow[] {
  const frozen = { ...answers, validFrom, validTo };
  return Object.entries(questions).flatMap(([field, question]) => {
    if (typeof question.row === 'string' || question.row.group !== group || leftOut.includes(field)) return [];
    const given = givenTo(field, frozen);
    if (given === undefined) return [];
    return rowIfGiven(rowLabelOf(question), answerText(question, given, context) ?? String(given));
  });
}
