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

interface PagedListProps<Page extends { items: readonly unknown[]; cursor?: string | undefined }> {
  page: 'attention' | 'it-tasks';
  store: PagedStore<Page>;
  /** Whether the list has content besides its items. */
  hasMore?(page: Page): boolean;
  /** The sentence in place of items, if not that of the page. */
  nothing?(): string;
  children(page: Page): ReactNode;
}

/** A list of tasks, read when it is shown and one page at a time. */
export function PagedList<Page extends { items: readonly unknown[]; cursor?: string | undefined }>({
  page,
  store,
  hasMore,
  nothing = () => emptyWords[page],
  children,
}: PagedListProps<Page>) {
  const { value, problem, isReading } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.read(), [store]);
  if (problem && !value) return <Trouble problem={problem} onAgain={() => void store.read()} />;
  if (!value) return <LoadingRows count={5} />;
  const isEmpty = value.items.length === 0 && !hasMore?.(value);
  return (
    <>
      {problem && <Trouble problem={problem} onAgain={() => void store.read()} />}
      {isEmpty ? <Empty sentence={nothing()} /> : children(value)}
      {value.cursor !== undefined && (
        <Button disabledFocusable={isReading} onClick={() => void store.more()}>
          {listWords.showMore}
        </Button>
      )}
    </>
  );
}

interface PagedRowProps {
  /** A checkbox, where rows can be selected. */
  before?: ReactNode;
  small?: string;
  buttons?: ReactNode;
  children: ReactNode;
}

/** One task: its text, its age and its buttons. */
export function PagedRow({ before, small, buttons, children }: PagedRowProps) {
  const styles = useStyles();
  return (
    <li className={styles.item}>
      {before}
      <div className={styles.words}>
        {children}
        {small !== undefined && (
          <Text size={200} className={styles.small}>
            {small}
          </Text>
        )}
      </div>
      {buttons && <div className={styles.buttons}>{buttons}</div>}
    </li>
  );
}
