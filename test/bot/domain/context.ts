import { Temporal } from 'temporal-polyfill';
import type { FormContext } from '../../../bot/domain/form/form-context';
import { type Answers, emptyAnswers } from '../../../bot/domain/form/questions';
import type { Department, Policy } from '../../../bot/domain/organisation/organisation';
import { makeDepartment } from '../../make';

export const zone = 'Europe/London';

/** An organisation without dates of its own; the reasons are those that the rules tell apart. */
export function makePolicy(overrides: Partial<Policy> = {}): Policy {
  return {
    organisation: 'Bantshire University',
    zone,
    reasons: [
      { id: 'external-examiner', label: 'External Examiner', needsEmployer: false, maxMonths: 48 },
      { id: 'contractor-consultant', label: 'Contractor/Consultant', needsEmployer: true, maxMonths: 12 },
      { id: 'summer-school', label: 'Summer School', needsEmployer: false, maxMonths: 3 },
    ],
    universityDomains: ['bantshire.example', 'bantshire.test'],
    personalEmailRequired: false,
    shortVisit: 'warn',
    shortVisitRoute: 'ask for a temporary account',
    helpRoute: 'ask the IT Service Desk',
    maxDaysBack: 14,
    reapprovalMail: true,
    reminderDay: 'monday',
    draftDays: 30,
    photoDays: 30,
    closureDays: [],
    usernames: { pattern: 'initials', refused: [] },
    passOn: {
      withEmail: 'Please give your visitor this username. They choose a password on the reset page.',
      otherwise: 'Please give your visitor this username. The service desk gives them their first access.',
    },
    ...overrides,
  };
}

/** A department without dates, one with both, and one with an end only. */
export const departments: Department[] = [
  makeDepartment(),
  makeDepartment({ id: 'summer-office', name: 'Summer Office', kind: 'service', validFrom: '2027-02-15', validTo: '2027-04-30' }),
  makeDepartment({ id: 'archive', name: 'Archive', kind: 'service', validTo: '2027-06-30' }),
];

export function makeContext(overrides: Partial<FormContext> = {}): FormContext {
  return { policy: makePolicy(), departments, today: Temporal.PlainDate.from('2027-01-20'), ...overrides };
}

/** Everything that must be answered, with the defaults of F12 and F13. */
export function makeAnswers(overrides: Partial<Answers> = {}): Answers {
  return {
    ...emptyAnswers,
    department: 'computer-science',
    reason: 'external-examiner',
    firstName: 'Ottoline',
    lastName: 'Fairweather',
    validFrom: '2027-02-03',
    validTo: '2027-05-31',
    photo: { blob: '0123456789abcdef0123456789abcdef' },
    ...overrides,
  };
}

/** The same without one answer. */
export function without(answers: Answers, ...fields: (keyof Answers)[]): Answers {
  const rest = { ...answers };
  for (const field of fields) delete rest[field];
  return rest;
}

/** Throws on any later write, at any depth. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

/** Noon of a day in the organisation's zone. */
export function noon(day: string): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' });
}
