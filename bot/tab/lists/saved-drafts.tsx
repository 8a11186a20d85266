import { Button, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { DraftRow, Party } from '../../channels/tab/draft-contract';
import { Trouble } from '../problem-bar';
import { Heard } from '../screen-reader-text';
import { useTab } from '../tab-context';
import { opens } from '../use-places';
import { narrow } from '../widths';
import { draftListWords, dropWords } from '../words';

/** Loaded on demand, as most people discard nothing. */
const DiscardDialog = lazy(async () => ({ default: (await import('./discard-dialog.tsx')).DiscardDialog }));

const useStyles = makeStyles({
  section: { paddingBottom: tokens.spacingVerticalL },
  title: { ...typographyStyles.subtitle2, margin: 0, outlineStyle: 'none' },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { flexWrap: 'wrap' },
  },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere', [narrow]: { flexBasis: '100%' } },
  more: { color: tokens.colorNeutralForeground2 },
});

/** A draft that waits for a colleague, or was prepared by one, is opened with *Open* rather than *Continue*. */
const openWord = ({ party }: DraftRow) => (party === 'own' ? draftListWords.continue : draftListWords.open);

/** The saved drafts, above *My visitors*. Renders nothing without drafts. */
export function SavedDrafts() {
  const styles = useStyles();
  const { drafts, go } = useTab();
  const { value, problem } = useSyncExternalStore(drafts.subscribe, drafts.state);
  const [asked, setAsked] = useState<DraftRow>();
  const [dropped, setDropped] = useState<Party>();
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLElement>(null);
  const title = useId();
  useEffect(() => void drafts.read(), [drafts]);
  const rows = value?.drafts ?? [];
  const close = (back: HTMLElement | null) => {
    setAsked(undefined);
    setTimeout(() => back?.focus());
  };
  return (
    <>
      <Heard as="div" role="status">
        {dropped && dropWords[dropped].done}
      </Heard>
      {problem && !value && <Trouble problem={problem} onAgain={() => void drafts.read()} />}
      {(rows.length > 0 || asked) && (
        <section className={styles.section} aria-labelledby={title}>
          <h2 id={title} className={styles.title} ref={heading} tabIndex={-1}>
            {draftListWords.title}
          </h2>
          <ul className={styles.list}>
            {rows.map((row) => (
              <li key={row.draft} className={styles.item}>
                <span className={styles.words}>
                  <Text weight="semibold">{row.title}</Text>
                  <Text size={200}>{row.next}</Text>
                  <Text size={200} className={styles.more}>
                    {row.school}
                  </Text>
                  <Text size={200} className={styles.more}>
                    {row.touched}
                  </Text>
                </span>
                <Button
                  aria-label={draftListWords.of(openWord(row), row.title)}
                  onClick={() => go({ page: 'draft', draft: row.draft })}
                  {...opens(row.draft)}
                >
                  {openWord(row)}
                </Button>
                <Button
                  appearance="subtle"
                  aria-label={draftListWords.of(dropWords[row.party].button, row.title)}
                  onClick={({ currentTarget }) => {
                    opener.current = currentTarget;
                    setDropped(undefined);
                    setAsked(row);
                  }}
                >
                  {dropWords[row.party].button}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {asked && (
        <Suspense>
          <DiscardDialog
            reference={asked.draft}
            title={asked.title}
            party={asked.party}
            onKeep={() => close(opener.current)}
            onDiscarded={() => {
              setDropped(asked.party);
              // The row disappears with its buttons, and the heading with the last row.
              close(rows.length > 1 ? heading.current : document.querySelector('main'));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
