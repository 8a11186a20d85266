import type { z } from 'zod';
import type { Person } from '../../domain/organisation/organisation';
import { requestIdPattern } from '../../domain/request/visitor-request';
import { isIn } from '../../domain/verbs/offers';
import type { Verb, VerbTable } from '../../domain/verbs/verb';
import { actOnRequest } from './act';
import { actOnItems } from './act-on-many';
import { countDepartment, countRequests, listDepartment, listRequests } from './all-requests';
import type { TabAnswer } from './answer';
import { listAttention } from './attention';
import { type MendBody, mendBody } from './attention-contract';
import { cardExport } from './card-contract';
import { exportCards } from './card-export';
import { listCards } from './card-list';
import { colleagueAsk, timelineAsk, verbBody } from './contract';
import { countLists } from './counts';
import { departmentImport, departmentMerge, departmentSave, mostFileCharacters, personAsk } from './department-contract';
import { type DepartmentPorts, saveDepartment, showDepartments } from './departments';
import { nothing, saveBody, sendBody, sponsorAsk, sponsorNamed } from './draft-contract';
import {
  continueInChat,
  declineOnPage,
  discardOnPage,
  editOnPage,
  type FormPorts,
  linkForPhoto,
  linkForProposedPhoto,
  lookForDuplicates,
  newDraftOnPage,
  openDraft,
  savedDrafts,
  saveOnPage,
  sendFromPage,
  takeBackOnPage,
} from './drafts';
import { findColleague } from './find-colleague';
import { costOfSearch, findPeople } from './find-people';
import { findSponsorOnPage, nameSponsorOnPage } from './find-sponsor';
import { showHealth } from './health';
import { exportDepartments, importDepartments } from './import-departments';
import { itDone, itNotDone } from './it-contract';
import { finishItTask, listItTasks, refuseItTask } from './it-tasks';
import { countAsk, listAsk, listExport, type ManyBody, manyBody } from './list-contract';
import { exportList } from './list-export';
import { listMine, listReapproval, listWaiting } from './lists';
import { mendMatters } from './mend';
import { mergeDepartment } from './merge-department';
import { showDepartmentOverview, showOverview } from './overview';
import { type PolicyPorts, savePolicy, showPolicy } from './policy';
import { policySave } from './policy-contract';
import { showPhoto } from './show-photo';
import { readRequest, showEarlier } from './show-request';
import { whoAsks } from './who-asks';

/**
 * Who may call an operation at all: anybody whom the directory knows and whose account is enabled, admins, the IT service, or the card office. What a
 * `person` may see and do of one request, the rules say for each request.
 */
export type Role = 'person' | 'admin' | 'it' | 'card-office';

/** All that operations use of the world outside. */
export type OperationPorts = FormPorts & PolicyPorts & DepartmentPorts;

/** Who calls, by the verified token and the directory; and what the address and the body hold, checked. */
export interface Call<Body> {
  person: Person;
  /** The request in the path, if any. */
  reference: string;
  body: Body;
}

export interface Operation {
  method: 'GET' | 'POST';
  /** The path below `/api/tab`; `:reference` is a request's. */
  path: string;
  role: Role;
  /** Of a POST. */
  body?: z.ZodType;
  /** The longest body, in bytes; what the longest reason needs unless given. */
  bodyAtMost?: number;
  /** The number of changes in a body; each counts against the rate limit. */
  changes?(body: unknown): number;
  run(call: Call<unknown>, ports: OperationPorts): Promise<TabAnswer>;
}

function getOperation(path: string, role: Role, run: (call: Call<undefined>, ports: OperationPorts) => Promise<TabAnswer>): Operation {
  return { method: 'GET', path, role, run: (call, ports) => run({ ...call, body: undefined }, ports) };
}

function postOperation<Body extends z.ZodType>(
  path: string,
  role: Role,
  body: Body,
  run: (call: Call<z.output<Body>>, ports: OperationPorts) => Promise<TabAnswer>,
): Operation {
  return { method: 'POST', path, role, body, run: (call, ports) => run(call as Call<z.output<Body>>, ports) };
}

/** People are looked for, which is bounded more narrowly. */
const boundedSearch = (operation: Operation): Operation => ({ ...operation, changes: () => costOfSearch });

/** Every operation of the tab's API, with who may call it. */
export function operationsOf(verbs: VerbTable): readonly Operation[] {
  return [...fixed, ...Object.entries(verbs).flatMap(([name, verb]) => ofVerb(name, verb))];
}

function ofVerb(name: string, verb: Verb): Operation[] {
  const one = postOperation(`/requests/:reference/${name}`, roleOfVerb(verb), verbBody, ({ person, reference, body }, ports) =>
    actOnRequest(person, reference, name, body, ports),
  );
  const many: Operation = {
    ...postOperation(`/many/${name}`, roleOfVerb(verb), manyBody, ({ person, body }, ports) => actOnItems(person, name, body, ports)),
    changes: (body) => (body as ManyBody).items.length,
  };
  return [...(isIn(verb, 'tab') ? [one] : []), ...(isIn(verb, 'many') ? [many] : [])];
}

function roleOfVerb({ isForAdmins, isForCardOffice }: Verb): Role {
  if (isForAdmins) return 'admin';
  return isForCardOffice ? 'card-office' : 'person';
}

const fixed: readonly Operation[] = [
  getOperation('/me', 'person', ({ person }, ports) => whoAsks(person, ports)),
  getOperation('/counts', 'person', ({ person }, ports) => countLists(person, ports)),
  postOperation('/lists/mine', 'person', listAsk, ({ person, body }, ports) => listMine(person, body, ports)),
  postOperation('/lists/reapproval', 'person', listAsk, ({ person, body }, ports) => listReapproval(person, body, ports)),
  postOperation('/lists/waiting', 'person', listAsk, ({ person, body }, ports) => listWaiting(person, body, ports)),
  postOperation('/lists/requests', 'admin', listAsk, ({ person, body }, ports) => listRequests(person, body, ports)),
  postOperation('/lists/requests/count', 'admin', countAsk, ({ body }, ports) => countRequests(body, ports)),
  postOperation('/lists/department', 'person', listAsk, ({ person, body }, ports) => listDepartment(person, body, ports)),
  postOperation('/lists/department/count', 'person', countAsk, ({ person, body }, ports) => countDepartment(person, body, ports)),
  postOperation('/lists/requests/export', 'admin', listExport, ({ person, body }, ports) => exportList(person, body, ports)),
  postOperation('/lists/attention', 'admin', listAsk, ({ person, body }, ports) => listAttention(person, body, ports)),
  postOperation('/lists/it-tasks', 'it', listAsk, ({ person, body }, ports) => listItTasks(person, body, ports)),
  postOperation('/lists/cards', 'card-office', listAsk, ({ body }, ports) => listCards(body, ports)),
  postOperation('/cards/export', 'card-office', cardExport, ({ person, body }, ports) => exportCards(person, body, ports)),
  postOperation('/requests/:reference/it-done', 'it', itDone, ({ person, reference, body }, ports) =>
    finishItTask(person, reference, body, ports),
  ),
  postOperation('/requests/:reference/it-not-done', 'it', itNotDone, ({ person, reference, body }, ports) =>
    refuseItTask(person, reference, body, ports),
  ),
  getOperation('/policy', 'admin', (_call, ports) => showPolicy(ports)),
  postOperation('/policy/save', 'admin', policySave, ({ person, body }, ports) => savePolicy(person, body, ports)),
  getOperation('/departments', 'admin', (_call, ports) => showDepartments(ports)),
  getOperation('/departments/export', 'admin', (_call, ports) => exportDepartments(ports)),
  postOperation('/departments/save', 'admin', departmentSave, ({ person, body }, ports) => saveDepartment(person, body, ports)),
  postOperation('/departments/merge', 'admin', departmentMerge, ({ person, body }, ports) => mergeDepartment(person, body, ports)),
  {
    ...postOperation('/departments/import', 'admin', departmentImport, ({ person, body }, ports) => importDepartments(person, body, ports)),
    bodyAtMost: mostFileCharacters + 1_024,
  },
  boundedSearch(postOperation('/people/find', 'admin', personAsk, ({ body }, ports) => findPeople(body, ports))),
  getOperation('/overview', 'admin', (_call, ports) => showOverview(ports)),
  getOperation('/overview/department', 'person', ({ person }, ports) => showDepartmentOverview(person, ports)),
  getOperation('/health', 'admin', (_call, ports) => showHealth(ports)),
  {
    ...postOperation('/attention/mend', 'admin', mendBody, ({ person, body }, ports) => mendMatters(person, body, ports)),
    changes: (body) => (body as MendBody).items.length,
  },
  getOperation('/requests/:reference', 'person', ({ person, reference }, ports) => readRequest(person, reference, ports)),
  getOperation('/requests/:reference/photo', 'person', ({ person, reference }, ports) => showPhoto(person, reference, ports)),
  postOperation('/requests/:reference/timeline', 'person', timelineAsk, ({ person, reference, body }, ports) =>
    showEarlier(person, reference, body, ports),
  ),
  boundedSearch(
    postOperation('/requests/:reference/find-colleague', 'person', colleagueAsk, ({ person, reference, body }, ports) =>
      findColleague(person, reference, body, ports),
    ),
  ),
  postOperation('/requests/:reference/edit', 'person', nothing, ({ person, reference }, ports) => editOnPage(person, reference, ports)),
  postOperation('/requests/:reference/photo-link', 'person', nothing, ({ person, reference }, ports) =>
    linkForProposedPhoto(person, reference, ports),
  ),
  getOperation('/drafts', 'person', ({ person }, ports) => savedDrafts(person, ports)),
  postOperation('/drafts', 'person', nothing, ({ person }, ports) => newDraftOnPage(person, ports)),
  getOperation('/drafts/:reference', 'person', ({ person, reference }, ports) => openDraft(person, reference, ports)),
  getOperation('/drafts/:reference/duplicates', 'person', ({ person, reference }, ports) => lookForDuplicates(person, reference, ports)),
  postOperation('/drafts/:reference/save', 'person', saveBody, ({ person, reference, body }, ports) =>
    saveOnPage(person, reference, body, ports),
  ),
  postOperation('/drafts/:reference/send', 'person', sendBody, ({ person, reference, body }, ports) =>
    sendFromPage(person, reference, body, ports),
  ),
  postOperation('/drafts/:reference/discard', 'person', nothing, ({ person, reference }, ports) => discardOnPage(person, reference, ports)),
  boundedSearch(
    postOperation('/drafts/:reference/find-sponsor', 'person', sponsorAsk, ({ person, reference, body }, ports) =>
      findSponsorOnPage(person, reference, body, ports),
    ),
  ),
  postOperation('/drafts/:reference/name-sponsor', 'person', sponsorNamed, ({ person, reference, body }, ports) =>
    nameSponsorOnPage(person, reference, body, ports),
  ),
  postOperation('/drafts/:reference/take-back', 'person', nothing, ({ person, reference }, ports) =>
    takeBackOnPage(person, reference, ports),
  ),
  postOperation('/drafts/:reference/continue', 'person', nothing, ({ person, reference }, ports) =>
    continueInChat(person, reference, ports),
  ),
  postOperation('/drafts/:reference/decline', 'person', nothing, ({ person, reference }, ports) => declineOnPage(person, reference, ports)),
  postOperation('/drafts/:reference/photo-link', 'person', nothing, ({ person, reference }, ports) =>
    linkForPhoto(person, reference, ports),
  ),
];

/** A reference in an address; anything else is nothing that this API has. */
export function isReference(text: string): boolean {
  return requestIdPattern.test(text);
}
