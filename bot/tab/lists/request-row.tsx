import { Checkbox, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type MouseEvent, memo } from 'react';
import type { ListRow } from '../../channels/tab/list-contract';
import { yesNo } from '../../domain/form/form-words';
import { shortDayWords, shortPeriodWords } from '../date-words';
import { StatusBadge } from '../status-badge';
import { opens } from '../use-places';
import { narrow } from '../widths';
import { columnNames, listWords } from '../words';
import type { Column } from './columns';
import { inColumn } from './row-keys';

const useStyles = makeStyles({
  row: {
    cursor: 'pointer',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground2, color: tokens.colorNeutralForeground1 },
    ':active': { backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground1 },
    [narrow]: {
      display: 'grid',
      gridTemplateColumns: '1fr',
      rowGap: tokens.spacingVerticalXS,
      columnGap: tokens.spacingHorizontalS,
      padding: tokens.spacingVerticalM,
      marginBottom: tokens.spacingVerticalS,
      border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  selectable: { [narrow]: { gridTemplateColumns: '32px 1fr' } },
  selected: { backgroundColor: tokens.colorNeutralBackground2, boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}` },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    overflowWrap: 'anywhere',
    [narrow]: { display: 'block', gridColumn: '-2 / -1', padding: 0 },
  },
  select: { width: '40px', padding: 0, [narrow]: { gridColumn: '1', gridRow: '1', width: 'auto' } },
  stack: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
  name: { fontWeight: tokens.fontWeightSemibold, textAlign: 'start' },
  // A `Text` in each row costs more than the row.
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  reference: { color: tokens.colorNeutralForeground3 },
  /** The column name, because a phone has no table head. */
  label: { display: 'none', color: tokens.colorNeutralForeground3, [narrow]: { display: 'inline' } },
});

interface RequestRowProps {
  row: ListRow;
  columns: readonly Column[];
  /** Undefined where rows cannot be selected. */
  isSelected: boolean | undefined;
  /** It is shown beside the list. */
  isPreviewed: boolean;
  onSelect: (request: string, isSelected: boolean) => void;
  onOpen: (request: string) => void;
  /** Filters by the sponsor; undefined for those who cannot. */
  onSponsor: ((sponsor: ListRow['sponsor']) => void) | undefined;
}

/** A table row, styled as a card in a narrow window; the elements are the same. */
export const RequestRow = memo(function RequestRow({
  row,
  columns,
  isSelected,
  isPreviewed,
  onSelect,
  onOpen,
  onSponsor,
}: RequestRowProps) {
  const styles = useStyles();
  const nameId = `name-${row.request}`;
  const press = (event: MouseEvent<HTMLElement>) => {
    const isControl = event.target instanceof Element && event.target.closest('button, input, label');
    if (!isControl) onOpen(row.request);
  };
  return (
    // `display` removes the implicit row role, so it is set explicitly.
    <tr
      role="row"
      aria-labelledby={nameId}
      className={mergeClasses(styles.row, isSelected !== undefined && styles.selectable, (isSelected || isPreviewed) && styles.selected)}
      aria-current={isPreviewed || undefined}
      onClick={press}
    >
      {isSelected !== undefined && (
        <td role="cell" className={mergeClasses(styles.cell, styles.select)} {...inColumn('tick')}>
          {row.may.length > 0 && (
            <Checkbox
              checked={isSelected}
              aria-label={listWords.select(row.visitor, row.request)}
              onChange={(_event, { checked }) => onSelect(row.request, checked === true)}
            />
          )}
        </td>
      )}
      {columns.map((column) => (
        <td key={column} role="cell" className={styles.cell} {...inColumn(column)}>
          {column === 'visitor' ? (
            <span className={styles.stack}>
              <Link id={nameId} as="button" className={styles.name} onClick={() => onOpen(row.request)} {...opens(row.request)}>
                {row.visitor}
              </Link>
              <span className={mergeClasses(styles.small, styles.reference)}>
                {[row.request, ...(columns.includes('userName') ? [] : [row.userName, row.account])]
                  .filter((text) => text !== undefined)
                  .join(' · ')}
              </span>
              {row.wants !== undefined && !columns.some((one) => one === 'reason' || one === 'access' || one === 'idCard') && (
                <span className={styles.small}>{row.wants}</span>
              )}
            </span>
          ) : column === 'status' ? (
            <span className={styles.stack}>
              <StatusBadge tone={row.tone} label={row.statusLabel} />
              {row.card !== undefined && <span className={mergeClasses(styles.small, styles.reference)}>{row.card}</span>}
              {row.proposed !== undefined && <span className={styles.small}>{row.proposed}</span>}
              {row.waitsFor && row.waitsFor.length > 0 && (
                <span className={mergeClasses(styles.small, styles.reference)}>{listWords.waitsFor(row.waitsFor)}</span>
              )}
            </span>
          ) : (
            <>
              {column !== 'department' && column !== 'dates' && <span className={styles.label}>{columnNames[column]}: </span>}
              {column === 'sponsor' && onSponsor ? (
                <Link as="button" aria-label={listWords.bySponsor(row.sponsor.name)} onClick={() => onSponsor(row.sponsor)}>
                  {row.sponsor.name}
                </Link>
              ) : (
                cellText(row, column)
              )}
            </>
          )}
        </td>
      ))}
    </tr>
  );
});

function cellText(row: ListRow, column: Exclude<Column, 'visitor' | 'status'>): string {
  switch (column) {
    case 'department':
      return row.department.name;
    case 'dates':
      return shortPeriodWords(row.validFrom, row.validTo);
    case 'sponsor':
      return row.sponsor.name;
    case 'since':
      return shortDayWords(row.since);
    case 'reason':
      return row.reason ?? listWords.nobody;
    case 'access':
      return row.access ?? listWords.nobody;
    case 'idCard':
      return row.idCard === undefined ? listWords.nobody : yesNo(row.idCard);
    case 'userName':
      return [row.userName, row.account].filter((text) => text !== undefined).join(' · ') || listWords.nobody;
    case 'waitingSince':
      return row.waitingSince === undefined ? listWords.nobody : shortDayWords(row.waitingSince);
    case 'decidedBy':
      return row.decidedBy ?? listWords.nobody;
    case 'keepUntil':
      if (row.keepUntil !== undefined) return shortDayWords(row.keepUntil);
      return row.may.includes('keep-after-all') ? listWords.nobody : listWords.cannotReapprove;
  }
}
