import type { AttentionPage, MendAnswer, MendBody } from '../channels/tab/attention-contract';
import type { CardExport, NothingToExport } from '../channels/tab/card-contract';
import type {
  ColleagueAsk,
  Me,
  PeopleFound,
  Problem,
  RequestView,
  TimelineAsk,
  TimelinePage,
  Verb,
  VerbAnswer,
  VerbBody,
} from '../channels/tab/contract';
import type {
  DepartmentAnswer,
  DepartmentImport,
  DepartmentMerge,
  DepartmentSave,
  DepartmentsView,
  ImportAnswer,
  MergeAnswer,
  PersonAsk,
} from '../channels/tab/department-contract';
import type {
  DraftAnswer,
  DraftList,
  Duplicates,
  PhotoLink,
  SaveBody,
  SendBody,
  SponsorAsk,
  SponsorNamed,
} from '../channels/tab/draft-contract';
import type { HealthView } from '../channels/tab/health-contract';
import type { ItDone, ItNotDone, ItTaskPage } from '../channels/tab/it-contract';
import type {
  CountAsk,
  Counts,
  ListAsk,
  ListCount,
  ListExport,
  ListName,
  ListPage,
  ManyAnswer,
  ManyBody,
  ManyVerb,
} from '../channels/tab/list-contract';
import type { OverviewView } from '../channels/tab/overview-contract';
import type { PolicyAnswer, PolicySave, PolicyView } from '../channels/tab/policy-contract';
import type { TabHost } from './host';

/** The API answered with a problem, or not at all (`code` is `offline` then). `message` is a sentence for the person. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Omit<Problem, 'type'>) {
    super(problem.title);
  }
}

export interface TabApi {
  me(signal?: AbortSignal): Promise<Me>;
  list(name: ListName, ask: ListAsk, signal?: AbortSignal): Promise<ListPage>;
  /** How many rows a filter of *All requests* or *My department* leaves. */
  count(name: 'requests' | 'department', ask: CountAsk): Promise<ListCount>;
  /** Figures of the university for admins, or of the reader's departments. */
  overview(of: 'university' | 'department'): Promise<OverviewView>;
  /** What is in the lists of whoever asks, by page. */
  counts(): Promise<Counts>;
  attention(ask: ListAsk, signal?: AbortSignal): Promise<AttentionPage>;
  health(): Promise<HealthView>;
  departments(): Promise<DepartmentsView>;
  saveDepartment(body: DepartmentSave): Promise<DepartmentAnswer>;
  mergeDepartment(body: DepartmentMerge): Promise<MergeAnswer>;
  importDepartments(body: DepartmentImport): Promise<ImportAnswer>;
  exportDepartments(signal: AbortSignal, onBytes: (count: number) => void): Promise<Download>;
  findPeople(body: PersonAsk, signal?: AbortSignal): Promise<PeopleFound>;
  policy(): Promise<PolicyView>;
  savePolicy(body: PolicySave): Promise<PolicyAnswer>;
  /** An earlier page of the history. */
  timeline(reference: string, ask: TimelineAsk): Promise<TimelinePage>;
  /** Runs one remedy of *Needs attention* on the server. */
  mend(body: MendBody): Promise<MendAnswer>;
  itTasks(ask: ListAsk, signal?: AbortSignal): Promise<ItTaskPage>;
  itDone(reference: string, body: ItDone): Promise<void>;
  itNotDone(reference: string, body: ItNotDone): Promise<void>;
  /** The filtered requests as a file. */
  exportList(ask: ListExport, signal: AbortSignal, onBytes: (count: number) => void): Promise<Download>;
  /** A ZIP for the card system, or why there is none. `onBytes` gets the number of bytes received. */
  exportCards(ask: CardExport, signal: AbortSignal, onBytes: (count: number) => void): Promise<Download | NothingToExport>;
  request(reference: string, signal?: AbortSignal): Promise<RequestView>;
  photo(reference: string): Promise<Blob>;
  act(reference: string, verb: Verb, body: VerbBody): Promise<VerbAnswer>;
  findColleague(reference: string, ask: ColleagueAsk, signal?: AbortSignal): Promise<PeopleFound>;
  many(verb: ManyVerb, body: ManyBody): Promise<ManyAnswer>;
  /** The draft that changes the request. */
  edit(reference: string): Promise<DraftAnswer>;
  drafts(): Promise<DraftList>;
  beginDraft(): Promise<DraftAnswer>;
  draft(reference: string, signal?: AbortSignal): Promise<DraftAnswer>;
  saveDraft(reference: string, body: SaveBody): Promise<DraftAnswer>;
  sendDraft(reference: string, body: SendBody): Promise<DraftAnswer>;
  discardDraft(reference: string): Promise<void>;
  /** Whom the preparer of a draft may ask to sponsor it. */
  findSponsor(reference: string, ask: SponsorAsk, signal?: AbortSignal): Promise<PeopleFound>;
  nameSponsor(reference: string, body: SponsorNamed): Promise<DraftAnswer>;
  takeDraftBack(reference: string): Promise<DraftAnswer>;
  declineDraft(reference: string): Promise<void>;
  /** Its card comes to the end of the chat. */
  continueDraft(reference: string): Promise<void>;
  photoLink(reference: string): Promise<PhotoLink>;
  /** The same for a card that is newly wanted. */
  proposedPhotoLink(reference: string): Promise<PhotoLink>;
  duplicates(reference: string): Promise<Duplicates>;
}

const offline: Omit<Problem, 'type'> = {
  title: 'We cannot reach the service at the moment. Please try again.',
  status: 0,
  code: 'offline',
};

const brokenOff: Omit<Problem, 'type'> = {
  title: 'The download broke off. Please try again.',
  status: 0,
  code: 'broken-off',
};

/**
 * The only client of `/api/tab`. Asks the host for a token per call, because the host caches and renews it; once more where
 * the API refuses that. Every failure is an {@link ApiProblem}, except an abort by the caller.
 */
export function tabApi(token: TabHost['token'], base = '/api/tab'): TabApi {
  async function call(method: 'GET' | 'POST', path: string, body?: object, signal?: AbortSignal): Promise<Response> {
    const ask = (bearer: string) => {
      const headers = { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }) };
      return asked(path, { method, headers, ...(body && { body: JSON.stringify(body) }), ...(signal && { signal }) });
    };
    const first = await signedIn();
    let response = await ask(first);
    if (response.status === 401) {
      const renewed = await signedIn(true);
      if (renewed !== first) response = await ask(renewed);
    }
    if (!response.ok) throw new ApiProblem(await responseProblem(response));
    return response;
  }

  async function asked(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${base}${path}`, init);
    } catch (fault) {
      if (init.signal?.aborted) throw fault;
      throw new ApiProblem(offline);
    }
  }

  async function signedIn(isRefused?: true): Promise<string> {
    try {
      return await token(isRefused);
    } catch {
      throw new ApiProblem({ title: 'You could not be signed in. Please open the tab again.', status: 401, code: 'unauthenticated' });
    }
  }

  const get = async <T>(path: string, signal?: AbortSignal) => (await (await call('GET', path, undefined, signal)).json()) as T;
  const post = async <T>(path: string, body: object, signal?: AbortSignal) => (await (await call('POST', path, body, signal)).json()) as T;
  const of = (reference: string) => `/requests/${encodeURIComponent(reference)}`;
  const ofDraft = (reference: string) => `/drafts/${encodeURIComponent(reference)}`;

  return {
    me: (signal) => get('/me', signal),
    list: (name, ask, signal) => post(`/lists/${name}`, ask, signal),
    count: (name, ask) => post(`/lists/${name}/count`, ask),
    overview: (of) => get(of === 'university' ? '/overview' : '/overview/department'),
    counts: () => get('/counts'),
    attention: (ask, signal) => post('/lists/attention', ask, signal),
    mend: (body) => post('/attention/mend', body),
    health: () => get('/health'),
    departments: () => get('/departments'),
    saveDepartment: (body) => post('/departments/save', body),
    mergeDepartment: (body) => post('/departments/merge', body),
    importDepartments: (body) => post('/departments/import', body),
    exportDepartments: async (signal, onBytes) => downloaded(await call('GET', '/departments/export', undefined, signal), signal, onBytes),
    findPeople: (body, signal) => post('/people/find', body, signal),
    policy: () => get('/policy'),
    savePolicy: (body) => post('/policy/save', body),
    itTasks: (ask, signal) => post('/lists/it-tasks', ask, signal),
    itDone: async (reference, body) => void (await call('POST', `${of(reference)}/it-done`, body)),
    itNotDone: async (reference, body) => void (await call('POST', `${of(reference)}/it-not-done`, body)),
    exportList: async (ask, signal, onBytes) => downloaded(await call('POST', '/lists/requests/export', ask, signal), signal, onBytes),
    exportCards: async (ask, signal, onBytes) => {
      const response = await call('POST', '/cards/export', ask, signal);
      return isJson(response) ? await response.json() : downloaded(response, signal, onBytes);
    },
    request: (reference, signal) => get(of(reference), signal),
    timeline: (reference, ask) => post(`${of(reference)}/timeline`, ask),
    photo: async (reference) => await (await call('GET', `${of(reference)}/photo`)).blob(),
    act: (reference, verb, body) => post(`${of(reference)}/${verb}`, body),
    findColleague: (reference, ask, signal) => post(`${of(reference)}/find-colleague`, ask, signal),
    many: (verb, body) => post(`/many/${verb}`, body),
    edit: (reference) => post(`${of(reference)}/edit`, {}),
    drafts: () => get('/drafts'),
    beginDraft: () => post('/drafts', {}),
    draft: (reference, signal) => get(ofDraft(reference), signal),
    saveDraft: (reference, body) => post(`${ofDraft(reference)}/save`, body),
    sendDraft: (reference, body) => post(`${ofDraft(reference)}/send`, body),
    discardDraft: async (reference) => void (await call('POST', `${ofDraft(reference)}/discard`, {})),
    findSponsor: (reference, ask, signal) => post(`${ofDraft(reference)}/find-sponsor`, ask, signal),
    nameSponsor: (reference, body) => post(`${ofDraft(reference)}/name-sponsor`, body),
    takeDraftBack: (reference) => post(`${ofDraft(reference)}/take-back`, {}),
    declineDraft: async (reference) => void (await call('POST', `${ofDraft(reference)}/decline`, {})),
    continueDraft: async (reference) => void (await call('POST', `${ofDraft(reference)}/continue`, {})),
    proposedPhotoLink: (reference) => post(`${of(reference)}/photo-link`, {}),
    photoLink: (reference) => post(`${ofDraft(reference)}/photo-link`, {}),
    duplicates: (reference) => get(`${ofDraft(reference)}/duplicates`),
  };
}

/** A file that was received completely. */
const isJson = ({ headers }: Response) => headers.get('content-type')?.startsWith('application/json') === true;

export interface Download {
  name: string;
  blob: Blob;
}

/** Streams the body into a Blob, which the browser may keep on disk. Throws if the stream breaks off or is aborted. */
async function downloaded(response: Response, signal: AbortSignal, onBytes: (count: number) => void): Promise<Download> {
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
  const type = response.headers.get('content-type') ?? '';
  const parts: Blob[] = [];
  let count = 0;
  try {
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      parts.push(new Blob([read.value as BlobPart]));
      count += read.value.byteLength;
      onBytes(count);
    }
  } catch (fault) {
    if (signal.aborted) throw fault;
    throw new ApiProblem(brokenOff);
  }
  return { name, blob: new Blob(parts, { type }) };
}

async function responseProblem(response: Response): Promise<Omit<Problem, 'type'>> {
  const read = (await response.json().catch(() => undefined)) as Problem | undefined;
  return read && typeof read.title === 'string' && typeof read.code === 'string' ? read : { ...offline, status: response.status };
}
