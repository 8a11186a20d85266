import { Body1Strong, MessageBar, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components';
import { useId } from 'react';
import type { Colleague, RequestView } from '../../channels/tab/contract';
import type { FindPeople } from '../people-picker';
import { faultSentence } from '../words';
import type { Typed } from './answer-body';
import { AskingDialog } from './asking-dialog';
import type { DialogState } from './page-state';
import { pageWords, verbWords } from './words';

const useStyles = makeStyles({
  sentence: { margin: 0, whiteSpace: 'pre-wrap' },
});

interface VerbDialogProps {
  dialog: DialogState;
  request: RequestView;
  typed: Typed;
  isSending: boolean;
  find: FindPeople;
  onTyped(typed: Typed): void;
  onColleague(colleague: Colleague | undefined): void;
  onSubmit(): void;
  onClose(): void;
}

/** The dialog of a verb, built from the API's description. Stays open with the typed values until the verb is done. */
export function VerbDialog(props: VerbDialogProps) {
  const { dialog, request, typed, isSending, find, onTyped, onColleague, onSubmit, onClose } = props;
  const styles = useStyles();
  const sentence = useId();
  const { offer, problem, isOffered, colleague, isFinding } = dialog;
  const isUnderWay = isSending || isFinding;
  return (
    <AskingDialog
      asks={offer.asks}
      typed={typed}
      colleague={colleague}
      problem={problem}
      isFixed={isUnderWay || !isOffered}
      find={find}
      title={offer.title}
      {...(isOffered && {
        submit: {
          label: offer.title,
          isOff: isUnderWay,
          look: offer.style === 'danger' ? ('danger' as const) : ('primary' as const),
          spinner: isUnderWay ? verbWords.sending : undefined,
        },
      })}
      close={{ label: isOffered ? verbWords.cancel : verbWords.close, isOff: isSending }}
      describedBy={sentence}
      trouble={<DialogProblem {...props} />}
      onTyped={onTyped}
      onColleague={onColleague}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {/* The page behind is dimmed, and what cannot be undone must not hit the wrong visitor. */}
      <Body1Strong block>{`${request.visitor}, ${request.request}`}</Body1Strong>
      <p id={sentence} className={styles.sentence}>
        {offer.asks?.sentence}
      </p>
    </AskingDialog>
  );
}

/** The problem that belongs to no field, and the current state of the request. */
function DialogProblem({ dialog, request }: VerbDialogProps) {
  const { problem, isOffered } = dialog;
  if (!problem) return undefined;
  const hasMoved = problem.request !== undefined;
  return (
    <MessageBar intent={hasMoved ? 'warning' : 'error'} layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{hasMoved ? pageWords.moved : pageWords.notDone}</MessageBarTitle>
        {faultSentence(problem)} {hasMoved && verbWords.nowIs(request.statusLabel, request.line ?? request.next)}{' '}
        {!isOffered && verbWords.closing}
      </MessageBarBody>
    </MessageBar>
  );
}
