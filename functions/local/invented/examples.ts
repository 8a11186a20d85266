import type { Temporal } from 'temporal-polyfill';
import type { AnswersTo, AnswerTo } from '../../../bot/domain/form/question-kinds';
import type { questions } from '../../../bot/domain/form/questions';
import type { Reason } from '../../../bot/domain/organisation/organisation';
import { nameKey } from '../../../bot/domain/request/duplicates';
import type { Dice } from './dice';
import { employers, type names, telephoneBeginnings, titles } from './names';

/** What an example may go by. */
export interface Sample<Q> {
  visit: Visit;
  /** Given names and surnames that go together. */
  people: (typeof names)[number];
  /** What has been made up before it, in the order of the examples. */
  sofar: Partial<AnswersTo<Q>>;
}

/** How a sample answer to each question is made up; undefined leaves it blank. A question that is not asked gets none. */
export type Examples<Q> = { readonly [F in keyof Q]: (sample: Sample<Q>, dice: Dice) => AnswerTo<Q[F]> | undefined };

/** The answers of a sponsor for an invented visitor. */
export const examples: Examples<typeof questions> = {
  department: ({ visit }) => visit.department,
  reason: ({ visit }) => visit.reason.id,
  validFrom: ({ visit }) => visit.from.toString(),
  validTo: ({ visit }) => visit.to.toString(),
  firstName: ({ people }, dice) => dice.pick(people.given),
  lastName: ({ people }, dice) => dice.pick(people.family),
  itAccess: (_sample, dice) => dice.weighted({ none: 25, 'staff-like': 45, 'student-like': 30 }),
  idCard: ({ sofar }, dice) => sofar.itAccess === 'none' || dice.chance(0.65),
  middleNames: ({ people, sofar }, dice) => otherThan(sofar.firstName, dice.chance(0.3) ? dice.pick(people.given) : undefined),
  employer: (_sample, dice) => dice.pick(employers),
  photo: (_sample, dice) => ({ blob: Buffer.from(dice.bytes(16)).toString('hex') }),
  title: ({ visit }, dice) => (dice.chance(0.5) ? titleFor(visit.reason, dice) : undefined),
  preferredName: ({ sofar: { firstName = '', lastName } }, dice) =>
    dice.chance(0.08) ? `${Array.from(firstName).slice(0, 3).join('')} ${lastName}` : undefined,
  telephone: (_sample, dice) => (dice.chance(0.6) ? `${dice.pick(telephoneBeginnings)}${digits(dice)}` : undefined),
  personalEmail: ({ sofar: { itAccess, firstName = '', lastName = '' } }, dice) =>
    dice.chance(itAccess === 'none' ? 0.35 : 0.85) ? address(firstName, lastName, dice) : undefined,
};

function otherThan(first: string | undefined, second: string | undefined): string | undefined {
  return second === first ? undefined : second;
}

function titleFor({ id }: Reason, dice: Dice): string {
  return id.endsWith('professor') ? 'Professor' : dice.pick(titles);
}

function digits(dice: Dice): string {
  return String(dice.between(0, 999)).padStart(3, '0');
}

/** A domain that RFC 2606 keeps for examples: no mail to it ever arrives. */
function address(firstName: string, lastName: string, dice: Dice): string {
  const local = `${nameKey(firstName)}.${nameKey(lastName)}`.slice(0, 55);
  return `${local}${dice.between(1, 999)}@${dice.pick(['example.org', 'example.com'])}`;
}

/** Decided before the visitor is invented. */
export interface Visit {
  department: string;
  reason: Reason;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}
