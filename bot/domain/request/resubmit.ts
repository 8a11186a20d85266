import { problemsOf } from '../form/form';
import type { FormContext } from '../form/form-context';
import { type Answers, givenTo } from '../form/questions';
import type { Person } from '../organisation/organisation';
import type { Status } from '../statuses/table';
import { complete, draftVersion, instant, isCurrentIn, maySponsor, type Press, recorded, tidyWords } from './lifecycle';
import type { Draft } from './records';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { Question, VisitorRequest } from './visitor-request';

/**
 * resubmit: the sponsor changes a returned or pending request and sends it again. Example: returned →
 * pending, asked anew.
 */
export function resubmit(current: VisitorRequest, draft: Draft, asker: Person, context: FormContext, press: Press): Change | Refusal {
  if (press.actor.id !== current.sponsor) return { refused: 'not-yours' };
  if (!maySponsor(asker)) return { refused: 'not-staff' };
  const status = statusAt(current, press.now.toPlainDate());
  if (!isEditable(status) || !isAnswerable(current, press.seen)) return { refused: 'moved-on' };
  const filled = complete(draft.answers, context);
  if ('refused' in filled) return filled;
  const { decision: _answered, assigned, ...others } = current;
  // An approver named for one department does not decide for another.
  const isSamePlace = filled.answers.department === current.answers.department;
  const rest = { ...others, ...(assigned && isSamePlace && { assigned }) };
  const revision = current.revision + 1;
  const at = instant(press.now);
  const fields = changedFields(current.answers, filled.answers);
  const before = frozen(current);
  const changed = changedFields(before, frozen(filled));
  const asked = current.decision?.words;
  const words = asked === undefined ? {} : tidyAnswer(draft.answer);
  if ('refused' in words) return words;
  // An unchanged request would notify approvers for nothing; a question needs an answer or a change.
  if (changed.length === 0 && words.answer === undefined) return { refused: 'unchanged' };
  const isPending = status === 'pending';
  // Earlier changes are undecided too, so approvers see all of them.
  const since: Readonly<Record<string, unknown>> = { ...blankAsNull(pick(before, changed)), ...(isPending && current.question.changed) };
  const now = frozen(filled);
  const left = Object.entries(since).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(givenTo(field, now) ?? null));
  const question: Question = {
    askedAt: at,
    revision,
    ...(isPending && current.question.answered && { answered: current.question.answered }),
    ...(asked !== undefined && { answered: { question: asked, ...words } }),
    ...(left.length > 0 && { changed: Object.fromEntries(left) }),
  };
  const next: VisitorRequest = { ...rest, ...filled, status: 'pending', revision, changedAt: at, question, sent: draftVersion(draft) };
  return recorded(next, changed.length === 0 ? 'answer' : 'resubmit', current.status, press, fields, {
    before: pick(current.answers, fields),
    after: pick(filled.answers, fields),
    ...(words.answer !== undefined && { words: words.answer }),
  });
}

/**
 * answer: the sponsor answers the question of a returned request in words and sends it again unchanged. Answers that are
 * no longer valid have to be edited first. Example: returned → pending, asked anew.
 */
export function answer(current: VisitorRequest, asker: Person, typed: string, context: FormContext, press: Press): Change | Refusal {
  if (press.actor.id !== current.sponsor) return { refused: 'not-yours' };
  if (!maySponsor(asker)) return { refused: 'not-staff' };
  if (!isCurrentIn(current, press, ['returned'])) return { refused: 'moved-on' };
  const problems = Object.values(problemsOf(frozen(current), context));
  // A first day that was valid when frozen stays valid.
  if (problems.some(({ word }) => word !== 'too-far-back')) return { refused: 'needs-editing' };
  const words = tidyWords(typed, 'answer');
  if ('refused' in words) return words;
  const { decision, ...rest } = current;
  const at = instant(press.now);
  const revision = current.revision + 1;
  const answered = { question: decision?.words ?? '', answer: words.text };
  const next: VisitorRequest = { ...rest, status: 'pending', revision, changedAt: at, question: { askedAt: at, revision, answered } };
  return recorded(next, 'answer', current.status, press, [], { words: words.text });
}

/** The answer as it is kept: none where it is blank. */
function tidyAnswer(typed = ''): { answer?: string } | Refusal {
  const words = tidyWords(typed, 'answer');
  if (!('refused' in words)) return { answer: words.text };
  return words.refused === 'words-missing' ? {} : words;
}

/** Whether this is another answer than the one that its question got, in whatever spaces and lines it was typed. */
export function isOtherAnswer(typed: string | undefined, { question }: Pick<VisitorRequest, 'question'>): boolean {
  const words = tidyAnswer(typed);
  return 'refused' in words || (words.answer !== undefined && words.answer !== question.answered?.answer);
}

/** The draft with the answer to its question as it stands on a card or page; a draft without a question has none. */
export function withAnswer(draft: Draft, typed: string): Draft {
  const { answer = '', ...rest } = draft;
  if (draft.changes?.question === undefined || typed === answer) return draft;
  // A card that shows another answer is out of date.
  return { ...rest, revision: draft.revision + 1, ...(typed !== '' && { answer: typed }) };
}

/** Whether there is nothing to send: neither an edit nor an answer. */
export function hasNothingToSend(draft: Pick<Draft, 'changes' | 'touched' | 'answer'>): boolean {
  return isUnedited(draft) && (draft.answer ?? '').trim() === '';
}

/** Whether its sponsor may open a request as a draft: while it is pending or returned. */
export function isEditable(status: Status): boolean {
  return status === 'pending' || status === 'returned';
}

/** Whether a draft of a request is still as that was opened: nothing was answered anew, and no photo added. */
export function isUnedited({ changes, touched }: Pick<Draft, 'changes' | 'touched'>): boolean {
  return changes !== undefined && Object.keys(touched).length === 0;
}

/**
 * Whether a draft opened at this revision of a request is still current: question and answers are unchanged,
 * even if an admin asked or offered it to others meanwhile. So their steps never lose typed text.
 */
export function isAnswerable({ status, revision, decision, question }: VisitorRequest, opened: number): boolean {
  const since = status === 'pending' ? (question.changeableFrom ?? question.revision) : (decision?.changeableFrom ?? revision);
  return opened >= since && opened <= revision;
}

/** Whether its sponsor resubmitted an open request after this revision, which somebody still has before them. */
export function isAskedAnew({ status, question }: Pick<VisitorRequest, 'status' | 'question'>, seen: number): boolean {
  const wasResubmitted = question.answered !== undefined || question.changed !== undefined;
  return status === 'pending' && wasResubmitted && seen < question.revision;
}

/** The answers with the resolved dates. */
function frozen({ answers, validFrom, validTo }: Pick<VisitorRequest, 'answers' | 'validFrom' | 'validTo'>): Answers {
  return { ...answers, validFrom, validTo };
}

function changedFields(before: Answers, after: Answers): (keyof Answers)[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof Answers)[]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Storage drops what is undefined, and with it that a blank was filled in. */
function blankAsNull(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value ?? null]));
}

function pick(answers: Answers, fields: (keyof Answers)[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, answers[field]]));
}
