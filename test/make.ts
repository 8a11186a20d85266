import { Temporal } from 'temporal-polyfill';
import type { FormContext } from '../bot/domain/form/form-context';
import { type Answers, emptyAnswers } from '../bot/domain/form/questions';
import type { Department, Person, Policy } from '../bot/domain/organisation/organisation';
import type { Draft, RequestEvent } from '../bot/domain/request/records';
import type { Decision, Question, VisitorRequest } from '../bot/domain/request/visitor-request';
import type { Commit, Copy } from '../bot/ports/requests';

// People of the sample data, all invented: sponsor, head and deputy of one department, and somebody of another.
export const sponsorId = '3ceaaf30-8142-48ea-b1d9-3080f9b439fc';
export const headId = '0ff9bb51-0944-4e0c-bdfb-369bab13dfae';
export const deputyId = '6fced11d-2bd8-41e6-b47a-8387cdde8d51';
export const strangerId = 'a1a6bcde-3a12-4c64-ae02-ff05b7c1dce2';
export const adminId = '42f2dc05-873f-4bd0-b608-0f174c96d8e2';

export type RequestOverrides = Partial<Omit<VisitorRequest, 'question'>> & { question?: Partial<Question> };

/** The head’s approval of it. */
export const approval: Decision = { verb: 'approve', by: headId, at: '2027-01-20T10:00:00Z', channel: 'teams' };

/** A pending request for an external examiner, as its sponsor made it. What is said of its question is added to what is known of it. */
export function makeRequest({ question, ...overrides }: RequestOverrides = {}): VisitorRequest {
  return {
    id: 'VR-7K3M9QXA',
    status: 'pending',
    revision: 1,
    events: 1,
    sponsor: sponsorId,
    involved: [sponsorId],
    answers: {
      ...emptyAnswers,
      department: 'computer-science',
      reason: 'external-examiner',
      title: 'Dr',
      firstName: 'Ottoline',
      lastName: 'Fairweather',
      telephone: '01632 960 147',
      photo: { blob: '0123456789abcdef0123456789abcdef' },
    },
    validFrom: '2027-02-03',
    validTo: '2027-08-31',
    madeAt: '2027-01-18T10:15:00Z',
    changedAt: '2027-01-18T10:15:00Z',
    question: { askedAt: '2027-01-18T10:15:00Z', revision: 1, ...question },
    ...overrides,
  };
}

/** An answer to every question. */
export const fullAnswers: Required<Answers> = {
  department: 'computer-science',
  reason: 'contractor-consultant',
  employer: 'Fenwick Instruments Ltd',
  title: 'Dr',
  firstName: 'Ottoline',
  middleNames: 'Grace',
  lastName: 'Fairweather',
  preferredName: 'Otty',
  telephone: '01632 960 147',
  validFrom: '2027-02-01',
  validTo: '2027-06-30',
  itAccess: 'staff-like',
  idCard: false,
  photo: { blob: '0'.repeat(32) },
  personalEmail: 'o.fairweather@example.org',
};

/** A draft whose first question is answered. */
export function makeDraft(overrides: Partial<Draft> = {}): Draft {
  return {
    id: 'VR-7K3M9QXA',
    sponsor: sponsorId,
    revision: 1,
    step: 'who',
    answers: { ...emptyAnswers, department: 'computer-science' },
    touched: { department: 1 },
    uploads: [],
    touchedAt: '2027-01-18T10:05:00Z',
    ...overrides,
  };
}

/** The sponsor of `makeRequest`, an ordinary member of staff. */
export function makePerson(overrides: Partial<Person> = {}): Person {
  return {
    id: sponsorId,
    name: 'Marisol Okafor',
    mail: 'marisol.okafor@bantshire.example',
    isEnabled: true,
    isStaff: true,
    isAdmin: false,
    ...overrides,
  };
}

/** The department that `makeRequest` visits. */
export function makeDepartment(overrides: Partial<Department> = {}): Department {
  return {
    id: 'computer-science',
    name: 'School of Computer Science',
    kind: 'school',
    head: headId,
    deputies: [deputyId],
    ...overrides,
  };
}

/** What is recorded when a request is made. */
export function makeEvent(overrides: Partial<RequestEvent> = {}): RequestEvent {
  return {
    verb: 'request',
    actor: sponsorId,
    channel: 'teams',
    at: '2027-01-18T10:15:00Z',
    from: 'draft',
    to: 'pending',
    revision: 1,
    fields: ['department', 'reason', 'firstName', 'lastName'],
    ...overrides,
  };
}

/** The title line, or the subject, of a list that the clock sends to a sponsor, whatever there is left to do. */
export const sponsorListLine =
  /of your visitor (accounts|requests)|been asked to take over \d+ visitor|visitor accounts? expires? soon|visitor (accounts?|requests?) (has|have) (expired|lapsed)|on this list/;
/** The same to those who decide. */
export const deciderListLine = /(is|are) waiting for your decision|without a sponsor|on this list/;

let references = 0;

/** A reference that no other test of this file uses. */
export function newRequestId(): string {
  references += 1;
  return `VR-${String(references).padStart(8, '0')}`;
}

/** The first commit of a request. */
export function makeCommit(overrides: Partial<Commit> = {}): Commit {
  const request = overrides.request ?? makeRequest({ id: newRequestId() });
  return {
    commitId: `commit-${request.events}`,
    request,
    event: makeEvent(),
    detail: { after: { lastName: 'Fairweather' } },
    todos: ['views', 'cards'],
    ...overrides,
  };
}

/** The head's decision on the request that a first commit made. */
export function makeDecision({ request }: Commit, etag: string, commitId = 'commit-2'): Commit {
  const decided = { ...request, status: 'approved' as const, revision: 2, events: request.events + 1 };
  const event = makeEvent({ verb: 'approve', actor: headId, from: 'pending', to: 'approved', revision: 2 });
  return makeCommit({ request: decided, event, etag, commitId });
}

/** The head's card, as delivered. */
export function makeCopy(overrides: Partial<Copy> = {}): Copy {
  return {
    person: headId,
    channel: 'teams',
    message: { kind: 'ask', revision: 1 },
    activity: '1737195300000',
    shownRevision: 1,
    shownStatus: 'pending',
    ...overrides,
  };
}

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
    cards: {
      columns: [
        { field: 'reference', heading: 'Reference' },
        { field: 'lastName', heading: 'Surname' },
        { field: 'validTo', heading: 'Until' },
        { field: 'photoFile', heading: 'Photo' },
        { field: 'action', heading: 'Action' },
      ],
      dateFormat: 'DD/MM/YYYY',
      encoding: 'utf-8',
      delimiter: ',',
    },
    accessibility: {
      checked: '2027-01-04',
      notWorking: [],
      tested: ['With axe.'],
      contact: 'the IT Service Desk',
      replyDays: 5,
      complaints: 'Complain.',
    },
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

/** Everything that must be answered, with the defaults of IT access and ID card. */
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
