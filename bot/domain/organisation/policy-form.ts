import { readDate, type Weekday, weekdays } from '../dates/dates';
import { capitalised } from '../dates/day-words';
import { closureDaysIn } from './closure-days';
import type { EditablePolicy } from './organisation';
import { type PolicyMistake, type PolicyValues, reasonsIn, valuesOfReasons } from './reason-rows';

/** How one value of the policy is typed. */
export type PolicyField = {
  label: string;
  hint?: string;
} & (
  | { kind: 'date' }
  | { kind: 'number' }
  | { kind: 'text' }
  | { kind: 'days' }
  | { kind: 'choice'; options: { id: string; label: string }[] }
);

export interface PolicySection {
  title: string;
  fields: readonly PolicyFieldName[];
}

const longestText = 1_000;

interface Rule {
  field: PolicyField;
  write(policy: EditablePolicy): string;
  /** Takes what was typed into the policy, or says what to enter. */
  read(typed: string, policy: EditablePolicy): string | undefined;
}

function numberRule(label: string, name: 'maxDaysBack' | 'draftDays' | 'photoDays', least: number, most: number, hint?: string): Rule {
  return {
    field: { kind: 'number', label, ...(hint !== undefined && { hint }) },
    write: (policy) => String(policy[name]),
    read(typed, policy) {
      const value = wholeNumber(typed);
      if (value === undefined || value < least || value > most) return `Enter a whole number from ${least} to ${most}.`;
      policy[name] = value;
      return undefined;
    },
  };
}

function dateRule(label: string, name: 'validFrom' | 'validTo', hint: string): Rule {
  return {
    field: { kind: 'date', label, hint },
    write: (policy) => policy[name] ?? '',
    read(typed, policy) {
      if (typed === '') delete policy[name];
      else if (readDate(typed)) policy[name] = typed;
      else return 'Enter a date such as 2027-07-31, or leave it blank.';
      return undefined;
    },
  };
}

function choiceRule<V extends string>(
  label: string,
  options: Record<V, string>,
  of: { write(policy: EditablePolicy): V; read(value: V, policy: EditablePolicy): void },
  hint?: string,
): Rule {
  const ids = Object.keys(options) as V[];
  return {
    field: { kind: 'choice', label, ...(hint !== undefined && { hint }), options: ids.map((id) => ({ id, label: options[id] })) },
    write: of.write,
    read(typed, policy) {
      const chosen = ids.find((id) => id === typed);
      if (chosen === undefined) return 'Choose one of the options.';
      of.read(chosen, policy);
      return undefined;
    },
  };
}

const yesNo = { yes: 'Yes', no: 'No' };

function flagRule(label: string, name: 'personalEmailRequired' | 'reapprovalMail', hint?: string): Rule {
  const of = {
    write: (policy: EditablePolicy) => (policy[name] ? ('yes' as const) : ('no' as const)),
    read: (value: 'yes' | 'no', policy: EditablePolicy) => {
      policy[name] = value === 'yes';
    },
  };
  return choiceRule(label, yesNo, of, hint);
}

function wordsRule(
  label: string,
  hint: string,
  of: { write(policy: EditablePolicy): string; put(policy: EditablePolicy, text: string): void },
): Rule {
  return {
    field: { kind: 'text', label, hint },
    write: of.write,
    read(typed, policy) {
      if (typed === '') return 'Enter a text.';
      if (typed.length > longestText) return `Enter a text of at most ${longestText.toLocaleString('en-GB')} characters.`;
      if (/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(typed)) return 'Enter a text on one line, without special characters.';
      of.put(policy, typed);
      return undefined;
    },
  };
}

const dayNames = Object.fromEntries(weekdays.map((day) => [day, capitalised(day)])) as Record<Weekday, string>;

/** Every value that admins edit beside the reasons, in the order in which it is read. */
const rules = {
  validFrom: dateRule('Default Valid from', 'validFrom', 'Used where a request and its department leave it blank.'),
  validTo: dateRule('Default Valid to (last day)', 'validTo', 'Used where a request and its department leave it blank.'),
  maxDaysBack: numberRule('Days that Valid from may lie in the past', 'maxDaysBack', 0, 365),
  shortVisit: choiceRule(
    'Visits of less than a month',
    { warn: 'Warn the sponsor', refuse: 'Refuse the request' },
    {
      write: ({ shortVisit }) => shortVisit,
      read: (value, policy) => {
        policy.shortVisit = value;
      },
    },
  ),
  shortVisitRoute: wordsRule(
    'Where sponsors of short visits are sent',
    'Follows “please”, such as “ask the IT Service Desk for a temporary account”.',
    {
      write: ({ shortVisitRoute }) => shortVisitRoute,
      put: (policy, text) => {
        policy.shortVisitRoute = text;
      },
    },
  ),
  personalEmailRequired: flagRule('Personal email needed for IT access', 'personalEmailRequired'),
  reminderDay: choiceRule(
    'Day of the reapproval reminders',
    dayNames,
    {
      write: ({ reminderDay }) => reminderDay,
      read: (value, policy) => {
        policy.reminderDay = value;
      },
    },
    'The next working day where this one is a closure day.',
  ),
  reapprovalMail: flagRule('First and last reminder also by email', 'reapprovalMail'),
  closureDays: {
    field: { kind: 'days', label: 'Closure days', hint: 'One date a line, such as 2027-12-24. Saturdays and Sundays need not be listed.' },
    write: ({ closureDays }) => [...closureDays].sort().join('\n'),
    read(typed, policy) {
      const read = closureDaysIn(typed);
      if ('problem' in read) return read.problem;
      policy.closureDays = read.days;
      return undefined;
    },
  } as Rule,
  helpRoute: wordsRule('Where people without access are sent', 'Follows “please”, such as “ask the IT Service Desk”.', {
    write: ({ helpRoute }) => helpRoute,
    put: (policy, text) => {
      policy.helpRoute = text;
    },
  }),
  passOnWithEmail: wordsRule('What sponsors tell visitors whose personal email is known', 'Never a password.', {
    write: ({ passOn }) => passOn.withEmail,
    put: (policy, text) => {
      policy.passOn = { ...policy.passOn, withEmail: text };
    },
  }),
  passOnOtherwise: wordsRule('What sponsors tell all other visitors', 'Never a password.', {
    write: ({ passOn }) => passOn.otherwise,
    put: (policy, text) => {
      policy.passOn = { ...policy.passOn, otherwise: text };
    },
  }),
  draftDays: numberRule('Days after which an untouched draft is deleted', 'draftDays', 1, 365, 'The privacy notices give this number.'),
  photoDays: numberRule(
    'Days after which a photo is deleted',
    'photoDays',
    1,
    365,
    'Counted from the day the ID card is issued or the request is over. The privacy notices give this number.',
  ),
} satisfies Record<string, Rule>;

export type PolicyFieldName = keyof typeof rules;
const names = Object.keys(rules) as PolicyFieldName[];

export const policySections: readonly PolicySection[] = [
  { title: 'Dates', fields: ['validFrom', 'validTo', 'maxDaysBack', 'closureDays'] },
  { title: 'Short visits', fields: ['shortVisit', 'shortVisitRoute'] },
  { title: 'Reminders', fields: ['reminderDay', 'reapprovalMail'] },
  { title: 'Texts', fields: ['helpRoute', 'passOnWithEmail', 'passOnOtherwise'] },
  { title: 'Personal data', fields: ['personalEmailRequired', 'draftDays', 'photoDays'] },
];

export function policyField(name: PolicyFieldName): PolicyField {
  return rules[name].field;
}

/** As it stands in the form: a text for each field, and for each reason and column `reason.<id>.<column>`. */
export function valuesOfPolicy(policy: EditablePolicy): PolicyValues {
  return { ...Object.fromEntries(names.map((name) => [name, rules[name].write(policy)])), ...valuesOfReasons(policy.reasons) };
}

export type PolicyReading = { policy: EditablePolicy } | { mistakes: PolicyMistake[] };

/** The policy with what was typed; fields that are not there stay as they are. Reasons with a new id of `new-…` are added. */
export function readPolicyForm(typed: PolicyValues, present: EditablePolicy): PolicyReading {
  const policy = editablePart(present);
  const mistakes: PolicyMistake[] = [];
  for (const name of names) {
    const value = typed[name];
    const problem = value === undefined ? undefined : rules[name].read(value.trim(), policy);
    if (problem !== undefined) mistakes.push({ field: name, text: problem });
  }
  if (mistakes.length === 0 && policy.validFrom !== undefined && policy.validTo !== undefined && policy.validTo < policy.validFrom)
    mistakes.push({ field: 'validTo', text: 'Enter a day on or after the default Valid from.' });
  const reasons = reasonsIn(typed, present.reasons);
  if ('mistakes' in reasons) mistakes.push(...reasons.mistakes);
  else policy.reasons = reasons.reasons;
  return mistakes.length > 0 ? { mistakes } : { policy };
}

/** That part of the policy alone, and a copy. */
export function editablePart(policy: EditablePolicy): EditablePolicy {
  return {
    reasons: policy.reasons,
    personalEmailRequired: policy.personalEmailRequired,
    shortVisit: policy.shortVisit,
    shortVisitRoute: policy.shortVisitRoute,
    helpRoute: policy.helpRoute,
    maxDaysBack: policy.maxDaysBack,
    reapprovalMail: policy.reapprovalMail,
    draftDays: policy.draftDays,
    photoDays: policy.photoDays,
    reminderDay: policy.reminderDay,
    closureDays: policy.closureDays,
    passOn: policy.passOn,
    ...(policy.validFrom !== undefined && { validFrom: policy.validFrom }),
    ...(policy.validTo !== undefined && { validTo: policy.validTo }),
  };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
