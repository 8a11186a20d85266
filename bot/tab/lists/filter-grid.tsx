import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Me } from '../../channels/tab/contract';
import type { FilteringPlace } from '../place';
import { useTab } from '../tab-context';
import { narrow } from '../widths';
import { filterWords } from '../words';

type FilteringPage = FilteringPlace['page'];

/** `more` is the button of the rarer ones. */
export type FilterName = 'search' | 'status' | 'card' | 'sort' | 'department' | 'ends' | 'sponsor' | 'more';

/** The filters of a list in their order: *My visitors* has an order and no sponsor; the card office filters by card only. */
export function filtersOf(page: FilteringPage, me: Me): readonly FilterName[] {
  if (page === 'mine') return ['search', 'status', 'sort'];
  if (page === 'cards') return ['search', 'card'];
  const department = departmentChoices(page, me).length > 1 ? (['department'] as const) : [];
  return ['search', 'status', ...department, 'ends', ...(page === 'requests' ? (['sponsor'] as const) : []), 'more'];
}

export function departmentChoices(page: FilteringPage, me: Me): Me['departments'] {
  return page === 'department' ? me.departments.filter(({ id }) => me.ownDepartments.includes(id)) : me.departments;
}

export function filterLabel(page: FilteringPage, name: Exclude<FilterName, 'more'>): string {
  if (name === 'search') return page === 'mine' ? filterWords.name : page === 'cards' ? filterWords.cardSearch : filterWords.search;
  return filterWords[name];
}

const useGridStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'start',
    paddingBottom: tokens.spacingVerticalM,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  wide: { [narrow]: { gridColumn: '1 / -1' } },
  /** The card office's label is longer than one column. */
  longest: { gridColumn: 'span 2' },
  coming: { visibility: 'hidden' },
  /** As high as that of Fluent's `Field`, whose styles need not be there yet. */
  label: { padding: `${tokens.spacingVerticalXXS} 0`, marginBottom: tokens.spacingVerticalXXS },
  control: { height: '32px' },
});

/** The classes of a list's filters; `search` is that of the widest. */
export function useFilterGrid(page: FilteringPage) {
  const styles = useGridStyles();
  return { ...styles, search: mergeClasses(styles.wide, page === 'cards' && styles.longest) };
}

/** Takes the room of the filters until they are loaded, so that nothing moves when they come. */
export function ComingFilters({ page }: { page: FilteringPage }) {
  const styles = useFilterGrid(page);
  const { me } = useTab();
  return (
    <div aria-hidden="true" className={mergeClasses(styles.grid, styles.coming)}>
      {filtersOf(page, me).map((name) =>
        name === 'more' ? (
          <div key={name} className={mergeClasses(styles.control, styles.wide)} />
        ) : (
          <div key={name} className={name === 'search' ? styles.search : undefined}>
            <div className={styles.label}>{filterLabel(page, name)}</div>
            <div className={styles.control} />
          </div>
        ),
      )}
    </div>
  );
}
