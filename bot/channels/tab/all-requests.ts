import type { Temporal } from 'temporal-polyfill';
import { tidy } from '../../domain/form/form';
import type { Person, PersonId } from '../../domain/organisation/organisation';
import { statusAt } from '../../domain/request/request-dates';
import { isFirstPlace, matchesName, referenceIn, searchTermAtMost } from '../../domain/request/search';
import { viewOf } from '../../domain/request/views';
import type { RequestId } from '../../domain/request/visitor-request';
import { tabSentences } from '../../domain/words/tab-words';
import { refusalSentence } from '../../domain/words/words';
import type { ViewRow } from '../../ports/views';
import { formContext } from '../../shown/form-context';
import { placesNamed } from '../../shown/lists';
import type { Segment } from '../../shown/scan';
import { directoryAwayProblem, json, type ProblemAnswer, problem, type TabAnswer, type TabPorts } from './answer';
import type { ListAsk, ListFilter, ListPage } from './list-contract';
import { requestRow } from './list-rows';
import { answerPage, unknownStatus } from './lists';

/** A filter as the lists understand it: the sponsor by id, what is searched for as the beginning of a name. */
type Wanted = Omit<ListFilter, 'search' | 'sort'> & { name?: string };

/**
 * *All requests*, for admins. One filter has a list of its own, so that a page of it costs one storage call however much
 * is stored. Of several, the one that leaves least is read, and the others are looked for in it.
 */
export async function listRequests(_person: Person, ask: ListAsk, ports: TabPorts): Promise<TabAnswer> {
  const { search = '', sponsor, sort: _ofMine, ...filter } = ask.filter ?? {};
  const unknown = unknownStatus(filter);
  if (unknown) return unknown;
  const text = tidy(search, searchTermAtMost);
  const who = sponsor === undefined ? undefined : await sponsorNamed(sponsor.trim(), ports);
  if (who && 'kind' in who) return who;
  const wanted: Wanted = { ...filter, ...(who && { sponsor: who.id }) };
  const reference = referenceIn(text);
  if (reference !== undefined) return oneOf(reference, wanted, ports);
  const all = text === '' ? wanted : { ...wanted, name: text };
  return answerPage('requests', ask, { segments: segmentsOf(all, ports.clock.now().toPlainDate()) }, ports);
}

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function sponsorNamed(text: string, ports: TabPorts): Promise<{ id: PersonId } | ProblemAnswer> {
  if (objectId.test(text)) return { id: text.toLowerCase() };
  try {
    const known = await ports.people.byMail(text);
    return known
      ? { id: known.id }
      : problem(422, 'refused', refusalSentence({ refused: 'no-such-colleague' }, ports.policy), { field: 'sponsor' });
  } catch (fault) {
    ports.log.warn({ fault: (fault as Error).name }, 'directory did not answer; a sponsor could not be looked for');
    return directoryAwayProblem(tabSentences.cannotLookUp);
  }
}

/** A reference names one request, wherever it is listed. */
async function oneOf(reference: RequestId, wanted: Wanted, ports: TabPorts): Promise<TabAnswer> {
  const request = (await ports.requests.read(reference))?.value;
  const context = await formContext(ports);
  const rows = request ? [await requestRow(request, context, ports)] : [];
  const isWanted = (row: (typeof rows)[number]) =>
    (wanted.status === undefined || row.status === wanted.status) &&
    (wanted.department === undefined || row.department.id === wanted.department) &&
    (wanted.sponsor === undefined || row.sponsor.id === wanted.sponsor) &&
    (wanted.ends === undefined || row.validTo.startsWith(wanted.ends));
  const page: ListPage = { rows: rows.filter(isWanted), isPartial: false, looked: rows.length };
  return json(page);
}

/** The list that leaves least, and what else a row of it must be. */
function segmentsOf(wanted: Wanted, today: Temporal.PlainDate): Segment[] {
  const { status, department, sponsor, ends, name } = wanted;
  if (sponsor !== undefined) return among([{ partition: viewOf.sponsor(sponsor) }], { ...wanted, sponsor: undefined }, today);
  if (name !== undefined) return among([ofName(name)], { ...wanted, name: undefined }, today);
  if (department !== undefined) return among([{ partition: viewOf.department(department) }], { ...wanted, department: undefined }, today);
  if (ends !== undefined) return among([{ partition: viewOf.ends(`${ends}-01`) }], { ...wanted, ends: undefined }, today);
  if (status !== undefined) return [{ partition: viewOf.status(status) }];
  return [{ partition: viewOf.all }];
}

function among(segments: Segment[], rest: { [Name in keyof Wanted]: Wanted[Name] | undefined }, today: Temporal.PlainDate): Segment[] {
  const { status, department, sponsor, ends, name } = rest;
  const tests = [
    ...(status === undefined ? [] : [(row: ViewRow) => statusAt(row, today) === status]),
    ...(department === undefined ? [] : [(row: ViewRow) => row.department === department]),
    ...(sponsor === undefined ? [] : [(row: ViewRow) => row.sponsor === sponsor]),
    ...(ends === undefined ? [] : [(row: ViewRow) => row.validTo.startsWith(ends)]),
    ...(name === undefined ? [] : [(row: ViewRow) => matchesName(namesOfRow(row), name)]),
  ];
  if (tests.length === 0) return segments;
  return segments.map(({ isWanted = () => true, ...segment }) => ({
    ...segment,
    isWanted: async (row: ViewRow) => (await isWanted(row)) && tests.every((test) => test(row)),
  }));
}

/** Where those stand of whom a word of a name begins so, each once. */
function ofName(text: string): Segment {
  return { ...placesNamed(text), isWanted: (row) => isFirstPlace(namesOfRow(row), row.row, text) };
}

function namesOfRow({ foundBy, visitor }: ViewRow): string[] {
  return foundBy ?? [visitor];
}
