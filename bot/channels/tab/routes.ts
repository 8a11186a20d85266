import { type Context, Hono } from 'hono';
import type { Person, PersonId } from '../../domain/organisation/organisation';
import { cardOfficeSentences } from '../../domain/words/id-card-words';
import { taskSentences } from '../../domain/words/it-words';
import { tabSentences } from '../../domain/words/tab-words';
import { refusalSentence, sentences } from '../../domain/words/words';
import type { Log } from '../../ports/log-fields';
import type { Admission } from '../../ports/turn';
import { bodyText } from '../http/body-text';
import { type ProblemAnswer, problem, type TabAnswer } from './answer';
import { isReference, type Operation, type OperationPorts, operationsOf, type Role } from './operations';

/** Authenticates the caller by token. `unknown`: no valid token; `later`: it cannot be checked now. */
export type TabCaller = { kind: 'person'; person: PersonId } | { kind: 'unknown' } | { kind: 'later' };

export interface TabRoutesOptions {
  /** What `Authorization` holds; null where it is not there. */
  caller(authorization: string | null): Promise<TabCaller>;
  ports: OperationPorts;
  /** How much one person may ask; one call unless it asks for several changes. */
  admit(person: PersonId, changes?: number): Admission;
  log: Log;
  reference(): string;
}

/** What all calls of one process know of each other. */
interface Shared extends TabRoutesOptions {
  /** Who is downloading a file: one at a time, as it outlasts what the allowance counts. */
  downloads: Set<PersonId>;
}

export const tabPath = '/api/tab';

/** More than fifty requests and the longest reason ever need, in bytes. */
const everyBodyAtMost = 64 * 1024;

/** The tab's API: each operation behind the same checks, in the same order. Problems are RFC 9457's, in words for people. */
export function tabRoutes(options: TabRoutesOptions): Hono {
  const { log, reference } = options;
  const app = new Hono();
  const operations = operationsOf(options.ports.verbs);
  const shared: Shared = { ...options, downloads: new Set() };
  for (const operation of operations) {
    app.on(operation.method, `${tabPath}${operation.path}`, async (c) => {
      const ports = await options.ports.policyInForce.asOfNowOrFile(options.ports);
      return responseTo(c, await answerCall(c, operation, { ...shared, ports }));
    });
  }
  app.all(`${tabPath}/*`, (c) =>
    responseTo(c, isKnownPath(c.req.path, operations) ? problem(405, 'method', tabSentences.onlyPost) : nothingHere),
  );
  app.onError((error, c) => {
    const word = reference();
    log.error({ reference: word, operation: c.req.routePath, fault: error.name }, 'an operation of the tab failed');
    return responseTo(c, problem(500, 'fault', sentences.fault(word), { reference: word }));
  });
  return app;
}

const tooOften = problem(429, 'too-often', sentences.tooMuch);
const nothingHere = problem(404, 'not-found', tabSentences.nothingHere);

const roles: Record<Role, { has(person: Person): boolean; refusal: string }> = {
  person: { has: () => true, refusal: tabSentences.notKnown },
  admin: { has: ({ isAdmin }) => isAdmin, refusal: tabSentences.adminsOnly },
  it: { has: ({ isItService }) => isItService === true, refusal: taskSentences.itOnly },
  'card-office': { has: ({ isCardOffice }) => isCardOffice === true, refusal: cardOfficeSentences.officeOnly },
};

/** Who it is, whether they may call this at all, how much they ask: before anything of theirs is read. */
async function answerCall(c: Context, operation: Operation, options: Shared): Promise<TabAnswer> {
  const who = await options.caller(c.req.header('authorization') ?? null);
  if (who.kind === 'unknown') return problem(401, 'unauthenticated', tabSentences.notSignedIn);
  if (who.kind === 'later') return problem(503, 'keys-away', tabSentences.keysAway);
  const admission = options.admit(who.person);
  if (admission.kind === 'over') return tooOften;
  try {
    const person = await memberOf(who.person, options);
    if ('kind' in person) return person;
    const { role, path } = operation;
    if (!roles[role].has(person)) {
      options.log.warn({ person: person.id, operation: path }, 'an operation was asked for by somebody without the role for it');
      return problem(403, 'forbidden', roles[role].refusal);
    }
    return oneDownload(await runOperation(c, operation, person, options), person.id, options);
  } finally {
    admission.leave();
  }
}

/** A streamed file can no longer report a fault in its response, so the fault is logged and the download aborted. */
function oneDownload(answer: TabAnswer, person: PersonId, { downloads, log, reference }: Shared): TabAnswer {
  if (answer.kind !== 'file') return answer;
  if (downloads.has(person)) return problem(429, 'too-often', cardOfficeSentences.exportUnderWay);
  const { pieces } = answer;
  async function* watched(): AsyncGenerator<Uint8Array> {
    // Starts on the first read, as an unread download would stay in progress for ever.
    if (downloads.has(person)) throw new Error('two downloads of one person began at the same moment');
    downloads.add(person);
    try {
      yield* pieces;
    } catch (fault) {
      log.error({ reference: reference(), fault: (fault as Error).name }, 'a download broke off');
      throw fault;
    } finally {
      downloads.delete(person);
    }
  }
  return { ...answer, pieces: watched() };
}

/** Asks the directory for the roles, as a token stays valid for an hour after a person has left. */
async function memberOf(id: PersonId, { ports, log }: TabRoutesOptions): Promise<Person | ProblemAnswer> {
  try {
    const person = await ports.people.person(id);
    if (person?.isEnabled) return person;
    log.warn({ person: id }, 'somebody whom the directory does not know called the tab');
    return problem(403, 'forbidden', tabSentences.notKnown);
  } catch (fault) {
    log.warn({ person: id, fault: (fault as Error).name }, 'directory did not answer; a call of the tab waits');
    return problem(503, 'directory-away', tabSentences.whoIsAway);
  }
}

async function runOperation(c: Context, operation: Operation, person: Person, { ports, admit }: TabRoutesOptions): Promise<TabAnswer> {
  const { path, body: shape, bodyAtMost = everyBodyAtMost, run } = operation;
  const reference = c.req.param('reference') ?? '';
  // The same answer as for a request that is not there.
  if (path.includes(':reference') && !isReference(reference))
    return problem(403, 'forbidden', refusalSentence({ refused: 'not-yours' }, ports.policy));
  if (!shape) return run({ person, reference, body: undefined }, ports);
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) return problem(415, 'bad-input', tabSentences.notUnderstood);
  const text = await bodyText(c.req.raw, bodyAtMost);
  if (text === undefined) return problem(413, 'too-long', tabSentences.tooLong);
  const parsed = shape.safeParse(parseJson(text));
  if (parsed.success && !mayDoAll(operation, parsed.data, person, admit)) return tooOften;
  if (parsed.success) return run({ person, reference, body: parsed.data }, ports);
  const field = parsed.error.issues[0]?.path.join('.');
  return problem(400, 'bad-input', tabSentences.notUnderstood, field ? { field } : {});
}

/** The call itself is counted already. */
function mayDoAll({ changes }: Operation, body: unknown, { id }: Person, admit: TabRoutesOptions['admit']): boolean {
  const more = (changes?.(body) ?? 1) - 1;
  if (more < 1) return true;
  const admission = admit(id, more);
  if (admission.kind === 'over') return false;
  admission.leave();
  return true;
}

function responseTo(c: Context, answer: TabAnswer): Response {
  const headers = { 'cache-control': 'no-store' };
  switch (answer.kind) {
    case 'json':
      return c.json(answer.value, 200, headers);
    case 'jpeg':
      return c.body(new Uint8Array(answer.bytes), 200, { ...headers, 'content-type': 'image/jpeg' });
    case 'file':
      return new Response(bodyOfPieces(answer.pieces), {
        headers: { ...headers, 'content-type': answer.type, 'content-disposition': `attachment; filename="${answer.name}"` },
      });
    case 'done':
      return c.body(null, 204, headers);
    case 'problem': {
      const { status } = answer.problem;
      const more = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
      return new Response(JSON.stringify(answer.problem), {
        status,
        headers: { ...headers, ...more, 'content-type': 'application/problem+json' },
      });
    }
  }
}

/** Produces each chunk on demand, so that only chunks in transit are in memory. */
function bodyOfPieces(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    // Otherwise the first piece is made before anybody reads.
    { highWaterMark: 0 },
  );
}

function isKnownPath(path: string, operations: readonly Operation[]): boolean {
  const parts = path.slice(tabPath.length).split('/');
  return operations.some(({ path: known }) => {
    const wanted = known.split('/');
    return wanted.length === parts.length && wanted.every((part, place) => part.startsWith(':') || part === parts[place]);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
