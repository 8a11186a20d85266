import type { z } from 'zod';
import { type AttentionPage, attentionPage, type MendAnswer, type MendBody, mendAnswer } from '../../bot/channels/tab/attention-contract';
import {
  type ColleagueAsk,
  type Me,
  me,
  type PeopleFound,
  type Problem,
  peopleFound,
  problem,
  type RequestView,
  requestView,
  type TimelineAsk,
  type TimelinePage,
  timelinePage,
  type Verb,
  type VerbAnswer,
  type VerbBody,
  verbAnswer,
} from '../../bot/channels/tab/contract';
import {
  type DepartmentAnswer,
  type DepartmentMerge,
  type DepartmentSave,
  type DepartmentsView,
  departmentAnswer,
  departmentsView,
  type ImportAnswer,
  importAnswer,
  type MergeAnswer,
  mergeAnswer,
  type PersonAsk,
} from '../../bot/channels/tab/department-contract';
import {
  type DraftAnswer,
  type DraftList,
  type DraftView,
  type Duplicates,
  draftAnswer,
  draftList,
  duplicates,
  photoLink,
  type SaveBody,
  type SponsorNamed,
} from '../../bot/channels/tab/draft-contract';
import { type HealthView, healthView } from '../../bot/channels/tab/health-contract';
import { type ItTaskPage, itTaskPage } from '../../bot/channels/tab/it-contract';
import {
  type CountAsk,
  type Counts,
  counts,
  type ListAsk,
  type ListCount,
  type ListName,
  type ListPage,
  listCount,
  listPage,
  type ManyAnswer,
  type ManyBody,
  type ManyVerb,
  manyAnswer,
} from '../../bot/channels/tab/list-contract';
import { type OverviewView, overviewView } from '../../bot/channels/tab/overview-contract';
import { type PolicyAnswer, type PolicySave, type PolicyView, policyAnswer, policyView } from '../../bot/channels/tab/policy-contract';

interface Line {
  send(request: Request): Response | Promise<Response>;
  /** Absent: nobody is signed in. */
  token?(): Promise<string>;
}

/** A problem response of the API. */
export class TabProblem extends Error {
  override readonly name = 'TabProblem';

  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.title}`);
  }
}

/** A person in the tab, as its API client. Every response is checked against the contract. */
export class TabPerson {
  constructor(
    readonly id: string,
    private readonly line: Line,
  ) {}

  /** Makes a call and returns the raw response. */
  async calls(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const token = await this.line.token?.();
    return await this.line.send(
      new Request(`https://alms.bantshire.example/api/tab${path}`, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  }

  async #asks<T>(shape: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.calls(method, path, body);
    if (!response.ok) throw new TabProblem(problem.parse(await response.json()));
    return shape.parse(await response.json());
  }

  me(): Promise<Me> {
    return this.#asks(me, 'GET', '/me');
  }

  lists(name: ListName, ask: ListAsk = {}): Promise<ListPage> {
    return this.#asks(listPage, 'POST', `/lists/${name}`, ask);
  }

  counts(): Promise<Counts> {
    return this.#asks(counts, 'GET', '/counts');
  }

  countsRequests(ask: CountAsk, name: 'requests' | 'department' = 'requests'): Promise<ListCount> {
    return this.#asks(listCount, 'POST', `/lists/${name}/count`, ask);
  }

  overview(of: 'university' | 'department' = 'university'): Promise<OverviewView> {
    return this.#asks(overviewView, 'GET', of === 'university' ? '/overview' : '/overview/department');
  }

  /** References on a page of a list. */
  async finds(name: ListName, ask: ListAsk = {}): Promise<string[]> {
    return (await this.lists(name, ask)).rows.map(({ request }) => request);
  }

  attention(ask: ListAsk = {}): Promise<AttentionPage> {
    return this.#asks(attentionPage, 'POST', '/lists/attention', ask);
  }

  /** Health of the deployment. */
  health(): Promise<HealthView> {
    return this.#asks(healthView, 'GET', '/health');
  }

  /** IT tasks. */
  itTasks(ask: ListAsk = {}): Promise<ItTaskPage> {
    return this.#asks(itTaskPage, 'POST', '/lists/it-tasks', ask);
  }

  /** Answers an IT task. Throws the problem. */
  async answersTask(request: string, how: 'it-done' | 'it-not-done', body: object): Promise<void> {
    const response = await this.calls('POST', `/requests/${request}/${how}`, body);
    if (!response.ok) throw new TabProblem(problem.parse(await response.json()));
  }

  /** Automatic actions on matters. */
  mends(body: MendBody): Promise<MendAnswer> {
    return this.#asks(mendAnswer, 'POST', '/attention/mend', body);
  }

  departments(): Promise<DepartmentsView> {
    return this.#asks(departmentsView, 'GET', '/departments');
  }

  savesDepartment(body: DepartmentSave): Promise<DepartmentAnswer> {
    return this.#asks(departmentAnswer, 'POST', '/departments/save', body);
  }

  mergesDepartment(body: DepartmentMerge): Promise<MergeAnswer> {
    return this.#asks(mergeAnswer, 'POST', '/departments/merge', body);
  }

  /** Imports a file; `seen` confirms its preview. */
  imports(file: Uint8Array, seen?: string): Promise<ImportAnswer> {
    const body = { file: Buffer.from(file).toString('base64'), ...(seen !== undefined && { seen }) };
    return this.#asks(importAnswer, 'POST', '/departments/import', body);
  }

  findsPeople(text: string, as: PersonAsk['as'] = 'head'): Promise<PeopleFound> {
    return this.#asks(peopleFound, 'POST', '/people/find', { text, as });
  }

  policy(): Promise<PolicyView> {
    return this.#asks(policyView, 'GET', '/policy');
  }

  savesPolicy(body: PolicySave): Promise<PolicyAnswer> {
    return this.#asks(policyAnswer, 'POST', '/policy/save', body);
  }

  opens(request: string): Promise<RequestView> {
    return this.#asks(requestView, 'GET', `/requests/${request}`);
  }

  earlier(request: string, ask: TimelineAsk): Promise<TimelinePage> {
    return this.#asks(timelinePage, 'POST', `/requests/${request}/timeline`, ask);
  }

  /** Does a verb on the given revision; default is the current one. */
  async does(verb: Verb, request: string, body: Partial<VerbBody> = {}): Promise<VerbAnswer> {
    const revision = body.revision ?? (await this.opens(request)).revision;
    return await this.#asks(verbAnswer, 'POST', `/requests/${request}/${verb}`, { ...body, revision });
  }

  findsColleagues(request: string, ask: ColleagueAsk): Promise<PeopleFound> {
    return this.#asks(peopleFound, 'POST', `/requests/${request}/find-colleague`, ask);
  }

  many(verb: ManyVerb, body: ManyBody): Promise<ManyAnswer> {
    return this.#asks(manyAnswer, 'POST', `/many/${verb}`, body);
  }

  drafts(): Promise<DraftList> {
    return this.#asks(draftList, 'GET', '/drafts');
  }

  /** *New visitor* on one page. */
  async begins(): Promise<DraftView> {
    return viewIn(await this.#asks(draftAnswer, 'POST', '/drafts', {}));
  }

  /** *Edit the request*. */
  edits(request: string): Promise<DraftAnswer> {
    return this.#asks(draftAnswer, 'POST', `/requests/${request}/edit`, {});
  }

  opensDraft(draft: string): Promise<DraftAnswer> {
    return this.#asks(draftAnswer, 'GET', `/drafts/${draft}`);
  }

  savesFields(draft: string, fields: SaveBody['fields']): Promise<DraftAnswer> {
    return this.#asks(draftAnswer, 'POST', `/drafts/${draft}/save`, { fields });
  }

  /** Fills in fields of the current draft and saves them. */
  async fills(draft: string, texts: Record<string, string>): Promise<DraftView> {
    const before = fieldsIn(viewIn(await this.opensDraft(draft)));
    const fields = Object.entries(texts).map(([field, is]) => [field, { was: [before.get(field)?.value ?? ''], is }]);
    return viewIn(await this.savesFields(draft, Object.fromEntries(fields)));
  }

  sends({ draft, revision, round }: Pick<DraftView, 'draft' | 'revision' | 'round'>): Promise<DraftAnswer> {
    return this.#asks(draftAnswer, 'POST', `/drafts/${draft}/send`, { revision, round });
  }

  async proposedPhotoLink(request: string): Promise<string> {
    return (await this.#asks(photoLink, 'POST', `/requests/${request}/photo-link`, {})).upload;
  }

  async photoLink(draft: string): Promise<string> {
    return (await this.#asks(photoLink, 'POST', `/drafts/${draft}/photo-link`, {})).upload;
  }

  findsSponsor(draft: string, text: string): Promise<PeopleFound> {
    return this.#asks(peopleFound, 'POST', `/drafts/${draft}/find-sponsor`, { text });
  }

  /** *Ask them*, of the colleague whom the dialog shows. */
  namesSponsor(draft: string, named: SponsorNamed): Promise<DraftAnswer> {
    return this.#asks(draftAnswer, 'POST', `/drafts/${draft}/name-sponsor`, named);
  }

  takesBack(draft: string): Promise<DraftAnswer> {
    return this.#asks(draftAnswer, 'POST', `/drafts/${draft}/take-back`, {});
  }

  /** *Continue in the chat*, as often as it is pressed. */
  async continues(draft: string): Promise<void> {
    const { ok, status } = await this.calls('POST', `/drafts/${draft}/continue`, {});
    if (!ok) throw new Error(`It was answered with ${status}.`);
  }

  duplicates(draft: string): Promise<Duplicates> {
    return this.#asks(duplicates, 'GET', `/drafts/${draft}/duplicates`);
  }

  /** Titles of the buttons that the person sees. */
  async buttons(request: string): Promise<string[]> {
    return (await this.opens(request)).verbs.map(({ title }) => title);
  }
}

/** Returns the draft of a response. Throws where it is a request, or waits for a colleague. */
export function viewIn(answer: DraftAnswer): DraftView {
  if (answer.kind === 'draft') return answer.view;
  throw new Error(answer.kind === 'request' ? `The draft has become ${answer.request}.` : answer.sentence);
}

export function fieldsIn({ sections }: DraftView): Map<string, DraftView['sections'][number]['fields'][number]> {
  return new Map(sections.flatMap(({ fields }) => fields.map((one) => [one.field, one] as const)));
}

/** Returns the problem of a failing call. Throws where the call succeeds. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TabProblem) return error.problem;
    throw error;
  }
  throw new Error('There was no problem.');
}
