import { Button, MessageBar, MessageBarBody, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { AddRegular, CheckmarkRegular, LinkRegular } from '@fluentui/react-icons';
import { lazy, type RefObject, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { listPlace, type Page, pagesFor, placeLabel } from './navigation';
import { type Place, writePlace } from './place';
import { Heard } from './screen-reader-text';
import { useTab } from './tab-context';
import { narrow } from './widths';
import { pageTitle, shellWords } from './words';

/** A chunk of its own, with its menu: only a narrow window needs it. */
const OverflowingTabs = lazy(async () => ({ default: (await import('./overflowing-tabs.tsx')).OverflowingTabs }));

const useStyles = makeStyles({
  header: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    height: '48px',
    padding: `0 ${tokens.spacingHorizontalXXL} 0 ${tokens.spacingHorizontalM}`,
    [narrow]: { padding: `0 ${tokens.spacingHorizontalM} 0 0` },
  },
  tabs: { flexGrow: 1, minWidth: 0, overflow: 'hidden' },
  tab: { whiteSpace: 'nowrap' },
  button: { flexShrink: 0, whiteSpace: 'nowrap', [narrow]: { minWidth: '32px', paddingLeft: 0, paddingRight: 0 } },
  words: { [narrow]: { display: 'none' } },
});

interface HeaderProps {
  place: Place;
  /** The list that is shown, or from which the request was opened. */
  page: Page;
}

/** One row: Teams shows the name of the app itself. */
export function Header({ place, page }: HeaderProps) {
  const styles = useStyles();
  const { me, go, counts: store } = useTab();
  const { value: counts, problem: uncounted } = useSyncExternalStore(store.subscribe, store.state);
  const [problem, setProblem] = useState<string>();
  const tabs = useRef<HTMLDivElement>(null);
  const isTooNarrow = useTooNarrow(tabs, counts !== undefined || uncounted !== undefined);
  const onGo = (to: Page) => go(listPlace(to));
  const allTabs = (
    <TabList selectedValue={page} onTabSelect={(_event, { value }) => onGo(value as Page)} aria-label={shellWords.pages}>
      {pagesFor(me).map((one) => (
        <Tab key={one} value={one} id={`tab-${one}`} aria-controls="shown" className={styles.tab}>
          {pageTitle(one, counts)}
        </Tab>
      ))}
    </TabList>
  );
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <div className={styles.tabs} ref={tabs}>
          {isTooNarrow ? (
            <Suspense fallback={allTabs}>
              <OverflowingTabs pages={pagesFor(me)} page={page} onGo={onGo} />
            </Suspense>
          ) : (
            allTabs
          )}
        </div>
        <CopyLink key={writePlace(place)} place={place} onProblem={setProblem} />
        <Button
          className={styles.button}
          appearance="primary"
          icon={<AddRegular />}
          aria-label={shellWords.newVisitor}
          onClick={() => go({ page: 'new' })}
        >
          <span className={styles.words}>{shellWords.newVisitor}</span>
        </Button>
      </div>
      <div role="alert">
        {problem !== undefined && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{problem}</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </header>
  );
}

/**
 * Becomes true once the tabs overflow and stays true: the overflowing row shows all tabs again when they fit. Tabs without their counts
 * are not measured, so that the first rows need not wait for the menu's chunk.
 */
function useTooNarrow(tabs: RefObject<HTMLDivElement | null>, isCounted: boolean): boolean {
  const [isTooNarrow, setIsTooNarrow] = useState(false);
  useEffect(() => {
    const box = tabs.current;
    if (!box || !isCounted) return;
    const observer = new ResizeObserver(() => setIsTooNarrow((was) => was || box.scrollWidth > box.clientWidth));
    observer.observe(box);
    // Tab names grow with their counts, while the row keeps its width.
    for (const tab of box.firstElementChild?.children ?? []) observer.observe(tab);
    return () => observer.disconnect();
  }, [tabs, isCounted]);
  return isTooNarrow;
}

interface CopyLinkProps {
  place: Place;
  onProblem: (sentence: string | undefined) => void;
}

function CopyLink({ place, onProblem }: CopyLinkProps) {
  const styles = useStyles();
  const { host } = useTab();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setIsCopied(false), 5_000);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    onProblem(undefined);
    const isShared = await host.share(writePlace(place), placeLabel(place)).catch(() => false);
    setIsCopied(isShared);
    if (!isShared) onProblem(shellWords.notCopied);
  };
  return (
    <>
      <Button
        className={styles.button}
        appearance="subtle"
        icon={isCopied ? <CheckmarkRegular /> : <LinkRegular />}
        aria-label={shellWords.copyLink}
        onClick={() => void copy()}
      >
        <span className={styles.words}>{isCopied ? shellWords.copied : shellWords.copyLink}</span>
      </Button>
      <Heard as="div" role="status">
        {isCopied && shellWords.copied}
      </Heard>
    </>
  );
}
