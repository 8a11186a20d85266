import { isOver, isRunning, type Status } from '../statuses/table';
import type { ItTask } from './directory-record';
import { emailKey, emailsOf, namePlaces } from './duplicates';
import { type CardState, cardStateOf, isCardOver } from './id-card';
import { openProposal } from './proposal';
import { findableNames, namePlacesOf, searchKey } from './search';
import type { VisitorRequest } from './visitor-request';

/** The key of a list row; `partition` and `row` are unencoded. */
export interface ViewPlace {
  partition: string;
  row: string;
}

/** The partitions of the lists, each sorted as it is read. */
export const viewOf = {
  sponsor: (person: string) => `sponsor:${person}`,
  department: (id: string) => `department:${id}`,
  status: (status: Status) => `status:${status}`,
  /** What waits for an approver's answer: requests, and what is proposed for accounts that run. */
  pending: (department: string) => `pending:${department}`,
  /** What a department has, by Valid to. */
  departmentEnds: (id: string) => `ending:${id}`,
  /** By any word of a name, as a `searchKey`. */
  name: (text: string) => listOfName(searchKey(text)),
  /** Requests of a department that are not over, by the `nameKey` of one part of the name. */
  named: (department: string, key: string) => `named:${department}:${key}`,
  /** Requests that are not over, by personal email. */
  email: (address: string) => `email:${emailKey(address)}`,
  /** Every request. */
  all: 'all',
  /** Pending requests of an approver named by an admin. */
  decides: (person: string) => `decides:${person}`,
  /** Open IT tasks: ends first, then by day; of one day, early ends first. */
  itTasks: 'it-tasks',
  /** The card office's requests, by state. */
  cards: 'cards',
  /** Whose card has this number and is out. */
  cardNumber: (number: string) => `card:${number}`,
  /** Open handover offers of a person. */
  offered: (person: string) => `offered:${person}`,
  /** Every request by Valid to, a partition a month. */
  ends: 'ends',
  /** Accounts, to come or running, by Valid from. */
  starts: 'starts',
  /** Every request by surname. */
  surname: 'surname',
  /** The same of every department, longest first. */
  waiting: 'waiting',
  /** What an admin named a person to decide, while it waits; then their decisions, latest first. */
  decided: (person: string) => `decided:${person}`,
  reason: (id: string) => `reason:${id}`,
} as const;

/** @param key a `searchKey`. */
function listOfName(key: string): string {
  return `name:${key.slice(0, 2)}`;
}

/** The keys of every list that has this request now. Lists of news are sorted newest first, others by date or name. */
export function placesOf(request: VisitorRequest): ViewPlace[] {
  const { id, status, sponsor, answers, validTo, assigned, handover, decision, question } = request;
  const newest = `${newestFirst(request.madeAt)}:${id}`;
  const places: ViewPlace[] = [
    { partition: viewOf.sponsor(sponsor), row: `${validTo}:${id}` },
    { partition: viewOf.department(answers.department), row: newest },
    { partition: viewOf.status(status), row: newest },
    ...namePlacesOf(findableNames(answers)).map((key) => ({ partition: listOfName(key), row: `${key}:${id}` })),
    { partition: viewOf.ends, row: `${validTo}:${id}` },
    { partition: viewOf.departmentEnds(answers.department), row: `${validTo}:${id}` },
    { partition: viewOf.surname, row: `${searchKey(answers.lastName)}:${id}` },
    { partition: viewOf.reason(answers.reason), row: newest },
    { partition: viewOf.all, row: newest },
  ];
  if (isRunning(status)) places.push({ partition: viewOf.starts, row: `${request.validFrom}:${id}` });
  if (!isOver(status)) places.push(...placesToCompare(request));
  const task = request.account?.directory?.task;
  if (task && !task.isRefused) places.push({ partition: viewOf.itTasks, row: taskRow(task, request) });
  const card = cardPlace(request);
  if (card !== undefined) places.push({ partition: viewOf.cards, row: card });
  const { issued } = request;
  if (issued?.collected)
    places.push({ partition: viewOf.cards, row: `${cardSections.collected}:${newestFirst(issued.collected.at)}:${id}` });
  else if (issued) places.push({ partition: viewOf.cardNumber(issued.number), row: id });
  if (decision) places.push({ partition: viewOf.decided(decision.by), row: `${newestFirst(decision.at)}:${id}` });
  const open = openProposal(request);
  if (status === 'pending' || open) {
    places.push({ partition: viewOf.waiting, row: `${open?.at ?? question.askedAt}:${id}` });
    places.push({ partition: viewOf.pending(answers.department), row: newest });
    if (assigned) {
      places.push({ partition: viewOf.decides(assigned.to), row: newest });
      // Before what was decided: their keys begin with the digits of an instant.
      if (decision?.by !== assigned.to) places.push({ partition: viewOf.decided(assigned.to), row: `!${newest}` });
    }
  }
  if (!isOver(status) && handover?.open) places.push({ partition: viewOf.offered(handover.open.to), row: `${validTo}:${id}` });
  return places;
}

/**
 * The first character of the row keys of each state, in order; `gone` needs no card any more and was last exported before that,
 * `told` was exported so and may have to be exported again; a collected card has a row of its own beside these.
 */
export const cardSections: Record<CardState | 'gone' | 'told' | 'collected', string> = {
  issue: '0',
  extend: '1',
  collect: '2',
  issued: '3',
  gone: '4',
  told: '5',
  collected: '6',
};

/** The rows of cards that were collected since an ISO date, latest first. */
export function collectedCards(since: string): { from: string; to: string } {
  return { from: `${cardSections.collected}:`, to: `${cardSections.collected}:${newestFirst(`${since}T00:00:00Z`)}:` };
}

/** Cards to issue by Valid from, when they are needed; exported ends by the instant of export; all others by Valid to. */
function cardPlace({ id, status, answers, validFrom, validTo, issued, exported }: VisitorRequest): string | undefined {
  const state = cardStateOf({ status, idCard: answers.idCard, validTo, issued });
  const isGone = exported !== undefined && isCardOver({ status, idCard: answers.idCard });
  if (state === undefined && isGone && exported.endAt !== undefined) return `${cardSections.told}:${exported.endAt}:${id}`;
  const section = state ?? (isGone ? 'gone' : undefined);
  return section && `${cardSections[section]}:${section === 'issue' ? validFrom : validTo}:${id}`;
}

/** Ends first, then by day, of one day those that came early first. */
function taskRow(task: ItTask, { id, account }: VisitorRequest): string {
  if (!isEnding(task)) return `1:${task.due}:${id}`;
  return `0:${task.due}:${isUrgentEnd({ task, account }) ? '!' : ''}${id}`;
}

/** Whether a task takes rights away from an account that somebody has ended before its last day. */
export function isUrgentEnd({ task, account }: { task: Pick<ItTask, 'steps'>; account: VisitorRequest['account'] }): boolean {
  return isEnding(task) && account?.end !== undefined;
}

/** The ISO date by which the task of a row of IT's list is due. */
export function dueOfTask({ row }: Pick<ViewPlace, 'row'>): string {
  return row.split(':')[1] ?? '';
}

/** Whether a task takes rights away. */
export function isEnding({ steps }: Pick<ItTask, 'steps'>): boolean {
  return steps.includes('disable') || steps.includes('leave-group');
}

/** The keys by which a further request for the same visitor finds this one. */
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
