import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { LoadingRows } from '../loading';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { listWords } from '../words';
import type { ListState } from './list-state';
import type { RowsPlace } from './list-store';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalL,
  },
  said: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM, rowGap: tokens.spacingVerticalS },
  count: { color: tokens.colorNeutralForeground3 },
});

/** The foot of a list: the count and *Show more*. Reads the next page when scrolled into view. */
export function ListFoot({ place, state }: { place: RowsPlace; state: ListState }) {
  const styles = useStyles();
  const { lists } = useTab();
  const { rows, cursor, isPartial, reading, trouble } = state;
  const end = useRef<HTMLDivElement>(null);
  // No automatic reading after a failure, or when a search looked at many rows and found few.
  const readsOn = rows !== undefined && cursor !== undefined && !isPartial && !reading && !trouble;
  useEffect(() => {
    if (!readsOn || !end.current) return;
    const observer = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && lists.more(place), {
      rootMargin: '400px',
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [readsOn, lists, place]);
  return (
    <div className={styles.foot}>
      {reading === 'more' && <LoadingRows count={3} />}
      {trouble?.reading === 'more' && <Trouble problem={trouble.problem} onAgain={() => lists.again(place)} />}
      <div className={styles.said}>
        <Text className={styles.count} role="status">
          {rows && rows.length > 0 && `${listWords.shown(place.page, rows.length, cursor === undefined)}. `}
          {rows && isPartial && cursor !== undefined && listWords.looked(state.looked)}
        </Text>
        {cursor !== undefined && !trouble && (
          <Button disabledFocusable={reading === 'more'} onClick={() => lists.more(place)}>
            {isPartial ? listWords.lookFurther : listWords.showMore}
          </Button>
        )}
      </div>
      <div ref={end} />
    </div>
  );
}
