import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { ManyAnswer } from '../../channels/tab/list-contract';
import { shellWords } from '../words';
import type { ManyOffer } from './list-state';
import { manyBarWords, manyWords } from './many-words';

const useStyles = makeStyles({
  bars: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, paddingTop: tokens.spacingVerticalS },
});

export interface ManyOutcome {
  offer: ManyOffer;
  answer: ManyAnswer;
}

/** The number of successes, and by name each failure or open agreement with the API's sentence. */
export function resultsOf({ offer, answer }: ManyOutcome): Pick<ResultsProps, 'done' | 'left'> {
  const isOver = ({ isDone, isAsked }: ManyAnswer['results'][number]) => isDone && !isAsked;
  const done = answer.results.filter(isOver).length;
  const visitorOf = (request: string) => offer.rows.find((row) => row.request === request)?.visitor ?? request;
  const left = answer.results
    .filter((one) => !isOver(one))
    .map(({ request, sentence }) => ({ id: request, visitor: visitorOf(request), sentence }));
  const asked = answer.results.filter(({ isAsked }) => isAsked).length;
  const sentences = [...(done > 0 ? [manyWords[offer.verb].done(done)] : []), ...(asked > 0 ? [manyBarWords.asked(asked)] : [])];
  return { done: sentences.length > 0 ? sentences.join(' ') : undefined, left };
}

export interface ResultsProps {
  /** How many succeeded, in words; undefined where none did. */
  done: string | undefined;
  left: readonly { id: string; visitor: string; sentence: string }[];
  onDismiss: () => void;
}

/** The results of a verb for several rows. */
export function ManyResults({ done, left, onDismiss }: ResultsProps) {
  const styles = useStyles();
  return (
    <div role="status" aria-label={manyBarWords.results} className={styles.bars}>
      <MessageBar intent={done === undefined ? 'warning' : 'success'} layout="multiline">
        <MessageBarBody>{done ?? manyBarWords.noneDone}</MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button appearance="transparent" icon={<DismissRegular />} aria-label={shellWords.dismiss} onClick={onDismiss} />
          }
        />
      </MessageBar>
      {left.map(({ id, visitor, sentence }) => (
        <MessageBar key={id} intent="warning" layout="multiline">
          <MessageBarBody>{manyBarWords.notDone(visitor, sentence)}</MessageBarBody>
        </MessageBar>
      ))}
    </div>
  );
}
