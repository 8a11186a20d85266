import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Problem } from '../../channels/tab/contract';
import type { AttentionItem } from '../../channels/tab/list-contract';
import { faultProblem } from '../cached-read';
import { shortDayWords } from '../date-words';
import { LoadingRows } from '../loading';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { opens } from '../use-places';
import { attentionWords, emptyWords, pageNames } from '../words';
import { Empty } from './request-list';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, flexBasis: '280px', rowGap: tokens.spacingVerticalXXS },
  small: { color: tokens.colorNeutralForeground3 },
  buttons: { display: 'flex', columnGap: tokens.spacingHorizontalS },
});

/** What went wrong and needs a person. Nothing here decides anything: a matter is opened, or taken off the list. */
export function AttentionList() {
  const styles = useStyles();
  const { attention } = useTab();
  const { value, problem, isReading } = useSyncExternalStore(attention.subscribe, attention.state);
  useEffect(() => void attention.read(), [attention]);
  if (problem && !value) return <Trouble problem={problem} onAgain={() => void attention.read()} />;
  if (!value) return <LoadingRows count={5} />;
  if (value.items.length === 0) return <Empty sentence={emptyWords.attention} />;
  return (
    <>
      {problem && <Trouble problem={problem} onAgain={() => void attention.read()} />}
      <ul className={styles.list} aria-label={pageNames.attention}>
        {value.items.map((item) => (
          <AttentionRow key={`${item.kind} ${item.request}`} item={item} />
        ))}
      </ul>
      {value.cursor !== undefined && (
        <Button disabledFocusable={isReading} onClick={() => void attention.more()}>
          {attentionWords.more}
        </Button>
      )}
    </>
  );
}

function AttentionRow({ item }: { item: AttentionItem }) {
  const styles = useStyles();
  const { me, api, go, attention } = useTab();
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<Omit<Problem, 'type'>>();
  const { kind, request, sentence, code, since } = item;
  const finish = async () => {
    setIsSending(true);
    setProblem(undefined);
    try {
      await api.attentionDone({ kind, request });
      document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
      await attention.read();
    } catch (fault) {
      setProblem(faultProblem(fault));
    }
    setIsSending(false);
  };
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <Text>{sentence}</Text>
        <Text size={200} className={styles.small}>
          {attentionWords.about(request, shortDayWords(since, me.zone), code)}
        </Text>
        {problem && <Trouble problem={problem} />}
      </div>
      <div className={styles.buttons}>
        <Button aria-label={attentionWords.openOne(request)} onClick={() => go({ page: 'request', request })} {...opens(request)}>
          {attentionWords.open}
        </Button>
        <Button aria-label={attentionWords.doneOne(request)} disabledFocusable={isSending} onClick={() => void finish()}>
          {attentionWords.done}
        </Button>
      </div>
    </li>
  );
}
