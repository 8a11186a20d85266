import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { ListRow } from '../../channels/tab/list-contract';
import { Heard } from '../screen-reader-text';
import { useTab } from '../tab-context';
import { narrow } from '../widths';
import { columnNames, listWords, pageNames } from '../words';
import { type Column, verbsOf } from './columns';
import type { ListState } from './list-state';
import type { RowsPlace } from './list-store';
import { RequestRow } from './request-row';
import { moveBetweenRows } from './row-keys';

const useStyles = makeStyles({
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse', [narrow]: { display: 'block' } },
  body: { [narrow]: { display: 'block' } },
  /** Hidden on a phone: each card repeats the column names. */
  head: { [narrow]: { display: 'none' } },
  names: { borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  select: { width: '40px' },
  visitor: { width: '24%' },
  status: { width: '190px' },
  dates: { width: '160px' },
  since: { width: '130px' },
  name: {
    height: '32px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    // Below the sticky bar of tabs.
    position: 'sticky',
    top: '49px',
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

interface RequestTableProps {
  place: RowsPlace;
  state: ListState;
  columns: readonly Column[];
  /** The request that is shown beside the list. */
  previewed: string | undefined;
  onOpen: (request: string) => void;
  /** Filters by the sponsor; absent where the list cannot be filtered so. */
  onSponsor: ((sponsor: ListRow['sponsor']) => void) | undefined;
}

export function RequestTable({ place, state, columns, previewed, onOpen, onSponsor }: RequestTableProps) {
  const styles = useStyles();
  const { lists } = useTab();
  const isSelectable = verbsOf[place.page].length > 0;
  const select = useCallback((request: string, isSelected: boolean) => lists.select(place, [request], isSelected), [lists, place]);
  return (
    // `display` removes the implicit roles, so they are set explicitly.
    <table role="table" aria-label={pageNames[place.page]} className={styles.table}>
      <thead role="rowgroup" className={styles.head}>
        <tr role="row" className={styles.names}>
          {isSelectable && (
            <th role="columnheader" className={mergeClasses(styles.name, styles.select)}>
              <Heard as="span">{listWords.selectColumn}</Heard>
            </th>
          )}
          {columns.map((column) => (
            <th
              key={column}
              role="columnheader"
              className={mergeClasses(
                styles.name,
                // It holds the most lines; optional columns need the width.
                column === 'visitor' && columns.length < 7 && styles.visitor,
                column === 'status' && styles.status,
                column === 'dates' && styles.dates,
                column === 'since' && styles.since,
              )}
            >
              {columnNames[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className={styles.body} onKeyDown={moveBetweenRows}>
        {state.rows?.map((row) => (
          <RequestRow
            key={row.request}
            row={row}
            columns={columns}
            isSelected={isSelectable ? state.selected.has(row.request) : undefined}
            onSelect={select}
            isPreviewed={row.request === previewed}
            onOpen={onOpen}
            onSponsor={onSponsor}
          />
        ))}
      </tbody>
    </table>
  );
}
