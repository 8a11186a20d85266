import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ListFilter, ListRow } from '../../channels/tab/list-contract';
import { LoadingRows } from '../loading';
import { writePlace } from '../place';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { emptyWords, listWords } from '../words';
import { FilterTags } from './filter-tags';
import { ListFoot } from './list-foot';
import type { ListState } from './list-state';
import type { RowsPlace } from './list-store';
import { ManyAtOnce } from './many-bar';
import { RequestTable } from './request-table';
import { SavedDrafts } from './saved-drafts';

/** Its fields are heavy, and the rows need not wait for them. */
const FilterBar = lazy(async () => ({ default: (await import('./filter-bar.tsx')).FilterBar }));
const ExportBar = lazy(async () => ({ default: (await import('./export-bar.tsx')).ExportBar }));

const useStyles = makeStyles({
  /** As high as the bar, so that nothing moves when it comes. */
  coming: { minHeight: '64px' },
  total: { display: 'block', paddingBottom: tokens.spacingVerticalS },
  comingButton: { minHeight: '44px' },
  empty: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalXXL,
  },
});

/** One of the lists of requests, with what belongs to it. */
export function RequestList({ place }: { place: RowsPlace }) {
  const styles = useStyles();
  const { lists, go, me, sponsorNames } = useTab();
  const state = useSyncExternalStore(lists.subscribe, () => lists.state(place));
  const key = writePlace(place);
  useEffect(() => lists.show(place), [lists, key]);

  const filter =
    place.page === 'requests' ? place.filter : place.page === 'mine' || place.page === 'cards' ? (place.filter ?? {}) : undefined;
  for (const { sponsor } of state.rows ?? []) sponsorNames.set(sponsor.id, sponsor.name);
  const { page } = place;
  const setFilter = useCallback(
    (next: ListFilter) =>
      go(
        page === 'mine' || page === 'cards'
          ? { page, ...(Object.keys(next).length > 0 && { filter: next }) }
          : { page: 'requests', filter: next },
      ),
    [go, page],
  );
  const bySponsor = useCallback((sponsor: ListRow['sponsor']) => setFilter({ ...filter, sponsor: sponsor.id }), [setFilter, filter]);
  const isFiltered = filter !== undefined && Object.keys(filter).some((name) => name !== 'sort');
  const clear = isFiltered ? () => setFilter(filter.sort ? { sort: filter.sort } : {}) : undefined;
  const hasBar = useFilterBar(place, state);
  return (
    <>
      {filter && hasBar && (
        <Suspense fallback={<div className={styles.coming} />}>
          <FilterBar
            page={page === 'mine' || page === 'cards' ? page : 'requests'}
            filter={filter}
            onFilter={setFilter}
            problem={state.trouble?.problem}
          />
        </Suspense>
      )}
      {filter && clear && <FilterTags filter={filter} names={{ me, sponsorNames }} onFilter={setFilter} onClear={clear} />}
      {place.page === 'mine' && <SavedDrafts />}
      {(place.page === 'cards' || place.page === 'requests') && (
        <Suspense fallback={<div className={styles.comingButton} />}>
          <ExportBar place={place} />
        </Suspense>
      )}
      <ManyAtOnce key={place.page} place={place} state={state} />
      {state.trouble?.reading === 'first' ? (
        <Trouble problem={state.trouble.problem} onAgain={() => lists.again(place)} />
      ) : state.rows === undefined ? (
        <LoadingRows count={8} />
      ) : state.rows.length > 0 ? (
        <>
          {state.total && <Text className={styles.total}>{listWords.total(state.total.count, state.total.isMore)}</Text>}
          <RequestTable place={place} state={state} onSponsor={bySponsor} />
        </>
      ) : (
        state.reading !== 'more' && <Empty sentence={emptySentence(place, state, clear !== undefined)} onClear={clear} />
      )}
      <ListFoot place={place} state={state} />
    </>
  );
}

/** A sponsor of one visitor has nothing to search. Once the bar is there it stays, as somebody may be typing in it. */
function useFilterBar(place: RowsPlace, { rows = [] }: ListState): boolean {
  const [hadBar, setHadBar] = useState(false);
  const isFiltered = 'filter' in place && Object.keys(place.filter ?? {}).length > 0;
  const hasBar = hadBar || place.page === 'requests' || place.page === 'cards' || isFiltered || rows.length > 1;
  useEffect(() => setHadBar(hasBar), [hasBar]);
  return hasBar;
}

function emptySentence(place: RowsPlace, { cursor }: ListState, isFiltered: boolean): string {
  if (cursor !== undefined) return listWords.noneSoFar;
  return isFiltered ? listWords.nothingFits : emptyWords[place.page];
}

export function Empty({ sentence, onClear }: { sentence: string; onClear?: (() => void) | undefined }) {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <Text>{sentence}</Text>
      {onClear && <Button onClick={onClear}>{listWords.clearFilters}</Button>}
    </div>
  );
}
