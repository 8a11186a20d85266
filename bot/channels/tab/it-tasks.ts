import { tidy } from '../../domain/form/form';
import type { Person } from '../../domain/organisation/organisation';
import { matchesName, referenceIn, searchTermAtMost } from '../../domain/request/search';
import { viewOf } from '../../domain/request/views';
import { type RequestId, unlessKnown } from '../../domain/request/visitor-request';
import { shownTask } from '../../domain/shown/it-task';
import { about } from '../../domain/verbs/refusals';
import { accountSentences } from '../../domain/words/account-words';
import { refusalSentence } from '../../domain/words/words';
import type { ViewRow } from '../../ports/views';
import { formContext } from '../../shown/form-context';
import { answerDone, answerNotDone, type TaskAnswered } from '../../verbs/it-task';
import { nameOf } from '../../verbs/people';
import { busy, departmentName, directoryAwayProblem, json, notYoursProblem, problem, type TabAnswer, type TabPorts } from './answer';
import type { ItDone, ItNotDone, ItTaskPage } from './it-contract';
import type { ListAsk } from './list-contract';

/** Tasks of one page. */
const mostTasks = 50;

/**
 * `POST /lists/it-tasks`: what people in IT have to do, ends first, then by the day. One storage call, and one for each: what is to be
 * done, the request says, and not the row. `filter.search` leaves those whose visitor, username or reference it begins.
 */
export async function listItTasks(_person: Person, { cursor, filter }: ListAsk, ports: TabPorts): Promise<TabAnswer> {
  const context = await formContext(ports);
  const isWanted = taskSearch(filter?.search ?? '');
  let after = cursor;
  for (;;) {
    const { rows, next } = await ports.views.list(viewOf.itTasks, mostTasks, after);
    const shown = rows.filter(isWanted).map(async ({ request }) => {
      const current = (await ports.requests.read(request).catch(unlessKnown))?.value;
      if (!current) return [];
      const { reported } = current.account?.directory?.task ?? {};
      const names = {
        sponsor: await nameOf(current.sponsor, ports),
        department: departmentName(current.answers.department, context),
        ...(reported && { reportedBy: await nameOf(reported.by, ports) }),
        ...(ports.groupNames && { groups: ports.groupNames }),
      };
      return shownTask(current, names, context) ?? [];
    });
    const page: ItTaskPage = { items: (await Promise.all(shown)).flat(), ...(next !== undefined && { cursor: next }) };
    // Of what was answered a moment ago, the rows are still there.
    if (page.items.length > 0 || next === undefined) return json(page);
    after = next;
  }
}

function taskSearch(typed: string): (row: ViewRow) => boolean {
  const text = tidy(typed, searchTermAtMost);
  if (text === '') return () => true;
  const reference = referenceIn(text);
  if (reference !== undefined) return ({ request }) => request === reference;
  return ({ foundBy, visitor, userName }) =>
    matchesName(foundBy ?? [visitor], text) || userName?.toLowerCase().startsWith(text.toLowerCase()) === true;
}

/** `POST /requests/<reference>/it-done` */
export async function finishItTask({ id }: Person, request: RequestId, { since, userName }: ItDone, ports: TabPorts): Promise<TabAnswer> {
  const answer = { request, since, ...(userName !== undefined && { userName }) };
  return answerOf(await answerDone({ id, channel: 'tab' }, answer, ports), 'userName', ports);
}

/** `POST /requests/<reference>/it-not-done` */
export async function refuseItTask({ id }: Person, request: RequestId, { since, words }: ItNotDone, ports: TabPorts): Promise<TabAnswer> {
  return answerOf(await answerNotDone({ id, channel: 'tab' }, { request, since, words }, ports), 'words', ports);
}

function answerOf(answered: TaskAnswered, field: string, ports: TabPorts): TabAnswer {
  switch (answered.kind) {
    case 'done':
      return { kind: 'done' };
    case 'busy':
      return busy;
    case 'later':
      return directoryAwayProblem(accountSentences.nothingChanged);
    case 'unknown':
      return notYoursProblem(ports);
    case 'refused': {
      const { refusal } = answered;
      if (refusal.refused === 'incomplete' || refusal.refused === 'moved-on' || about[refusal.refused] === 'person')
        return notYoursProblem(ports);
      const sentence = refusalSentence(refusal, ports.policy);
      return about[refusal.refused] === 'state' ? problem(409, 'moved-on', sentence) : problem(422, 'refused', sentence, { field });
    }
  }
}
