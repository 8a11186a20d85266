import { tidy } from '../../domain/form/form';
import type { PersonId } from '../../domain/organisation/organisation';
import { folded, matchesName, searchTermAtMost } from '../../domain/request/search';
import { isOver } from '../../domain/statuses/table';
import { sentences } from '../../domain/words/words';
import type { Answer } from '../../ports/turn';
import type { ViewRow } from '../../ports/views';
import { notice } from '../../shown/chat-answer';
import { foundOf, type ListPorts, readSegments } from '../../shown/lists';
import type { Pressed } from '../../shown/press';
import { adminsOf } from '../../verbs/people';
import { drawList } from './lists';

/** Of one list at most: the newest of a department, the soonest to end of a sponsor. */
const ofName = { rows: 2000, pages: 4, read: 500 };

/**
 * *Find*: visitors by the beginning of a name, among the requests that this person sponsors or may decide; an admin’s
 * among all. Nobody learns whether there is anything else.
 */
export async function find({ person, data }: Pressed<{ name?: string | undefined; from: number }>, ports: ListPorts): Promise<Answer> {
  const name = tidy(data.name ?? '', searchTermAtMost);
  if (name === '') return notice(sentences.howToFind);
  const rows = await rowsNamed(name, person, ports);
  return drawList({ kind: 'found', name }, rows, data.from, ports);
}

async function rowsNamed(name: string, person: PersonId, ports: ListPorts): Promise<ViewRow[]> {
  const isAdmin = (await adminsOf(ports)).includes(person);
  const segments = await foundOf(name, { id: person, isAdmin }, ports);
  // A name is looked at before who may see it, which may ask the directory.
  const named = segments.map(({ isWanted, ...segment }) => ({
    ...segment,
    isWanted: async (row: ViewRow) => matchesName(row.foundBy ?? [row.visitor], name) && (isWanted === undefined || (await isWanted(row))),
  }));
  return (await readSegments(named, ofName, ports.views)).sort(byName);
}

/** Those that are over come last; else by name, the newest first among equals. */
function byName(one: ViewRow, other: ViewRow): number {
  const [ours, theirs] = [one, other].map((row) => `${isOver(row.status) ? 1 : 0} ${folded(row.visitor)}`) as [string, string];
  if (ours !== theirs) return ours < theirs ? -1 : 1;
  return one.since < other.since ? 1 : -1;
}
