import { Body1Strong, Button, Caption1, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import type { Problem, RequestView, TimelineEntry, TimelinePage } from '../../channels/tab/contract';
import type { TabApi } from '../api';
import { faultProblem } from '../cached-read';
import { Trouble } from '../problem-bar';
import { timelineWords } from './words';

/** The number of pages read automatically while they contain photo views only. */
const mostReadAhead = 4;
const shownAtFirst = { decisions: 10, views: 3 };

const useStyles = makeStyles({
  // The heading takes the focus when the pressed button disappears, and is no control.
  title: { margin: 0, paddingBottom: tokens.spacingVerticalM, outlineStyle: 'none' },
  heading: typographyStyles.subtitle2,
  entries: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    paddingLeft: tokens.spacingHorizontalL,
    paddingBottom: tokens.spacingVerticalL,
    borderLeft: `${tokens.strokeWidthThick} solid ${tokens.colorNeutralStroke2}`,
  },
  by: { color: tokens.colorNeutralForeground2 },
  words: {
    margin: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    whiteSpace: 'pre-wrap',
  },
  changes: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
});

/** The history, newest first, with photo views grouped at the end. Earlier pages are read on demand. */
export function RequestTimeline({ request, api }: { request: RequestView; api: Pick<TabApi, 'timeline'> }) {
  const styles = useStyles();
  const [older, setOlder] = useState<TimelinePage>({ entries: [], ...(request.earlier !== undefined && { earlier: request.earlier }) });
  const [isReading, setReading] = useState(false);
  const [problem, setProblem] = useState<Omit<Problem, 'type'>>();
  const entries = [...request.timeline, ...older.entries];
  const { earlier } = older;
  const title = useId();
  const viewsTitle = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isWhole, setWhole] = useState(false);
  const decisions = entries.filter(({ isPhotoView }) => !isPhotoView);
  const views = entries.filter(({ isPhotoView }) => isPhotoView);
  const shownDecisions = isWhole ? decisions : decisions.slice(0, shownAtFirst.decisions);
  const shownViews = isWhole ? views : views.slice(0, shownAtFirst.views);
  const isAllShown = shownDecisions.length + shownViews.length === entries.length;

  function showAll(): void {
    setWhole(true);
    // The button disappears; the focus stays near its place.
    heading.current?.focus();
  }

  const readAhead = useRef(0);
  useEffect(() => {
    // Photo views may fill the newest page, and the decisions follow on earlier pages.
    if (decisions.length > 0 || earlier === undefined || readAhead.current >= mostReadAhead) return;
    readAhead.current += 1;
    void readEarlier(earlier);
  }, [decisions.length, earlier]);

  async function showEarlier(before: number): Promise<void> {
    const page = await readEarlier(before);
    if (!page) return;
    setWhole(true);
    if (page.earlier === undefined) heading.current?.focus();
  }

  async function readEarlier(before: number): Promise<TimelinePage | undefined> {
    setReading(true);
    setProblem(undefined);
    try {
      const page = await api.timeline(request.request, { before });
      setOlder({ ...page, entries: [...older.entries, ...page.entries] });
      return page;
    } catch (fault) {
      setProblem(faultProblem(fault));
      return undefined;
    } finally {
      setReading(false);
    }
  }

  function showMore(): void {
    if (!isAllShown) showAll();
    else if (earlier !== undefined) void showEarlier(earlier);
  }

  return (
    <section aria-labelledby={title}>
      <h2 ref={heading} tabIndex={-1} id={title} className={mergeClasses(styles.title, styles.heading)}>
        {timelineWords.title}
      </h2>
      <Entries title={title} entries={shownDecisions} count={decisions.length} />
      {shownViews.length > 0 && (
        <>
          <Body1Strong as="h3" block id={viewsTitle} className={styles.title}>
            {timelineWords.photoViews}
          </Body1Strong>
          <Entries title={viewsTitle} entries={shownViews} count={views.length} />
        </>
      )}
      {problem && <Trouble problem={problem} />}
      {(!isAllShown || earlier !== undefined) && (
        <Button disabledFocusable={isReading} onClick={showMore}>
          {earlier === undefined ? timelineWords.showAll(entries.length) : timelineWords.showMore}
        </Button>
      )}
    </section>
  );
}

interface EntriesProps {
  /** The id of the element that labels the list. */
  title: string;
  /** The newest of all `count` entries. */
  entries: readonly TimelineEntry[];
  count: number;
}

function Entries({ title, entries, count }: EntriesProps) {
  const styles = useStyles();
  if (entries.length === 0) return null;
  return (
    <ol aria-labelledby={title} className={styles.entries}>
      {entries.map((entry, index) => (
        // Equal entries can share an instant. Counted from the oldest, a key stays the same when entries are added.
        <Entry key={count - index} {...entry} />
      ))}
    </ol>
  );
}

function Entry({ title, by, actingFor, channel, at, atWords, words, changes }: TimelineEntry) {
  const styles = useStyles();
  const who = [by, actingFor && timelineWords.actingFor(actingFor), channel].filter(Boolean).join(' ');
  return (
    <li className={styles.entry}>
      <Body1Strong>{title}</Body1Strong>
      <Caption1 className={styles.by}>
        {who && `${who}, `}
        <time dateTime={at}>{atWords}</time>
      </Caption1>
      {words && <blockquote className={styles.words}>{words}</blockquote>}
      {changes.length > 0 && (
        <ul className={styles.changes}>
          {changes.map(({ label, before, after }) => (
            <li key={label}>
              {label}: {changeText(before, after)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function changeText(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return after ?? '';
  return after === undefined ? timelineWords.taken(before) : timelineWords.change(before, after);
}
