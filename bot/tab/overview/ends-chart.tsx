import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { OverviewView } from '../../channels/tab/overview-contract';
import { dayWords, monthWords } from '../date-words';
import { narrow } from '../widths';
import { overviewWords } from './words';

type Weeks = NonNullable<OverviewView['figures']>['weeks'];

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  chart: { display: 'flex', alignItems: 'stretch', height: '190px', columnGap: '2px', paddingTop: tokens.spacingVerticalS },
  week: { flex: '1 1 0', minWidth: 0, display: 'flex', flexDirection: 'column' },
  bars: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  bar: { backgroundColor: tokens.colorBrandForeground1, borderRadius: `${tokens.borderRadiusSmall} ${tokens.borderRadiusSmall} 0 0` },
  count: { textAlign: 'center', fontSize: tokens.fontSizeBase100, [narrow]: { display: 'none' } },
  month: {
    height: '20px',
    fontSize: tokens.fontSizeBase100,
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
    // As wide as its text, across the next weeks.
    overflow: 'visible',
  },
  table: { borderCollapse: 'collapse', marginTop: tokens.spacingVerticalS },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXS} 0`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
});

/** The number of accounts that end in each week, as a bar chart or as an accessible table. */
export function EndsChart({ weeks }: { weeks: Weeks }) {
  const styles = useStyles();
  const [isTable, setTable] = useState(false);
  return (
    <section>
      <div className={styles.head}>
        <h2 className={styles.title}>{overviewWords.ends}</h2>
        <Button size="small" appearance="subtle" onClick={() => setTable(!isTable)}>
          {isTable ? overviewWords.asChart : overviewWords.asTable}
        </Button>
      </div>
      {isTable ? <EndsTable weeks={weeks} /> : <EndsBars weeks={weeks} />}
    </section>
  );
}

function EndsBars({ weeks }: { weeks: Weeks }) {
  const styles = useStyles();
  const highest = Math.max(1, ...weeks.map(({ count }) => count));
  const all = weeks.reduce((sum, { count }) => sum + count, 0);
  const most = all > 0 ? weeks.find(({ count }) => count === highest) : undefined;
  return (
    <div role="img" aria-label={overviewWords.chart(weeks.length, all, most)} className={styles.chart}>
      {weeks.map(({ from, count }, at) => (
        <div key={from} className={styles.week} title={overviewWords.bar(from, count)}>
          <div className={styles.bars}>
            {count > 0 && <span className={styles.count}>{count}</span>}
            <div className={styles.bar} style={{ height: `${(85 * count) / highest}%` }} />
          </div>
          <div className={styles.month}>{isNewMonth(weeks, at) && monthWords(from.slice(0, 7)).slice(0, 3)}</div>
        </div>
      ))}
    </div>
  );
}

/** Whether the month's name fits: a month with only one week at the start has no room. */
function isNewMonth(weeks: Weeks, at: number): boolean {
  if (at === 0) return !isNewMonth(weeks, 1);
  const [now, before] = [weeks[at]?.from.slice(0, 7), weeks[at - 1]?.from.slice(0, 7)];
  return now !== before;
}

function EndsTable({ weeks }: { weeks: Weeks }) {
  const styles = useStyles();
  return (
    <table className={styles.table} aria-label={overviewWords.ends}>
      <thead>
        <tr>
          <th scope="col" className={styles.cell}>
            {overviewWords.week}
          </th>
          <th scope="col" className={mergeClasses(styles.cell, styles.number)}>
            {overviewWords.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ from, count }) => (
          <tr key={from}>
            <th scope="row" className={styles.cell}>
              {dayWords(from)}
            </th>
            <td className={mergeClasses(styles.cell, styles.number)}>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
