import { Button, makeStyles, Text } from '@fluentui/react-components';
import type { AttentionItem } from '../../channels/tab/list-contract';
import { shortDayWords } from '../date-words';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { opens } from '../use-places';
import { focusPage, useSending } from '../use-sending';
import { attentionWords, pageNames } from '../words';
import { PagedList, PagedRow } from './paged-list';

const useStyles = makeStyles({ list: { margin: 0, padding: 0, listStyleType: 'none' } });

/** What went wrong and needs a person. Nothing here decides anything: a matter is opened, or taken off the list. */
export function AttentionList() {
  const styles = useStyles();
  const { attention } = useTab();
  return (
    <PagedList page="attention" store={attention}>
      {(items) => (
        <ul className={styles.list} aria-label={pageNames.attention}>
          {items.map((item) => (
            <AttentionRow key={`${item.kind} ${item.request}`} item={item} />
          ))}
        </ul>
      )}
    </PagedList>
  );
}

function AttentionRow({ item }: { item: AttentionItem }) {
  const { me, api, go, attention } = useTab();
  const { isSending, problem, send } = useSending();
  const { kind, request, sentence, code, since } = item;
  const finish = () =>
    send(async () => {
      await api.attentionDone({ kind, request });
      focusPage();
      await attention.read();
    });
  return (
    <PagedRow
      small={attentionWords.about(request, shortDayWords(since, me.zone), code)}
      buttons={
        <>
          <Button aria-label={attentionWords.openOne(request)} onClick={() => go({ page: 'request', request })} {...opens(request)}>
            {attentionWords.open}
          </Button>
          <Button aria-label={attentionWords.doneOne(request)} disabledFocusable={isSending} onClick={() => void finish()}>
            {attentionWords.done}
          </Button>
        </>
      }
    >
      <Text>{sentence}</Text>
      {problem && <Trouble problem={problem} />}
    </PagedRow>
  );
}
