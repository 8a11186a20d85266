import { isOver, type Status } from '../statuses/table';
import { emailKey, emailsOf, namePlaces } from './duplicates';
import { type CardState, cardStateOf } from './id-card';
import { findableNames, namePlacesOf, searchKey } from './search';
import type { ItTask, VisitorRequest } from './visitor-request';

/** Where a request is listed; `partition` and `row` are unencoded. */
export interface ViewPlace {
  partition: string;
  row: string;
}

/** The lists of the design, each sorted the way it is read. */
export const viewOf = {
  sponsor: (person: string) => `sponsor:${person}`,
  department: (id: string) => `department:${id}`,
  status: (status: Status) => `status:${status}`,
  pending: (department: string) => `pending:${department}`,
  /** By the beginning of any word of a name, as `searchKey` has it. */
  name: (text: string) => `name:${searchKey(text).slice(0, 2)}`,
  /** Whoever is not over in a department, by one part of the name as `nameKey` has it. */
  named: (department: string, key: string) => `named:${department}:${key}`,
  /** Whoever is not over with a personal email. */
  email: (address: string) => `email:${emailKey(address)}`,
  /** Every request. */
  all: 'all',
  /** What waits for somebody whom an admin has named to decide it. */
  decides: (person: string) => `decides:${person}`,
  /** What people in IT have to do by hand: ends first, then by the day. */
  itTasks: 'it-tasks',
  /** What the card office has to do with, by what that is. */
  cards: 'cards',
  /** What is offered to somebody, to become its sponsor. */
  offered: (person: string) => `offered:${person}`,
  /** Every request by Valid to; a month is a part of it. */
  ends: 'ends',
  /** Every request by surname. */
  surname: 'surname',
  /** What waits for a decision, longest first. */
  waiting: 'waiting',
  /** What this person decided last. */
  decided: (person: string) => `decided:${person}`,
  reason: (id: string) => `reason:${id}`,
} as const;

/** Every list that this request belongs to now. Newest first where a list is read for news, else by date or name. */
export function placesOf(request: VisitorRequest): ViewPlace[] {
  const { id, status, sponsor, answers, validTo, assigned, handover, decision, question } = request;
  const newest = `${newestFirst(request.madeAt)}:${id}`;
  const places: ViewPlace[] = [
    { partition: viewOf.sponsor(sponsor), row: `${validTo}:${id}` },
    { partition: viewOf.department(answers.department), row: newest },
    { partition: viewOf.status(status), row: newest },
    ...namePlacesOf(findableNames(answers)).map((key) => ({ partition: viewOf.name(key), row: `${key}:${id}` })),
    { partition: viewOf.ends, row: `${validTo}:${id}` },
    { partition: viewOf.surname, row: `${searchKey(answers.lastName)}:${id}` },
    { partition: viewOf.reason(answers.reason), row: newest },
    { partition: viewOf.all, row: newest },
  ];
  if (!isOver(status)) places.push(...placesToCompare(request));
  const task = request.account?.directory?.task;
  if (task && !task.isRefused) places.push({ partition: viewOf.itTasks, row: `${isEnding(task) ? 0 : 1}:${task.due}:${id}` });
  const card = cardPlace(request);
  if (card !== undefined) places.push({ partition: viewOf.cards, row: card });
  if (decision) places.push({ partition: viewOf.decided(decision.by), row: `${newestFirst(decision.at)}:${id}` });
  if (status === 'pending') places.push({ partition: viewOf.waiting, row: `${question.askedAt}:${id}` });
  if (status === 'pending') places.push({ partition: viewOf.pending(answers.department), row: newest });
  if (status === 'pending' && assigned) places.push({ partition: viewOf.decides(assigned.to), row: newest });
  if (!isOver(status) && handover?.open) places.push({ partition: viewOf.offered(handover.open.to), row: `${validTo}:${id}` });
  return places;
}

/**
 * With which characters the rows of each state begin, in their order; `gone` is over and was last exported before that, `told` was
 * exported as over, and may have to be once more.
 */
export const cardSections: Record<CardState | 'gone' | 'told', string> = {
  issue: '0',
  extend: '1',
  collect: '2',
  issued: '3',
  gone: '4',
  told: '5',
};

/** Cards to issue by Valid from, as they are needed then; what was told by the instant of that; all others by Valid to. */
function cardPlace({ id, status, answers, validFrom, validTo, issued, exported }: VisitorRequest): string | undefined {
  const state = cardStateOf({ status, idCard: answers.idCard, validTo, issued });
  if (state === undefined && exported?.endAt !== undefined && isOver(status)) return `${cardSections.told}:${exported.endAt}:${id}`;
  const section = state ?? (exported && isOver(status) ? 'gone' : undefined);
  return section && `${cardSections[section]}:${section === 'issue' ? validFrom : validTo}:${id}`;
}

/** Whether a task takes rights away. */
export function isEnding({ steps }: Pick<ItTask, 'steps'>): boolean {
  return steps.includes('disable') || steps.includes('leave-group');
}

/** Where a further request for the same visitor would find this one. */
function placesToCompare({ id, answers }: VisitorRequest): ViewPlace[] {
  const { department } = answers;
  return [
    ...namePlaces(answers).map(({ under, beside }) => ({ partition: viewOf.named(department, under), row: `${beside}:${id}` })),
    ...emailsOf(answers).map((address) => ({ partition: viewOf.email(address), row: id })),
  ];
}

/** A key that sorts the newest instant first. */
function newestFirst(instant: string): string {
  return String(9_999_999_999_999 - Date.parse(instant)).padStart(13, '0');
}
