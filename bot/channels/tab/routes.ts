import { type Context, Hono } from 'hono';
import type { Person, PersonId } from '../../domain/organisation/organisation';
import { taskSentences } from '../../domain/words/it-words';
import { tabSentences } from '../../domain/words/tab-words';
import { refusalSentence, sentences } from '../../domain/words/words';
import type { Log } from '../../ports/log-fields';
import type { Admission } from '../../ports/turn';
import { bodyText } from '../http/body-text';
import { type ProblemAnswer, problem, type TabAnswer } from './answer';
import type { FormPorts } from './drafts';
import { isReference, type Operation, operationsOf } from './operations';

/** Who calls, by the token. `unknown`: no token of theirs; `later`: it cannot be checked now. */
export type TabCaller = { kind: 'person'; person: PersonId } | { kind: 'unknown' } | { kind: 'later' };

export interface TabRoutesOptions {
  /** What `Authorization` holds; null where it is not there. */
  caller(authorization: string | null): Promise<TabCaller>;
  ports: FormPorts;
  /** How much one person may ask; one call unless it asks for several changes. */
  admit(person: PersonId, changes?: number): Admission;
  log: Log;
  reference(): string;
}

export const tabPath = '/api/tab';

/** More than fifty requests and the longest reason ever need, in bytes. */
const bodyAtMost = 64 * 1024;

/** The tab's API: each operation behind the same checks, in the same order. Problems are RFC 9457's, in words for people. */
export function tabRoutes(options: TabRoutesOptions): Hono {
  const { log, reference } = options;
  const app = new Hono();
  const operations = operationsOf(options.ports.verbs);
  for (const operation of operations) {
    app.on(operation.method, `${tabPath}${operation.path}`, async (c) => responseTo(c, await answerCall(c, operation, options)));
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

/** Who it is, whether they may call this at all, how much they ask: before anything of theirs is read. */
async function answerCall(c: Context, operation: Operation, options: TabRoutesOptions): Promise<TabAnswer> {
  const who = await options.caller(c.req.header('authorization') ?? null);
  if (who.kind === 'unknown') return problem(401, 'unauthenticated', tabSentences.notSignedIn);
  if (who.kind === 'later') return problem(503, 'keys-away', tabSentences.keysAway);
  const admission = options.admit(who.person);
  if (admission.kind === 'over') return tooOften;
  try {
    const person = await memberOf(who.person, options);
    if ('kind' in person) return person;
    if (operation.role === 'admin' && !person.isAdmin) {
      options.log.warn({ person: person.id, operation: operation.path }, 'an operation for admins was asked for by somebody else');
      return problem(403, 'forbidden', tabSentences.adminsOnly);
    }
    if (operation.role === 'it' && !person.isItService) {
      options.log.warn({ person: person.id, operation: operation.path }, 'an operation for the IT service was asked for by somebody else');
      return problem(403, 'forbidden', taskSentences.itOnly);
    }
    return await runOperation(c, operation, person, options);
  } finally {
    admission.leave();
  }
}

/** The directory's word counts, not the token's, which is valid for an hour after somebody has left. */
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
  const { path, body: shape, run } = operation;
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
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  switch (answer.kind) {
    case 'json':
      return c.json(answer.value, 200, headers);
    case 'jpeg':
      return c.body(new Uint8Array(answer.bytes), 200, { ...headers, 'content-type': 'image/jpeg' });
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
