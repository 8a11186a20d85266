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

/** How many succeeded, and each that did not, by name and with the API's sentence. */
export function ManyResults({ outcome, onDismiss }: { outcome: ManyOutcome; onDismiss: () => void }) {
  const styles = useStyles();
  const { offer, answer } = outcome;
  const done = answer.results.filter(({ isDone }) => isDone).length;
  const visitorOf = (request: string) => offer.rows.find((row) => row.request === request)?.visitor ?? request;
  return (
    <div role="status" aria-label={manyBarWords.results} className={styles.bars}>
      <MessageBar intent={done > 0 ? 'success' : 'warning'} layout="multiline">
        <MessageBarBody>{done > 0 ? manyWords[offer.verb].done(done) : manyBarWords.noneDone}</MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button appearance="transparent" icon={<DismissRegular />} aria-label={shellWords.dismiss} onClick={onDismiss} />
          }
        />
      </MessageBar>
      {answer.results
        .filter(({ isDone }) => !isDone)
        .map(({ request, sentence }) => (
          <MessageBar key={request} intent="warning" layout="multiline">
            <MessageBarBody>{manyBarWords.notDone(visitorOf(request), sentence)}</MessageBarBody>
          </MessageBar>
        ))}
    </div>
  );
}
