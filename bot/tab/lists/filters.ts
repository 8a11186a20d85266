import type { Me } from '../../channels/tab/contract';
import type { ListFilter } from '../../channels/tab/list-contract';
import { itAccessLabels } from '../../domain/form/form-words';
import { dayWords, monthWords } from '../date-words';
import { cardFilterNames, filterNames, filterWords } from '../words';

/** A copy of the filter with one part replaced; undefined or an empty text removes it. */
export function withFilter(filter: ListFilter, name: keyof ListFilter, value: string | undefined): ListFilter {
  const { [name]: _before, ...rest } = filter;
  // Choices have the right type already, and the API checks typed text.
  return value === undefined || value === '' ? rest : ({ ...rest, [name]: value } as ListFilter);
}

export const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** Whether the text looks like a complete address; the API finds the person. */
export const isMailAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** The label of each status in a filter. */
export function statusLabels(some: string | undefined, { statuses }: Pick<Me, 'statuses'>): string[] {
  return (some?.split(',') ?? []).map((status) => statuses.find(({ id }) => id === status)?.label ?? status);
}

export interface FilterNames {
  me: Pick<Me, 'departments' | 'statuses' | 'reasons'>;
  sponsorNames: ReadonlyMap<string, string>;
}

/** The parts of a filter that exclude rows; the sort order does not. */
type Leaving = Exclude<keyof ListFilter, 'sort'>;

/** Each active filter in words: `{ name: 'ends', words: 'Ends in: February 2027' }`. */
export function filterTags(filter: ListFilter, { me, sponsorNames }: FilterNames): { name: Leaving; words: string }[] {
  const values: Record<Leaving, (value: string) => string> = {
    search: (text) => text,
    status: (some) => statusLabels(some, me).join(', '),
    reason: (reason) => me.reasons.find(({ id }) => id === reason)?.name ?? reason,
    access: (level) => itAccessLabels[level as keyof typeof itAccessLabels] ?? level,
    idCard: (answer) => (answer === 'yes' ? filterWords.withCard : filterWords.withoutCard),
    approver: (approver) => sponsorNames.get(approver) ?? (approver.includes('@') ? approver : filterWords.oneApprover),
    department: (department) => me.departments.find(({ id }) => id === department)?.name ?? department,
    ends: monthWords,
    starts: dayWords,
    waits: (how) => (how === 'long' ? filterWords.longWait : filterWords.anyWait),
    card: (state) => cardFilterNames[state as keyof typeof cardFilterNames] ?? state,
    sponsor: (sponsor) => sponsorNames.get(sponsor) ?? (sponsor.includes('@') ? sponsor : filterWords.oneSponsor),
  };
  return (Object.keys(values) as Leaving[]).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [{ name, words: `${filterNames[name]}: ${values[name](value)}` }];
  });
}
