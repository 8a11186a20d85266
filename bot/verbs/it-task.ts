import { type SeenTask, taskDone, taskNotDone, taskReported, typedUsername } from '../domain/account/it-task';
import type { Person } from '../domain/organisation/organisation';
import { hasStaffRole } from '../domain/organisation/roles';
import { instant } from '../domain/request/lifecycle';
import type { Actor } from '../domain/request/records';
import { isRefusal, type Refusal } from '../domain/request/refusal';
import type { RequestId, VisitorRequest } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import { changeRequest, type Outcome } from './perform';

/** What became of an answer of somebody in IT; `later`: nothing was done, as the directory of people is away. */
export type TaskAnswered = Outcome | { kind: 'later' };

type Answer = SeenTask & { request: RequestId };
type TaskPorts = Pick<
  Ports,
  'requests' | 'views' | 'queue' | 'random' | 'clock' | 'policy' | 'people' | 'log' | 'usernames' | 'keepsAccounts' | 'atOnce'
>;

/**
 * Somebody in IT says that a task is done: the directory is asked, or what they say counts where it cannot be. `userName`: as typed, where they chose another. It is given to the request for good, unless it
 * was ever given, before anything is saved: one that is lost in between stays given.
 */
export async function answerDone(actor: Actor, answer: Answer & { userName?: string }, ports: TaskPorts): Promise<TaskAnswered> {
  const person = await whoMay(actor, answer.request, 'done', ports);
  if ('kind' in person) return person;
  const { userName: typed, request, since } = answer;
  const stored = await ports.requests.read(request);
  const given = stored?.value.account?.directory?.userName ?? '';
  const [before = '', domain = ''] = given.split('@');
  const chosen = typed === undefined ? { username: before } : typedUsername(typed, domain);
  const refused = (refusal: Refusal): TaskAnswered => ({ kind: 'refused', refusal, ...(stored && { request: stored.value }) });
  if ('refused' in chosen) return refused(chosen);
  const { username } = chosen;
  const isAsked = ports.keepsAccounts === 'directory';
  const report = { since, userName: `${username}@${domain}`, name: person.name };
  const rule: Parameters<typeof changeRequest>[1] = (current) =>
    (isAsked ? taskReported : taskDone)(current, report, { actor, now: ports.clock.now() });
  // Nobody loses a username to an answer that is refused for another reason.
  const wouldBe = stored && (await rule(stored.value));
  if (!wouldBe || isRefusal(wouldBe)) return wouldBe ? refused(wouldBe) : { kind: 'unknown' };
  const isMaking = stored.value.account?.directory?.task?.steps.includes('make') === true;
  const isOfStaff = isMaking && (await isNameOfStaff(report.userName, ports));
  if (isOfStaff === 'away') return { kind: 'later' };
  if (isOfStaff) return refused({ refused: 'username-of-staff' });
  const isAnother = username !== before;
  const isGiven = !isAnother || (await givesTo(stored.value, username, report.userName, ports));
  if (!isGiven) return refused({ refused: 'username-taken' });
  const outcome = await changeRequest(request, rule, ports, isAsked ? { isUnseen: true, todos: ['accounts'] } : { isOfAccount: true });
  if (outcome.kind === 'refused' && isAnother && !namesInUse(outcome.request).includes(report.userName))
    await ports.usernames?.retire(username);
  if (outcome.kind !== 'done') return outcome;
  // Of a name that was reported and not found, nothing is left; the present one goes once the directory shows the other.
  const former = outcome.before?.account?.directory?.task?.reported?.userName.split('@')[0];
  if (former !== undefined && former !== username && former !== before) await ports.usernames?.retire(former);
  if (isAnother && !isAsked) await ports.usernames?.retire(before);
  return outcome;
}

/** The account of a colleague is no visitor's, whatever its employee ID. */
async function isNameOfStaff(userName: string, { people }: TaskPorts): Promise<boolean | 'away'> {
  return people.byMail(userName).then(
    (holder) => holder !== undefined && hasStaffRole(holder),
    () => 'away',
  );
}

/** Gives a username for good. One that was ever given is given again only where the directory shows this visitor's account under it. */
async function givesTo({ id, account }: VisitorRequest, username: string, userName: string, { usernames }: TaskPorts): Promise<boolean> {
  if (!usernames) return false;
  const isShown = account?.directory?.task?.reported?.shows?.userName?.toLowerCase() === userName;
  return isShown ? await usernames.takeOver(username, id) : await usernames.take(username, id);
}

/** The sign-in names that a request has or is reported to have. */
function namesInUse(request: VisitorRequest | undefined): string[] {
  const { userName, task } = request?.account?.directory ?? {};
  return [userName, task?.reported?.userName].filter((name) => name !== undefined);
}

/** Somebody in IT says that it cannot be done: the admins read why. */
export async function answerNotDone(
  actor: Actor,
  { words, request, since }: Answer & { words: string },
  ports: TaskPorts,
): Promise<TaskAnswered> {
  const person = await whoMay(actor, request, 'not-done', ports);
  if ('kind' in person) return person;
  return await changeRequest(request, (current) => taskNotDone(current, { since, words }, { actor, now: ports.clock.now() }), ports);
}

/** Only the group of the IT service, by the directory's word. */
async function whoMay(
  { id, channel }: Actor,
  request: RequestId,
  verb: string,
  { people, log, clock }: TaskPorts,
): Promise<TaskAnswered | Person> {
  const person = await people.person(id).catch(() => 'away' as const);
  if (person === 'away') return { kind: 'later' };
  if (person?.isItService) return person;
  log.warn({ person: id, request, channel, verb, at: instant(clock.now()) }, 'a task of IT was answered by somebody else');
  return { kind: 'refused', refusal: { refused: 'not-yours' } };
}
