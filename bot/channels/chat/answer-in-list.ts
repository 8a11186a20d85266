import { button, reapprovedAtOnce } from '../../../cards/actions';
import type { Press } from '../../domain/request/lifecycle';
import { isRefusal, type Refusal } from '../../domain/request/refusal';
import type { RequestId } from '../../domain/request/visitor-request';
import type { DigestRow, ListName } from '../../domain/shown/list';
import { isIn } from '../../domain/verbs/offers';
import { digestSentences } from '../../domain/words/digest-words';
import { sentences } from '../../domain/words/words';
import type { Answer } from '../../ports/turn';
import { card, notice } from '../../shown/chat-answer';
import { drawRows, type ListExtra, typedDates } from '../../shown/digest-card';
import { type At, noteDrawn } from '../../shown/digest-message';
import { type DigestPorts, digestSignature, reapprovable, rowsOfList } from '../../shown/digest-rows';
import { formContext } from '../../shown/form-context';
import { type Pressed, teamsActor } from '../../shown/press';
import { type Acted, type ActPorts, act, actOnMany, refusedAs, type Seen, verbOf } from '../../verbs/act';
import { standingOf } from '../../verbs/people';
import { listBody, rowResult } from './list-verbs';
import { directoryAwayNotice } from './verb-buttons';

type AnswerPorts = DigestPorts & ActPorts;
type ShownVisitor = { request: RequestId; revision: number; until: string };

/** *Reapprovals*: all of them, not only those last told of. */
export async function waitingForReapproval(press: Pressed<{ from: number }>, ports: AnswerPorts): Promise<Answer> {
  return redrawList({ from: press.data.from }, press, ports);
}

/** The list as it is now. */
export async function showList(press: Pressed<{ list: At }>, ports: AnswerPorts): Promise<Answer> {
  return redrawList(press.data.list, press, ports);
}

/** The button beside one visitor: with the date of its own field, where the verb asks for one. */
export async function answerInList(press: Pressed<Seen & { list: At; does: string }>, ports: AnswerPorts): Promise<Answer> {
  const { person, data, inputs } = press;
  const { does } = data;
  if (!Object.hasOwn(ports.verbs, does) || !isIn(ports.verbs[does], 'list')) return notice(sentences.unknownButton);
  const typed = typedDates(inputs);
  const acted = await act(teamsActor(person), data, does, listBody(does, typed.get(data.request) ?? '', ports), ports);
  if (acted.kind === 'later') return { kind: 'sentence', text: acted.sentence };
  // Beside its own field where that is what is wrong; at the top where the visitor may be gone from the list.
  const problems = acted.kind === 'wrong' ? new Map([[data.request, acted.sentence]]) : undefined;
  return redrawList(data.list, press, ports, { typed, ...(problems ? { problems } : { results: [rowResult(acted, does, ports)] }) });
}

/** *Keep all*: says how many, and until when, before anything is done. What was typed into the dates shown counts. */
export async function confirmReapproveAll(press: Pressed<{ list: At }>, ports: AnswerPorts): Promise<Answer> {
  const { person, data, inputs } = press;
  const rows = await rowsOfList(listNameOf(data.list), person, ports);
  if (!rows) return emptyListNotice();
  const typed = typedDates(inputs);
  const all = reapprovable(rows).slice(0, reapprovedAtOnce);
  if (all.length === 0) return redrawList(data.list, press, ports);
  const reapproveAll = all.map(({ request, offered = '' }) => ({
    request: request.id,
    revision: request.revision,
    until: typed.get(request.id) || offered,
  }));
  const problems = await problemsOf(all, reapproveAll, person, ports);
  if ('kind' in problems) return problems;
  // An invalid date has to be corrected before the confirmation.
  return card(
    await drawRows(listNameOf(data.list), rows, ports, {
      from: data.list.from,
      ...(problems.size > 0 ? { typed, problems } : { reapproveAll }),
    }),
  );
}

/** What the rules would say of each date; nothing changes yet. */
async function problemsOf(
  all: DigestRow[],
  reapproveAll: ShownVisitor[],
  person: string,
  ports: AnswerPorts,
): Promise<Map<RequestId, string> | Answer> {
  const verb = verbOf(ports.verbs, 'reapprove');
  const context = await formContext(ports);
  const problems = new Map<RequestId, string>();
  try {
    const standings = await Promise.all(all.map(({ request }) => standingOf(request, person, ports)));
    all.forEach(({ request }, place) => {
      const standing = standings[place];
      const press: Press = { actor: teamsActor(person), now: ports.clock.now(), seen: request.revision };
      const result = standing
        ? verb.rule(request, { until: reapproveAll[place]?.until }, { standing, press, context })
        : refusedToStrangers;
      if (!isRefusal(result)) return;
      const acted = refusedAs(verb, result, request, ports);
      problems.set(request.id, 'sentence' in acted && acted.sentence !== undefined ? acted.sentence : digestSentences.movedOn);
    });
    return problems;
  } catch (fault) {
    return directoryAwayNotice(person, fault, ports);
  }
}

const refusedToStrangers: Refusal = { refused: 'not-yours' };

/** *Reapprove these*: each its own reapproval, answered for each visitor. */
export async function reapproveAll(press: Pressed<{ list: At; visitors: ShownVisitor[] }>, ports: AnswerPorts): Promise<Answer> {
  const { person, data } = press;
  const acted = await actOnMany(teamsActor(person), data.visitors, 'reapprove', ({ until }) => ({ until }), ports);
  const isReapproved = (one: Acted) => one.kind === 'done' && one.request.account?.proposal?.open === undefined;
  const count = acted.filter(isReapproved).length;
  // The list of a day keeps its rows, which say until when.
  const isSummed = data.list.digest !== undefined && count > 1;
  const others = isSummed ? acted.filter((one) => !isReapproved(one)) : acted;
  const results = [...(isSummed ? [digestSentences.reapprovedAll(count)] : []), ...others.map((one) => rowResult(one, 'reapprove', ports))];
  return redrawList(data.list, press, ports, { results });
}

async function redrawList(
  list: At,
  { person, cardActivity }: Pick<Pressed<unknown>, 'person' | 'cardActivity'>,
  ports: AnswerPorts,
  extra: ListExtra = {},
): Promise<Answer> {
  const name = listNameOf(list);
  const rows = await rowsOfList(name, person, ports);
  if (rows) await noteDrawn(list, person, cardActivity, digestSignature(rows), ports);
  return rows ? card(await drawRows(name, rows, ports, { from: list.from, ...extra })) : emptyListNotice();
}

function listNameOf({ digest, date }: At): ListName {
  return digest !== undefined && date !== undefined ? { digest, date } : {};
}

function emptyListNotice(): Answer {
  return notice(digestSentences.nothingAnyMore, [button('waitingForReapproval', 'Reapprovals', {})]);
}
