import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Skeleton,
  SkeletonItem,
  tokens,
} from '@fluentui/react-components';
import { faultSentence } from '../words';
import type { Said } from './page-state';
import { pageWords } from './words';

const useStyles = makeStyles({
  bones: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  short: { width: '40%' },
  half: { width: '70%' },
});

/** A skeleton in the shape of the page. */
export function RequestLoading() {
  const styles = useStyles();
  return (
    <Skeleton aria-label={pageWords.loading} className={styles.bones}>
      <SkeletonItem size={32} className={styles.short} />
      <SkeletonItem size={16} className={styles.half} />
      <SkeletonItem size={32} className={styles.half} />
      {[0, 1, 2, 3].map((row) => (
        <SkeletonItem key={row} size={24} />
      ))}
    </Skeleton>
  );
}

interface RequestAbsentProps {
  failure: Said;
  /** Absent if a retry cannot help. */
  onAgain: (() => void) | undefined;
}

export function RequestAbsent({ failure, onAgain }: RequestAbsentProps) {
  return (
    <MessageBar intent={onAgain ? 'error' : 'info'} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{onAgain ? pageWords.failed : pageWords.gone}</MessageBarTitle>
        {faultSentence(failure)}
      </MessageBarBody>
      {onAgain && (
        <MessageBarActions>
          <Button onClick={onAgain}>{pageWords.tryAgain}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
