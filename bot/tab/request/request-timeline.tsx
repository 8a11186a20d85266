import { Body1Strong, Button, Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import type { Problem, RequestView, TimelineEntry, TimelinePage } from '../../channels/tab/contract';
import type { TabApi } from '../api';
import { faultProblem } from '../cached-read';
import { Trouble } from '../problem-bar';
import { timelineWords } from './words';

const shownAtFirst = 10;

const useStyles = makeStyles({
  title: { margin: 0, paddingBottom: tokens.spacingVerticalM },
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

/** Who did what, newest first. An earlier page is read when somebody asks for more than is here. */
export function RequestTimeline({ request, api }: { request: RequestView; api: Pick<TabApi, 'timeline'> }) {
  const styles = useStyles();
  const [older, setOlder] = useState<TimelinePage>({ entries: [], ...(request.earlier !== undefined && { earlier: request.earlier }) });
  const [isReading, setReading] = useState(false);
  const [problem, setProblem] = useState<Omit<Problem, 'type'>>();
  const entries = [...request.timeline, ...older.entries];
  const { earlier } = older;
  const title = useId();
  const list = useRef<HTMLOListElement>(null);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? entries : entries.slice(0, shownAtFirst);

  function showAll(): void {
    setWhole(true);
    // The button goes; who used the keyboard stays where they were.
    list.current?.focus();
  }

  async function showEarlier(before: number): Promise<void> {
    setReading(true);
    setProblem(undefined);
    try {
      const page = await api.timeline(request.request, { before });
      setWhole(true);
      setOlder({ ...page, entries: [...older.entries, ...page.entries] });
      if (page.earlier === undefined) list.current?.focus();
    } catch (fault) {
      setProblem(faultProblem(fault));
    }
    setReading(false);
  }

  function showMore(): void {
    if (shown.length < entries.length) showAll();
    else if (earlier !== undefined) void showEarlier(earlier);
  }

  return (
    <section aria-labelledby={title}>
      <Subtitle2 as="h2" block id={title} className={styles.title}>
        {timelineWords.title}
      </Subtitle2>
      <ol ref={list} tabIndex={-1} aria-labelledby={title} className={styles.entries}>
        {shown.map((entry, index) => (
          // The same thing may happen twice in a moment; counted from the oldest, a place stays whose it is.
          <Entry key={entries.length - index} {...entry} />
        ))}
      </ol>
      {problem && <Trouble problem={problem} />}
      {(shown.length < entries.length || earlier !== undefined) && (
        <Button disabledFocusable={isReading} onClick={showMore}>
          {earlier === undefined ? timelineWords.showAll(entries.length) : timelineWords.showMore}
        </Button>
      )}
    </section>
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
