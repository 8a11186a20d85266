import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ListFilter, ListRow } from '../../channels/tab/list-contract';
import { afterPaint } from '../after-paint';
import { LoadingRows } from '../loading';
import { type FilteringPlace, filteredPlace, isFiltering, writePlace } from '../place';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { roomForPreview } from '../widths';
import { emptyWords, listWords } from '../words';
import { columnsOf, hasChoice, type OptionalColumn, optionalColumns, previewColumns, readColumns, writeColumns } from './columns';
import { ComingFilters } from './filter-grid';
import { ListFoot } from './list-foot';
import type { ListState } from './list-state';
import type { RowsPlace } from './list-store';
import { ManyAtOnce } from './many-bar';
import { type Previewed, previewOfRow, stillPreviewed } from './previewed';
import { RequestTable } from './request-table';
import { SavedDrafts } from './saved-drafts';

/** Loaded on demand, because its fields are heavy and the rows need not wait for them. */
const FilterBar = lazy(async () => ({ default: (await import('./filter-bar.tsx')).FilterBar }));
const FilterTags = lazy(async () => ({ default: (await import('./filter-tags.tsx')).FilterTags }));
const Overview = lazy(async () => ({ default: (await import('../overview/overview.tsx')).Overview }));
const ColumnChoice = lazy(async () => ({ default: (await import('./column-choice.tsx')).ColumnChoice }));
const PreviewPane = lazy(async () => ({ default: (await import('./preview-pane.tsx')).PreviewPane }));
const ExportBar = lazy(async () => ({ default: (await import('./export-bar.tsx')).ExportBar }));

const useStyles = makeStyles({
  above: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    minHeight: '32px',
  },
  ofList: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  beside: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(440px, 600px)',
    columnGap: tokens.spacingHorizontalXL,
    alignItems: 'start',
  },
  comingButton: { minHeight: '44px' },
  empty: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalXXL,
  },
});

/** The same object at each render, so that rows are not drawn again. */
const unfiltered: ListFilter = {};

/** One of the lists of requests, with what belongs to it. */
export function RequestList({ place }: { place: RowsPlace }) {
  const styles = useStyles();
  const { lists, overviews, go, me, sponsorNames } = useTab();
  const state = useSyncExternalStore(lists.subscribe, () => lists.state(place));
  const key = writePlace(place);
  useEffect(() => lists.show(place), [lists, key]);

  const filter = isFiltering(place) ? (place.filter ?? unfiltered) : undefined;
  for (const { sponsor } of state.rows ?? []) sponsorNames.set(sponsor.id, sponsor.name);
  const { page } = place;
  const setFilter = useCallback((next: ListFilter) => go(filteredPlace(page as FilteringPlace['page'], next)), [go, page]);
  const bySponsor = useCallback((sponsor: ListRow['sponsor']) => setFilter({ ...filter, sponsor: sponsor.id }), [setFilter, filter]);
  const isFiltered = filter !== undefined && Object.keys(filter).some((name) => name !== 'sort');
  const hasOverview = page === 'department' && !isFiltered;
  const figures = useSyncExternalStore(overviews.department.subscribe, overviews.department.state);
  const areRowsWaiting = useWaiting(hasOverview, figures.value !== undefined || figures.problem !== undefined);
  const clear = isFiltered ? () => setFilter(filter.sort ? { sort: filter.sort } : {}) : undefined;
  const hasBar = useFilterBar(place, state);
  const arePainted = usePainted(state.reading !== 'first');
  const columns = useColumns(page);
  const [preview, setPreview] = usePreview(state, key);
  const open = useCallback(
    (request: string) => (window.matchMedia(roomForPreview).matches ? setPreview(request) : go({ page: 'request', request })),
    [go, setPreview],
  );
  const coming = isFiltering(place) && <ComingFilters page={place.page} />;
  return (
    <>
      {hasOverview && (
        <Suspense fallback={<LoadingRows count={5} />}>
          <Overview of="department" />
        </Suspense>
      )}
      {isFiltering(place) && filter && hasBar && (
        <Suspense fallback={coming}>
          {arePainted ? <FilterBar page={place.page} filter={filter} onFilter={setFilter} problem={state.trouble?.problem} /> : coming}
        </Suspense>
      )}
      {filter && clear && (
        <Suspense fallback={<div className={styles.comingButton} />}>
          <FilterTags filter={filter} names={{ me, sponsorNames }} onFilter={setFilter} onClear={clear} />
        </Suspense>
      )}
      {place.page === 'mine' && <SavedDrafts />}
      {place.page === 'cards' && (
        <Suspense fallback={<div className={styles.comingButton} />}>
          <ExportBar place={place} />
        </Suspense>
      )}
      <ManyAtOnce key={place.page} place={place} state={state} />
      {state.trouble?.reading === 'first' ? (
        <Trouble problem={state.trouble.problem} onAgain={() => lists.again(place)} />
      ) : state.rows === undefined || areRowsWaiting ? (
        <LoadingRows count={8} />
      ) : state.rows.length > 0 ? (
        <>
          <div className={styles.above}>
            {/* Once all rows are there, the foot says how many. */}
            <Text>{state.total && state.cursor !== undefined && listWords.total(page, state.total.count, state.total.isMore)}</Text>
            {hasChoice(page) && arePainted && (
              <Suspense>
                <div className={styles.ofList}>
                  {place.page === 'requests' && <ExportBar place={place} />}
                  <ColumnChoice chosen={columns.chosen} onChoose={columns.choose} />
                </div>
              </Suspense>
            )}
          </div>
          <div className={preview === undefined ? undefined : styles.beside}>
            <div>
              <RequestTable
                place={place}
                state={state}
                columns={preview === undefined ? columns.all : previewColumns}
                previewed={preview?.request}
                onOpen={open}
                onSponsor={page === 'requests' || page === 'department' ? bySponsor : undefined}
              />
            </div>
            {preview !== undefined && (
              <Suspense fallback={<LoadingRows count={8} />}>
                <PreviewPane place={place} rows={state.rows} preview={preview} onGo={setPreview} onClose={() => setPreview(undefined)} />
              </Suspense>
            )}
          </div>
        </>
      ) : (
        state.reading !== 'more' && <Empty sentence={emptySentence(place, state, clear !== undefined)} onClear={clear} />
      )}
      <ListFoot place={place} state={state} />
    </>
  );
}

/** How long rows wait for what stands above them, in milliseconds: people came for the rows. */
const waitsAtMost = 2_000;

/** True while rows wait for what stands above them, so that nothing moves under a finger. Rows once shown stay, also where that is read again. */
function useWaiting(hasAbove: boolean, isThere: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!hasAbove || isThere) return setOver(hasAbove);
    const timer = window.setTimeout(() => setOver(true), waitsAtMost);
    return () => window.clearTimeout(timer);
  }, [hasAbove, isThere]);
  return hasAbove && !isThere && !isOver;
}

/** True once what was read is on the screen: what stands beside the rows is loaded after them. */
function usePainted(isRead: boolean): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    if (!isRead || isPainted) return;
    return afterPaint(() => setPainted(true));
  }, [isRead, isPainted]);
  return isPainted;
}

/** The fixed and the chosen columns of a list. */
function useColumns(page: RowsPlace['page']) {
  const { me } = useTab();
  const [chosen, setChosen] = useState(() => readColumns(() => window.localStorage, me.id, page));
  const all = useMemo(() => [...columnsOf[page], ...(hasChoice(page) ? chosen : [])], [page, chosen]);
  const choose = (columns: readonly OptionalColumn[]) => {
    const next = optionalColumns.filter((column) => columns.includes(column));
    setChosen(next);
    writeColumns(() => window.localStorage, me.id, page, next);
  };
  return { all, chosen, choose };
}

/** The previewed request; none where the window is too narrow. */
function usePreview({ rows = [] }: ListState, place: string): [Previewed | undefined, (request: string | undefined) => void] {
  const [chosen, setChosen] = useState<Previewed>();
  const [hasRoom, setRoom] = useState(true);
  useEffect(() => {
    const query = window.matchMedia(roomForPreview);
    const look = () => setRoom(query.matches);
    look();
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  const choose = useCallback(
    (request?: string) => setChosen(request === undefined ? undefined : previewOfRow(rows, request, place)),
    [rows, place],
  );
  return [hasRoom ? stillPreviewed(chosen, rows, place) : undefined, choose];
}

/** A sponsor of one visitor needs no search. Once shown the bar stays, because somebody may be typing in it. */
function useFilterBar(place: RowsPlace, { rows = [] }: ListState): boolean {
  const [hadBar, setHadBar] = useState(false);
  const isFiltered = 'filter' in place && Object.keys(place.filter ?? {}).length > 0;
  const hasBar =
    hadBar || place.page === 'requests' || place.page === 'department' || place.page === 'cards' || isFiltered || rows.length > 1;
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
