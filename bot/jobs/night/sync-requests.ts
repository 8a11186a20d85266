import { Temporal } from 'temporal-polyfill';
import { accountReminded, isAccountOverdue } from '../../domain/account/directory-account';
import { photoGoesAfter } from '../../domain/photo/photo-delay';
import { requestsOfNight, sponsorListsOfNight } from '../../domain/request/nightly-parts';
import { forgetPhoto } from '../../domain/request/photo-retention';
import { placesOf } from '../../domain/request/views';
import type { RequestId, VisitorRequest } from '../../domain/request/visitor-request';
import { clearMatter } from '../../outbox/notify-admins';
import { has } from '../../outbox/sync-views';
import type { Aggregate } from '../../ports/requests';
import type { ViewRow } from '../../ports/views';
import { changeRequest } from '../../verbs/perform';
import { areViewsCurrent, rewriteViews, underLease, wakeHour } from './lists-and-wakes';
import type { ReconcileRun } from './reconcile-run';

/** Minutes after which a todo's message counts as lost: a healthy queue delivers within seconds. */
const forgottenAfter = 60;

/** Independent of each other: one that fails stops no other. */
const looks = {
  todos: remindWorker,
  views: repairViews,
  wake: repairWake,
  photo: forgetOldPhoto,
  draft: settleDraft,
  account: remindOfAccount,
};

/** Checks every request of tonight's share: todos, list rows, wake row and photo. */
export async function syncRequests(run: ReconcileRun): Promise<void> {
  const ids = run.ports.requests.idsIn(requestsOfNight(run.report.night));
  await run.each('requests', ids, idOf, async (id) => {
    const aggregate = await run.ports.requests.readAll(id);
    if (!aggregate) return;
    run.report.requests += 1;
    for (const [what, look] of Object.entries(looks)) await run.attempt(what, idOf(id), () => look(aggregate, run));
  });
}

/** Deletes stale list rows. Every request is in exactly one sponsor's list, so those lists are scanned. */
export async function dropStrayRows(run: ReconcileRun): Promise<void> {
  const { requests, views } = run.ports;
  const rows = views.rowsIn(sponsorListsOfNight(run.report.night));
  const about = ({ request }: ViewRow) => idOf(request);
  await run.each('listRows', rows, about, async (row) => {
    run.report.listRows += 1;
    const isStray = async () => {
      const stored = await requests.read(row.request);
      return !stored || !has(placesOf(stored.value), row);
    };
    if (!(await isStray())) return;
    const drop = async () => {
      if (!(await isStray())) return false;
      await views.delete(row);
      return true;
    };
    await run.found('strayRows', about(row), () => underLease(row.request, run.ports, drop));
  });
}

/** Enqueues a message for a todo that lost its own; without one, the committed change would never be delivered. */
async function remindWorker({ request, todos, events }: Aggregate, run: ReconcileRun): Promise<void> {
  const { id, changedAt } = request.value;
  const written = events.at(-1)?.at ?? changedAt;
  const isForgotten = (due: string) =>
    Temporal.Instant.compare(Temporal.Instant.from(due).add({ minutes: forgottenAfter }), run.now.toInstant()) < 0;
  const forgotten = todos.filter(({ value }) => isForgotten(value.notBefore ?? written));
  if (forgotten.length === 0) return;
  const isOfAccount = run.ports.keepsAccounts && forgotten.every(({ value }) => value.target === 'accounts');
  const message = isOfAccount ? ({ kind: 'accounts', id } as const) : ({ kind: 'request', id, commitId: '', attempt: 1 } as const);
  await run.found('forgottenTodos', idOf(id), () => run.ports.queue.enqueue(message, run.pace()));
}

async function repairViews(aggregate: Aggregate, run: ReconcileRun): Promise<void> {
  const { id } = aggregate.request.value;
  if (await areViewsCurrent(aggregate, run.ports)) return;
  await run.found('staleViews', idOf(id), () => rewriteViews(id, run.ports));
}

/** An extra wake-up is harmless, a missing one would lose the request to the clock. */
async function repairWake({ request: { value: request } }: Aggregate, run: ReconcileRun): Promise<void> {
  const at = wakeHour(request, run.now, run.ports);
  if (at === undefined || (await run.ports.views.hasWake(at, request.id))) return;
  await run.found('missingWakes', { ...idOf(request.id), at }, () => run.ports.views.putWake(at, request.id));
}

/** The message comes first: it does nothing while the request names the photo, and no crash leaves one behind. */
async function forgetOldPhoto({ request: { value: request } }: Aggregate, run: ReconcileRun): Promise<void> {
  const { ports, now } = run;
  const photo = request.answers.photo;
  if (!photo || !forgetPhoto(request, now, ports.policy)) return;
  await run.found('photosForgotten', idOf(request.id), async () => {
    const { id, sponsor } = request;
    await ports.queue.enqueue({ kind: 'photo', id, sponsor, blob: photo.blob }, photoGoesAfter + run.pace());
    const forget = (current: VisitorRequest) => forgetPhoto(current, now, ports.policy) ?? { refused: 'moved-on' as const };
    const { kind } = await changeRequest(id, forget, ports, { isUnseen: true });
    return kind === 'done';
  });
}

/** A draft that the worker could not delete has gone with the old ones: admins need not look at it any more. */
async function settleDraft(aggregate: Aggregate, { ports, isDry }: ReconcileRun): Promise<void> {
  const { id, sponsor } = aggregate.request.value;
  if (isDry || !aggregate.notified.includes('todo-draft') || (await ports.drafts.read(sponsor, id))) return;
  await clearMatter('todo-draft', aggregate, ports);
}

/** An account that was given up, or whose request was approved before accounts were enabled; one under way has a todo. */
async function remindOfAccount({ request: { value: request }, todos }: Aggregate, run: ReconcileRun): Promise<void> {
  const { ports, now } = run;
  const isAtWork = todos.some(({ value }) => value.target === 'accounts');
  if (!ports.keepsAccounts || isAtWork || !isAccountOverdue(request, now)) return;
  await run.found('staleAccounts', idOf(request.id), async () => {
    const rule = (current: VisitorRequest) => accountReminded(current, { now });
    return (await changeRequest(request.id, rule, ports, { isUnseen: true, todos: ['accounts'] })).kind === 'done';
  });
}

function idOf(request: RequestId): { request: RequestId } {
  return { request };
}
