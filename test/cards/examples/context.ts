import { Temporal } from 'temporal-polyfill';
import type { FormContext } from '../../../bot/domain/form/form-context';
import { type Answers, emptyAnswers } from '../../../bot/domain/form/questions';
import type { Department, Policy } from '../../../bot/domain/organisation/organisation';
import type { Draft } from '../../../bot/domain/request/records';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { makePolicy } from '../../make';

/** What the examples of all cards are made of. */
export const today = Temporal.PlainDate.from('2027-02-03');

export const people = { sponsor: 'Sam Sponsor', head: 'Helen Head', deputy: 'Dev Deputy' };

export const policy: Policy = makePolicy({
  reasons: [
    { id: 'visiting-professor', label: 'Visiting Professor', needsEmployer: false, maxMonths: 36 },
    { id: 'contractor-consultant', label: 'Contractor/Consultant', needsEmployer: true, maxMonths: 12 },
    { id: 'external-examiner', label: 'External Examiner', needsEmployer: false, maxMonths: 48 },
    { id: 'visiting-academic', label: 'Visiting Academic', needsEmployer: false, maxMonths: 24 },
    { id: 'commercial-partner', label: 'Commercial Partner', needsEmployer: false, maxMonths: 12 },
    { id: 'volunteer', label: 'Volunteer', needsEmployer: false, maxMonths: 12 },
  ],
  validTo: '2027-07-30',
  universityDomains: ['bantshire.example'],
  shortVisitRoute: 'ask the IT Service Desk for a temporary account',
});

export const departments: Department[] = [
  { id: 'computer-science', name: 'School of Computer Science', kind: 'school', head: 'head', deputies: [] },
  { id: 'estates', name: 'Estates and Facilities Management', kind: 'service', deputies: [], validFrom: '2027-03-01' },
  { id: 'library', name: 'University Library', kind: 'service', deputies: [] },
];

/** As many as the largest universities have, under the longest names they would give. */
export const manyDepartments: Department[] = Array.from({ length: 70 }, (_, place) => ({
  id: `department-number-${place}`,
  name: `Department of Interdisciplinary Studies in Environmental Engineering, Public Health and Société № ${place}`,
  kind: 'school',
  deputies: [],
}));

export const context: FormContext = { policy, departments, today };

/** The smallest JPEG data image that serves for looking at: a grey portrait. */
export const thumbnail =
  'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAAIAAYBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABP/EABwQAAICAgMAAAAAAAAAAAAAAAECAwQAERIhMf/aAAgBAQAAPwBFmzZq2ZYI7MqRxuVRQ3QA8GTP/9k=';

export const complete: Answers = {
  department: 'computer-science',
  reason: 'contractor-consultant',
  employer: 'Example Robotics Ltd',
  title: 'Dr',
  firstName: 'Ada',
  middleNames: 'Mary',
  lastName: 'Example',
  preferredName: 'Addie',
  telephone: '01509 222121',
  validFrom: '2027-02-08',
  validTo: '2027-07-30',
  itAccess: 'staff-like',
  idCard: true,
  photo: { blob: '0'.repeat(32) },
  personalEmail: 'ada@example.org',
};

export function makeDraft(changes: Partial<Draft> = {}): Draft {
  return {
    id: 'VR-7K3M9QXA',
    sponsor: 'sponsor',
    revision: 4,
    step: 'department',
    answers: emptyAnswers,
    touched: {},
    uploads: [],
    touchedAt: '2027-02-03T14:05:00Z',
    ...changes,
  };
}

export function makeRequest(changes: Partial<VisitorRequest> = {}): VisitorRequest {
  return {
    id: 'VR-7K3M9QXA',
    status: 'pending',
    revision: 3,
    events: 3,
    sponsor: 'sponsor',
    involved: ['sponsor'],
    answers: complete as VisitorRequest['answers'],
    validFrom: '2027-02-08',
    validTo: '2027-07-30',
    madeAt: '2027-02-02T09:30:00Z',
    question: { askedAt: '2027-02-02T09:30:00Z', revision: 1 },
    changedAt: '2027-02-02T09:30:00Z',
    ...changes,
  };
}
