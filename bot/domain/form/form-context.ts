import type { Temporal } from 'temporal-polyfill';
import { readDate } from '../dates/dates';
import type { Department, Policy, Reason } from '../organisation/organisation';
import type { KeyAnswers } from './answer-values';

/** The fields of the two dates of a visit. */
export type DateOfStay = 'validFrom' | 'validTo';

/** What the rules of the form read beside the answers. */
export interface FormContext {
  policy: Policy;
  departments: readonly Department[];
  today: Temporal.PlainDate;
  /** Whether directory accounts are made here. */
  keepsAccounts?: boolean;
  /** Dates that this draft's sponsor wrote and nobody understood: a blank is not taken for the default, nor one proposed. */
  datesNotUnderstood?: readonly DateOfStay[];
}

export function reasonOf(answers: Pick<KeyAnswers, 'reason'>, policy: Pick<Policy, 'reasons'>): Reason | undefined {
  return policy.reasons.find((reason) => reason.id === answers.reason);
}

export function departmentOf(answers: Pick<KeyAnswers, 'department'>, departments: readonly Department[]): Department | undefined {
  return departments.find((department) => department.id === answers.department);
}

/** The default of a blank date: the department's, else the organisation's. */
export function organisationDate(
  field: DateOfStay,
  answers: KeyAnswers,
  context: Pick<FormContext, 'policy' | 'departments'>,
): string | undefined {
  return departmentOf(answers, context.departments)?.[field] ?? context.policy[field];
}

/** The dates that apply: the sponsor's, else the organisation's. Undefined if missing or invalid. */
export function datesOf(
  answers: KeyAnswers,
  context: Pick<FormContext, 'policy' | 'departments'>,
): { from?: Temporal.PlainDate; to?: Temporal.PlainDate } {
  const from = effectiveDate('validFrom', answers, context);
  const to = effectiveDate('validTo', answers, context);
  return { ...(from && { from }), ...(to && { to }) };
}

function effectiveDate(
  field: DateOfStay,
  answers: KeyAnswers,
  context: Pick<FormContext, 'policy' | 'departments'>,
): Temporal.PlainDate | undefined {
  const text = answers[field] ?? organisationDate(field, answers, context);
  return text === undefined ? undefined : readDate(text);
}
