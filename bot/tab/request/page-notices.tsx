import {
  Button,
  Caption1,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  type MessageBarProps,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { faultSentence } from '../words';
import type { PageState } from './page-state';
import { pageWords } from './words';

const useStyles = makeStyles({
  notices: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
});

interface PageNoticesProps {
  state: PageState;
  onDismiss(what: 'done' | 'changed' | 'refused'): void;
}

/** Messages about own and other people's changes. The live region is always rendered, so that screen readers announce new ones. */
export function PageNotices({ state, onDismiss }: PageNoticesProps) {
  const styles = useStyles();
  const { done, changed, refused, isOld } = state;
  return (
    <div role="status" aria-live="polite" className={styles.notices}>
      {done && <PageNotice intent="success" sentence={done} onDismiss={() => onDismiss('done')} />}
      {refused && (
        <PageNotice
          intent="error"
          title={refused.code === 'moved-on' ? pageWords.moved : pageWords.notDone}
          sentence={faultSentence(refused)}
          onDismiss={() => onDismiss('refused')}
        />
      )}
      {changed && <PageNotice intent="info" sentence={changed} onDismiss={() => onDismiss('changed')} />}
      {isOld && <Caption1>{pageWords.isOld}</Caption1>}
    </div>
  );
}

interface NoticeProps {
  intent: NonNullable<MessageBarProps['intent']>;
  title?: string;
  sentence: string;
  onDismiss(): void;
}

function PageNotice({ intent, title, sentence, onDismiss }: NoticeProps) {
  return (
    <MessageBar intent={intent}>
      <MessageBarBody>
        {title && <MessageBarTitle>{title}</MessageBarTitle>}
        {sentence}
      </MessageBarBody>
      <MessageBarActions
        containerAction={<Button appearance="transparent" aria-label={pageWords.dismiss} icon={<DismissRegular />} onClick={onDismiss} />}
      />
    </MessageBar>
  );
}
