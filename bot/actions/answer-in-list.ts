import { button, keptAtOnce } from '../../cards/actions';
import type { DigestRow, ListName } from '../../cards/digest';
import { digestSentences } from '../domain/digest-wording';
import { type Change, isRefusal, type Press, type Refusal } from '../domain/lifecycle';
import { keepAfterAll, letEnd, reapprove, type Standing } from '../domain/reapproval';
import type { RequestId, VisitorRequest } from '../domain/visitor-request';
import { sentences } from '../domain/wording';
import type { Answer } from '../turn';
import { busy, card, notice } from './answers';
import { type AnswerPorts, changeInList, dateProblems, lineOf, sentenceOf } from './change-in-list';
import { drawRows, keepable, type ListExtra, rowsOfList, signatureOf, typedDates } from './digest-list';
import { isKnown } from './known';
import { type At, noteDrawn } from './let-go';
import { inTeams, type Pressed } from './press';
import { standingOf } from './standing';

type InList = { request: RequestId; revision: number; list: At };
type Kept = { request: RequestId; revision: number; until: string };

/** Requests kept at the same time by one press. */
const atOnce = 8;

/** *Waiting for reapproval*: all of them, not only those last told of (R9). */
export async function waitingForReapproval(press: Pressed<{ from: number }>, ports: AnswerPorts): Promise<Answer> {
  return drawList({ from: press.data.from }, press, ports);
}

/** The list as it is now. */
export async function showList(press: Pressed<{ list: At }>, ports: AnswerPorts): Promise<Answer> {
  return drawList(press.data.list, press, ports);
}

/** *Keep until this day* beside one visitor: with the date of its own field. */
export async function keepInList(press: Pressed<InList>, ports: AnswerPorts): Promise<Answer> {
  return answerOne(press, ports, (current, standing, pressed, until) => reapprove(current, until, standing, ports.policy, pressed));
}

/** *Let it end*. */
export async function letEndInList(press: Pressed<InList>, ports: AnswerPorts): Promise<Answer> {
  return answerOne(press, ports, letEnd);
}

/** *Keep after all*: the reminder is there again, with its date. */
export async function keepAfterAllInList(press: Pressed<InList>, ports: AnswerPorts): Promise<Answer> {
  return answerOne(press, ports, keepAfterAll);
}

/** *Keep all*: says how many, and until when, before anything is done. What was typed into the dates shown counts. */
export async function askKeepAll(press: Pressed<{ list: At }>, ports: AnswerPorts): Promise<Answer> {
  const { person, data, inputs } = press;
  const rows = await rowsOfList(nameOf(data.list), person, ports);
  if (!rows) return gone();
  const typed = typedDates(inputs, rows);
  const all = keepable(rows).slice(0, keptAtOnce);
  if (all.length === 0) return drawList(data.list, press, ports);
  const keepAll = all.map(({ request, offered = '' }) => ({
    request: request.id,
    revision: request.revision,
    until: typed.get(request.id) || offered,
  }));
  const standing = await standings(all, person, ports);
  if (standing === 'no-answer') return directoryAway;
  const problems = new Map(
    all.flatMap(({ request }, place) => {
      const result = reapprove(
        request,
        keepAll[place]?.until ?? '',
        standing[place] as Standing,
        ports.policy,
        pressedBy(person, request.revision, ports),
      );
      return isRefusal(result) ? [[request.id, sentenceOf(result, ports)] as const] : [];
    }),
  );
  // A date that will not do is mended before anything is asked.
  return card(
    await drawRows(nameOf(data.list), rows, ports, { from: data.list.from, ...(problems.size > 0 ? { typed, problems } : { keepAll }) }),
  );
}

/** *Keep these*: each its own reapproval, answered for each visitor. */
export async function keepAll(press: Pressed<{ list: At; visitors: Kept[] }>, ports: AnswerPorts): Promise<Answer> {
  const { person, data } = press;
  const results: string[] = [];
  for (let start = 0; start < data.visitors.length; start += atOnce) {
    const some = data.visitors.slice(start, start + atOnce);
    results.push(...(await Promise.all(some.map((one) => keepOne(one, person, ports)))));
  }
  return drawList(data.list, press, ports, { results });
}

async function keepOne({ request, revision, until }: Kept, person: string, ports: AnswerPorts): Promise<string> {
  const outcome = await changeInList(request, inTeams(person), ports, (current, standing) =>
    reapprove(current, until, standing, ports.policy, pressedBy(person, revision, ports)),
  );
  return outcome === 'no-answer' ? sentences.decisionWaits : lineOf(outcome, ports);
}

type Rule = (current: VisitorRequest, standing: Standing, press: Press, until: string) => Change | Refusal;

async function answerOne(press: Pressed<InList>, ports: AnswerPorts, rule: Rule): Promise<Answer> {
  const { person, data, inputs } = press;
  const shown = await rowsOfList(nameOf(data.list), person, ports);
  if (!shown) return gone();
  const typed = typedDates(inputs, shown);
  const until = typed.get(data.request) ?? '';
  const outcome = await changeInList(data.request, inTeams(person), ports, (current, standing) =>
    rule(current, standing, pressedBy(person, data.revision, ports), until),
  );
  if (outcome === 'no-answer') return directoryAway;
  if (outcome.kind === 'busy') return busy;
  // Beside its own field where that is what is wrong; at the top where the visitor may be gone from the list.
  const isAboutDate = outcome.kind === 'refused' && dateProblems.includes(outcome.refusal.refused);
  const problems = isAboutDate ? new Map([[data.request, sentenceOf(outcome.refusal, ports)]]) : undefined;
  return drawList(data.list, press, ports, { typed, ...(problems ? { problems } : { results: [lineOf(outcome, ports)] }) });
}

async function standings(rows: DigestRow[], person: string, ports: AnswerPorts): Promise<(Standing | undefined)[] | 'no-answer'> {
  if (!(await isKnown(person, ports))) return 'no-answer';
  const found = await Promise.all(rows.map(({ request }) => standingOf(request, person, ports)));
  return found.some((one) => one === undefined) ? 'no-answer' : found;
}

async function drawList(
  list: At,
  { person, cardActivity }: Pick<Pressed<unknown>, 'person' | 'cardActivity'>,
  ports: AnswerPorts,
  extra: ListExtra = {},
): Promise<Answer> {
  const name = nameOf(list);
  const rows = await rowsOfList(name, person, ports);
  if (rows) await noteDrawn(list, person, cardActivity, signatureOf(rows), ports);
  return rows ? card(await drawRows(name, rows, ports, { from: list.from, ...extra })) : gone();
}

function nameOf({ digest, date }: At): ListName {
  return digest !== undefined && date !== undefined ? { digest, date } : {};
}

function pressedBy(person: string, seen: number, ports: AnswerPorts): Press {
  return { actor: inTeams(person), now: ports.clock.now(), seen };
}

const directoryAway: Answer = { kind: 'sentence', text: sentences.decisionWaits };

function gone(): Answer {
  return notice(digestSentences.nothingAnyMore, [button('waitingForReapproval', 'Waiting for reapproval', {})]);
}
