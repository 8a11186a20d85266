import { accountRetried } from '../../domain/account/directory-account';
import { inDailyList } from '../../domain/messages/message';
import type { Person } from '../../domain/organisation/organisation';
import { tryAgain } from '../../domain/request/attention';
import type { Press } from '../../domain/request/lifecycle';
import { matterOf, mendSentences } from '../../domain/shown/matters';
import type { WorkMessage } from '../../ports/queue';
import type { Copy, TodoTarget } from '../../ports/requests';
import type { AttentionRow } from '../../ports/views';
import { changeRequest } from '../../verbs/perform';
import { json, type TabAnswer } from './answer';
import type { MendAnswer, MendBody } from './attention-contract';
import type { ListPorts } from './lists';

/** Done at the same time by one press. */
const atOnce = 5;

/** `POST /attention/mend`: each matter by itself, so that one that fails keeps no other from being mended. */
export async function mendMatters(person: Person, { how, items }: MendBody, ports: ListPorts): Promise<TabAnswer> {
  const results: MendAnswer['results'] = [];
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map((item) => mendOne(person, how, item, ports)))));
  const answer: MendAnswer = { results };
  return json(answer);
}

async function mendOne(
  person: Person,
  how: MendBody['how'],
  { kind, key }: MendBody['items'][number],
  ports: ListPorts,
): Promise<MendAnswer['results'][number]> {
  const refused = (sentence: string) => ({ kind, key, isDone: false, sentence });
  if (!matterOf(kind).remedies.includes(how)) return refused(mendSentences.notHere);
  try {
    const row = await ports.views.readAttention(kind, key);
    if (!row) return refused(mendSentences.gone);
    if (how === 'again' && !(await retried(person, row, ports))) return refused(mendSentences.notHere);
    // Last, so that a crash leaves it there: to mend it twice does no harm.
    if (how !== 'again' || !settleThemselves.has(kind)) await ports.views.clearAttention(kind, key);
    ports.log.info({ person: person.id, request: row.request, kind, code: row.code, act: how }, 'an admin mended a matter');
    return { kind, key, isDone: true, sentence: mendSentences[how] };
  } catch (fault) {
    ports.log.error({ person: person.id, kind, act: how, fault: (fault as Error).name }, 'a matter could not be mended');
    return refused(mendSentences.failed);
  }
}

/** The account's worker takes these off, and has beginnings wait for ends that are on the list. */
const settleThemselves = new Set(['account-end', 'account-start', 'account-fault']);

/** False where there is nothing to try. */
async function retried(person: Person, { kind, request, message }: AttentionRow, ports: ListPorts): Promise<boolean> {
  const press = { actor: { id: person.id, channel: 'tab' as const }, now: ports.clock.now() };
  switch (kind) {
    case 'poison':
      if (message) await ports.queue.enqueue(message, 0);
      return message !== undefined;
    case 'unreached-list':
      return message?.kind === 'digest' && (await reopened(message, ports));
    case 'unreached':
      return sentAgain(request, press, ports);
    case 'account-hand':
    case 'account-not-done':
      await changeRequest(request, (current) => accountRetried(current, press), ports);
      return true;
    default:
      return kind.startsWith('todo-') ? doneAgain(request, kind.slice('todo-'.length), press, ports) : syncedAgain(request, ports);
  }
}

async function syncedAgain(id: string, { queue }: ListPorts): Promise<boolean> {
  await queue.enqueue({ kind: 'accounts', id }, 0);
  return true;
}

const targets: readonly string[] = ['views', 'cards', 'mails', 'draft', 'accounts'] satisfies TodoTarget[];

/** A commit that has the worker do once more what it had given up. */
async function doneAgain(id: string, target: string, press: Omit<Press, 'seen'>, ports: ListPorts): Promise<boolean> {
  if (!targets.includes(target)) return false;
  const outcome = await changeRequest(id, (current) => tryAgain(current, press), ports, {
    isUnseen: true,
    todos: [target as TodoTarget],
  });
  if (outcome.kind === 'busy') throw new Error('busy');
  return outcome.kind === 'done';
}

/** Each message of the request that reached nobody is delivered as if for the first time. */
async function sentAgain(id: string, press: Omit<Press, 'seen'>, ports: ListPorts): Promise<boolean> {
  const undelivered = ((await ports.requests.readAll(id, 0))?.copies ?? []).filter(isUndelivered).map(withoutFailure);
  const outcome = await changeRequest(id, (current) => tryAgain(current, press), ports, { copies: () => undelivered });
  if (outcome.kind === 'busy') throw new Error('busy');
  return outcome.kind === 'done';
}

function isUndelivered({ failed, activity, sentAt }: Copy): boolean {
  return failed !== undefined && failed !== inDailyList && activity === undefined && sentAt === undefined;
}

function withoutFailure({ failed: _failed, attempts: _attempts, reserved: _reserved, notBefore: _then, ...copy }: Copy): Copy {
  return copy;
}

/** A list that was given up is open again, its mail too. */
async function reopened(message: Extract<WorkMessage, { kind: 'digest' }>, { digests, queue }: ListPorts): Promise<boolean> {
  const stored = await digests.read({ person: message.person, kind: message.digest, date: message.date });
  if (!stored || stored.value.state !== 'failed') return false;
  const { failed: _failed, attempts: _attempts, reserved: _reserved, notBefore: _then, mail: _mail, ...digest } = stored.value;
  if ((await digests.save({ ...digest, state: 'open' }, stored.etag)) === 'lost') throw new Error('busy');
  await queue.enqueue(message, 0);
  return true;
}
