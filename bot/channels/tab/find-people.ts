import { isEmailAddress } from '../../domain/form/text-rules';
import type { Person } from '../../domain/organisation/organisation';
import { maySponsor } from '../../domain/request/lifecycle';
import { mostSearched, searchWords } from '../../domain/request/people-search';
import { tabSentences } from '../../domain/words/tab-words';
import { mayHead } from '../../verbs/people';
import { departmentName, directoryAwayProblem, json, type TabAnswer, type TabPorts } from './answer';
import type { PeopleFound } from './contract';
import type { PersonAsk } from './department-contract';

/** As many as the answer has. */
const mostShown = 8;

/** What a search counts against what one person may ask: so many that nobody reads the whole directory by it. */
export const costOfSearch = 5;

/** `POST /people/find`: whom an admin may name as head, deputy or sponsor. Whoever is named is looked up again when it is saved. */
export async function findPeople({ text, as }: PersonAsk, ports: TabPorts): Promise<TabAnswer> {
  try {
    const found = await peopleCalled(text, as === 'head' ? mayHead : maySponsor, ports);
    const none = isEmailAddress(text.trim()) ? tabSentences.nobodyAt : tabSentences.nobodyCalled;
    return json(found.people.length > 0 ? found : { people: [], sentence: none });
  } catch (fault) {
    ports.log.warn({ fault: (fault as Error).name }, 'directory did not answer; nobody could be looked for');
    return directoryAwayProblem(tabSentences.cannotLookUp);
  }
}

/**
 * Whoever is called so and will do. An address that the search does not know is looked up, as a directory searches what it knew some
 * minutes ago. Throws where the directory does not answer.
 */
export async function peopleCalled(text: string, willDo: (person: Person) => boolean, ports: TabPorts): Promise<PeopleFound> {
  const { people } = ports;
  const typed = text.trim();
  const found = searchWords(typed).length > 0 ? await people.search(typed) : [];
  const able = found.filter(willDo);
  if (able.length > 0) {
    const isMore = able.length > mostShown || found.length >= mostSearched;
    return { people: await asColleagues(able.slice(0, mostShown), ports), ...(isMore && { sentence: tabSentences.morePeople }) };
  }
  const one = isEmailAddress(typed) ? await people.byMail(typed) : undefined;
  return { people: one && willDo(one) ? await asColleagues([one], ports) : [] };
}

/** The directory has a department's name, or its id. */
async function asColleagues(people: readonly Person[], ports: TabPorts): Promise<PeopleFound['people']> {
  const departments = await ports.departments.all();
  return people.map(({ id, name, mail, department }) => ({
    id,
    name,
    mail,
    ...(department !== undefined && { department: departmentName(department, { departments }) }),
  }));
}
