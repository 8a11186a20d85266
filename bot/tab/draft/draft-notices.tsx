import {
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { Duplicates } from '../../channels/tab/draft-contract';
import { useTab } from '../tab-context';
import { faultSentence } from '../words';
import { type DraftState, savingStateOf } from './draft-state';
import type { DraftStore } from './draft-store';
import { draftWords } from './words';

const useStyles = makeStyles({
  notices: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
});

/** Messages about the whole draft. The live region is always rendered, so that screen readers announce new messages. */
export function DraftNotices({ state, store }: { state: DraftState; store: DraftStore }) {
  const styles = useStyles();
  const { stage, notice, trouble, duplicates } = state;
  return (
    <div role="status" className={styles.notices}>
      {notice && (
        <MessageBar intent={notice.intent} layout="multiline">
          <MessageBarBody>{notice.text === 'changedElsewhere' ? draftWords.changedElsewhere : faultSentence(notice.text)}</MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button appearance="transparent" aria-label={draftWords.dismiss} icon={<DismissRegular />} onClick={() => store.dismiss()} />
            }
          />
        </MessageBar>
      )}
      {trouble && stage !== 'over' && savingStateOf(state) !== 'saved' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{draftWords.notSaved}</MessageBarTitle>
            {faultSentence(trouble)} {draftWords.retrying}
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void store.flush()}>{draftWords.tryAgain}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {duplicates && duplicates.found.length > 0 && <Elsewhere duplicates={duplicates} />}
    </div>
  );
}

function Elsewhere({ duplicates: { title, found, goOn } }: { duplicates: Duplicates }) {
  const styles = useStyles();
  const { go } = useTab();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        <ul className={styles.list}>
          {found.map(({ sentence, request }) => (
            <li key={sentence}>
              {sentence}{' '}
              {request !== undefined && (
                <Link as="button" inline onClick={() => go({ page: 'request', request })}>
                  {draftWords.open(request)}
                </Link>
              )}
            </li>
          ))}
        </ul>
        {goOn}
      </MessageBarBody>
    </MessageBar>
  );
}
