import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { ListFilter, ListRow } from '../../channels/tab/contract';
import { LoadingRows } from '../loading';
import { writePlace } from '../place';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { emptyWords, listWords } from '../words';
import { FilterBar } from './filter-bar';
import { FilterTags } from './filter-tags';
import { ListFoot } from './list-foot';
import type { ListState } from './list-state';
import type { RowsPlace } from './list-store';
import { ManyAtOnce } from './many-bar';
import { RequestTable } from './request-table';
import { SavedDrafts } from './saved-drafts';

const useStyles = makeStyles({
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
  const { lists, go, me, sponsorNames } = useTab();
  const state = useSyncExternalStore(lists.subscribe, () => lists.state(place));
  const key = writePlace(place);
  useEffect(() => lists.show(place), [lists, key]);

  const filter = place.page === 'requests' ? place.filter : undefined;
  for (const { sponsor } of state.rows ?? []) sponsorNames.set(sponsor.id, sponsor.name);
  const setFilter = useCallback((next: ListFilter) => go({ page: 'requests', filter: next }), [go]);
  const bySponsor = useCallback((sponsor: ListRow['sponsor']) => setFilter({ ...filter, sponsor: sponsor.id }), [setFilter, filter]);
  const clear = filter && Object.keys(filter).length > 0 ? () => setFilter({}) : undefined;
  return (
    <>
      {filter && <FilterBar filter={filter} onFilter={setFilter} problem={state.trouble?.problem} />}
      {filter && clear && <FilterTags filter={filter} names={{ me, sponsorNames }} onFilter={setFilter} onClear={clear} />}
      {place.page === 'mine' && <SavedDrafts />}
      <ManyAtOnce key={place.page} place={place} state={state} />
      {state.trouble?.reading === 'first' ? (
        <Trouble problem={state.trouble.problem} onAgain={() => lists.again(place)} />
      ) : state.rows === undefined ? (
        <LoadingRows count={8} />
      ) : state.rows.length > 0 ? (
        <RequestTable place={place} state={state} onSponsor={bySponsor} />
      ) : (
        state.reading !== 'more' && <Empty sentence={emptySentence(place, state, clear !== undefined)} onClear={clear} />
      )}
      <ListFoot place={place} state={state} />
    </>
  );
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
