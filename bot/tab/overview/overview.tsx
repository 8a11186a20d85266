import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useSyncExternalStore } from 'react';
import type { OverviewView } from '../../channels/tab/overview-contract';
import { clockIn, zonedDate } from '../../domain/dates/formats';
import { dayWords, momentWords } from '../date-words';
import { LoadingRows } from '../loading';
import { filteredPlace, type Place } from '../place';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { opens } from '../use-places';
import { countWords } from '../words';
import { EndsChart } from './ends-chart';
import { overviewWords } from './words';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL, paddingBottom: tokens.spacingVerticalL },
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  figure: {
    display: 'flex',
    flexDirection: 'column-reverse',
    justifyContent: 'flex-end',
    width: '100%',
    height: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    textAlign: 'start',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  number: { fontSize: tokens.fontSizeHero800, lineHeight: tokens.lineHeightHero800, fontWeight: tokens.fontWeightSemibold },
  head: { margin: `0 0 ${tokens.spacingVerticalS}`, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  small: { color: tokens.colorNeutralForeground3 },
  oldest: { margin: 0, padding: 0, listStyleType: 'none' },
  wait: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} 0`,
    overflowWrap: 'anywhere',
  },
});

/** The overview of the university or of the reader's departments: figures that open lists, the ends per week, the oldest waits. */
export function Overview({ of }: { of: 'university' | 'department' }) {
  const styles = useStyles();
  const { overviews, me } = useTab();
  const store = overviews[of];
  const { value, problem } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.read(), [store]);
  if (problem && !value) return <Trouble problem={problem} onAgain={() => void store.read()} />;
  if (!value) return <LoadingRows count={5} />;
  const { figures, oldest } = value;
  if (!figures) return <Text as="p">{overviewWords.notYet}</Text>;
  const isToday = zonedDate(figures.asOf, me.zone) === me.today;
  return (
    <div className={styles.page}>
      <section aria-label={overviewWords.figures}>
        <Figures figures={figures} of={of} />
        <Text as="p" size={200} className={styles.small}>
          {(of === 'university' ? overviewWords.asOfForAdmins : overviewWords.asOf)(
            isToday ? clockIn(figures.asOf, me.zone) : momentWords(figures.asOf, me.zone),
          )}
        </Text>
      </section>
      <EndsChart weeks={figures.weeks} />
      <Oldest oldest={oldest} />
    </div>
  );
}

function Figures({ figures, of }: { figures: NonNullable<OverviewView['figures']>; of: 'university' | 'department' }) {
  const styles = useStyles();
  const { go, counts } = useTab();
  const attention = useSyncExternalStore(counts.subscribe, counts.state).value?.attention;
  const page = of === 'university' ? 'requests' : 'department';
  const running = 'approved,active';
  const shown: [string, number | string, Place][] = [
    [overviewWords.waiting, figures.waiting, filteredPlace(page, { waits: 'any' })],
    [overviewWords.long, figures.long, filteredPlace(page, { waits: 'long' })],
    [overviewWords.starting, figures.starting, filteredPlace(page, { starts: figures.week })],
    [overviewWords.ending, figures.ending, filteredPlace(page, { status: running, ends: figures.month })],
    // The same count as on the name of the page that it opens.
    ...(of === 'university' && attention
      ? [[overviewWords.needsAttention, countWords(attention), { page: 'attention' }] satisfies [string, string, Place]]
      : []),
  ];
  return (
    <ul className={styles.figures}>
      {shown.map(([label, count, place]) => (
        <li key={label}>
          <Link as="button" className={styles.figure} onClick={() => go(place)}>
            {/* Heard in the order in which it is said, and seen with the number on top. */}
            <span>{`${label} `}</span>
            <span className={styles.number}>{count}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Oldest({ oldest }: Pick<OverviewView, 'oldest'>) {
  const styles = useStyles();
  const { go, me } = useTab();
  return (
    <section>
      <h2 className={styles.head}>{overviewWords.oldest}</h2>
      {oldest.length === 0 && <Text as="p">{overviewWords.noneWaiting}</Text>}
      <ul className={styles.oldest} aria-label={overviewWords.oldest}>
        {oldest.map(({ request, visitor, department, askedAt }) => (
          <li key={request} className={styles.wait}>
            <Link as="button" onClick={() => go({ page: 'request', request })} {...opens(request)}>
              {visitor}
            </Link>
            <Text className={styles.small}>{overviewWords.since(department, dayWords(zonedDate(askedAt, me.zone)))}</Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
