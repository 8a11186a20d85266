import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { LoadingRows } from '../loading';
import { Trouble } from '../problem-bar';
import { emptyWords, listWords } from '../words';
import type { PagedStore } from './attention-store';
import { Empty } from './request-list';

const useStyles = makeStyles({
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, flexBasis: '280px', rowGap: tokens.spacingVerticalXXS },
  small: { color: tokens.colorNeutralForeground3 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface PagedListProps<Item> {
  page: 'attention' | 'it-tasks';
  store: PagedStore<Item>;
  children(items: readonly Item[]): ReactNode;
}

/** A list of things to do, read when it is shown and a page further at a time. */
export function PagedList<Item>({ page, store, children }: PagedListProps<Item>) {
  const { value, problem, isReading } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.read(), [store]);
  if (problem && !value) return <Trouble problem={problem} onAgain={() => void store.read()} />;
  if (!value) return <LoadingRows count={5} />;
  return (
    <>
      {problem && <Trouble problem={problem} onAgain={() => void store.read()} />}
      {value.items.length === 0 ? <Empty sentence={emptyWords[page]} /> : children(value.items)}
      {value.cursor !== undefined && (
        <Button disabledFocusable={isReading} onClick={() => void store.more()}>
          {listWords.showMore}
        </Button>
      )}
    </>
  );
}

/** One thing to do: what it is, since when, and the buttons for it. */
export function PagedRow({ small, buttons, children }: { small: string; buttons: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        {children}
        <Text size={200} className={styles.small}>
          {small}
        </Text>
      </div>
      <div className={styles.buttons}>{buttons}</div>
    </li>
  );
}
