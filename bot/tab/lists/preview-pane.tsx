import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, lazy, Suspense } from 'react';
import type { ListRow } from '../../channels/tab/list-contract';
import { LoadingRows } from '../loading';
import { useTab } from '../tab-context';
import { listWords } from '../words';
import type { RowsPlace } from './list-store';
import { besidePreview, type Previewed } from './previewed';

/** The same chunk as the page itself. */
const RequestPage = lazy(async () => ({ default: (await import('../request/request-page.tsx')).RequestPage }));

const useStyles = makeStyles({
  pane: {
    position: 'sticky',
    // Below the sticky bar of tabs.
    top: '56px',
    maxHeight: 'calc(100vh - 64px)',
    overflowY: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  bar: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    padding: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

interface PreviewPaneProps {
  place: RowsPlace;
  rows: readonly ListRow[];
  preview: Previewed;
  onGo(request: string): void;
  onClose(): void;
}

/** The request of a row beside the list, with the ones before and after it. Escape closes it. */
export function PreviewPane({ place, rows, preview, onGo, onClose }: PreviewPaneProps) {
  const styles = useStyles();
  const { api, host, me, lists, go } = useTab();
  const { request, visitor, at } = preview;
  const { before, after } = besidePreview(rows, preview);
  const close = () => {
    onClose();
    // The row is already rendered: only its columns change. Where it has gone, the focus stays near its place.
    const row = rows[at] ?? before;
    setTimeout(() => document.querySelector<HTMLElement>(`[data-opens="${row?.request}"]`)?.focus());
  };
  const goOn = () => {
    if (after) onGo(after.request);
    if (at + 2 >= rows.length) lists.more(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  return (
    <aside aria-label={listWords.previewOf(visitor)} className={styles.pane} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <Button size="small" disabledFocusable={!before} onClick={() => before && onGo(before.request)}>
          {listWords.previous}
        </Button>
        <Button size="small" disabledFocusable={!after} onClick={goOn}>
          {listWords.next}
        </Button>
        <Button size="small" appearance="subtle" onClick={() => go({ page: 'request', request })}>
          {listWords.openWhole}
        </Button>
        <Button size="small" appearance="subtle" onClick={close}>
          {listWords.closePreview}
        </Button>
      </div>
      <Suspense fallback={<LoadingRows count={8} />}>
        <RequestPage reference={request} isLedToPhoto={false} api={api} host={host} me={me} onChanged={lists.changed} />
      </Suspense>
    </aside>
  );
}
