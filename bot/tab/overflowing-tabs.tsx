import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Overflow,
  OverflowItem,
  Tab,
  TabList,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { useSyncExternalStore } from 'react';
import type { Page } from './navigation';
import { useTab } from './tab-context';
import { pageTitle, shellWords } from './words';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', minWidth: 0, overflow: 'hidden' },
  list: { flexShrink: 0 },
  tab: { whiteSpace: 'nowrap' },
});

interface OverflowingTabsProps {
  pages: readonly Page[];
  /** The current list: its tab is always visible. */
  page: Page;
  onGo(page: Page): void;
}

/** The tabs that fit, and a menu of the others. */
export function OverflowingTabs({ pages, page, onGo }: OverflowingTabsProps) {
  const styles = useStyles();
  const { counts: store } = useTab();
  const { value: counts } = useSyncExternalStore(store.subscribe, store.state);
  return (
    <Overflow minimumVisible={1}>
      <div className={styles.row}>
        <TabList
          className={styles.list}
          selectedValue={page}
          onTabSelect={(_event, { value }) => onGo(value as Page)}
          aria-label={shellWords.pages}
        >
          {pages.map((one) => (
            <OverflowItem key={one} id={itemId(one, counts)} priority={one === page ? 1 : 0}>
              <Tab value={one} id={`tab-${one}`} aria-controls="shown" className={styles.tab}>
                {pageTitle(one, counts)}
              </Tab>
            </OverflowItem>
          ))}
        </TabList>
        <MorePages pages={pages} onGo={onGo} />
      </div>
    </Overflow>
  );
}

/** Another id for another title: the widths are measured anew for a new item only, and counts make titles wider. */
const itemId = (page: Page, counts: Parameters<typeof pageTitle>[1]) => `${page} ${pageTitle(page, counts)}`;

function MorePages({ pages, onGo }: Pick<OverflowingTabsProps, 'pages' | 'onGo'>) {
  const { ref, isOverflowing } = useOverflowMenu<HTMLDivElement>();
  if (!isOverflowing) return null;
  return (
    <div ref={ref}>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={shellWords.morePages} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {pages.map((one) => (
              <HiddenPage key={one} page={one} onGo={onGo} />
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}

function HiddenPage({ page, onGo }: Pick<OverflowingTabsProps, 'page' | 'onGo'>) {
  const { counts: store } = useTab();
  const { value: counts } = useSyncExternalStore(store.subscribe, store.state);
  const isInSight = useIsOverflowItemVisible(itemId(page, counts));
  return isInSight ? null : <MenuItem onClick={() => onGo(page)}>{pageTitle(page, counts)}</MenuItem>;
}
