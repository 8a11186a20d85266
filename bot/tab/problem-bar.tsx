import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { Problem } from '../channels/tab/contract';
import { faultSentence, shellWords } from './words';

interface TroubleProps {
  problem: Pick<Problem, 'title' | 'reference'>;
  onAgain?: () => void;
}

/** The API's sentence about a failure, with *Try again*. */
export function Trouble({ problem, onAgain }: TroubleProps) {
  return (
    <div role="alert">
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>{faultSentence(problem)}</MessageBarBody>
        {onAgain && (
          <MessageBarActions>
            <Button onClick={onAgain}>{shellWords.tryAgain}</Button>
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}
