import { Body1Strong, Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components';
import { useEffect, useId, useRef } from 'react';
import type { Colleague, RequestView } from '../../channels/tab/contract';
import { AskDialog } from '../ask-dialog';
import type { FindPeople } from '../people-picker';
import { faultSentence } from '../words';
import { controlOf, type Typed } from './answer-body';
import { AskingFields } from './asking-fields';
import type { DialogState } from './page-state';
import { fieldWords, pageWords, verbWords } from './words';

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
  onColleague(colleague: Colleague): void;
  onSubmit(): void;
  onAnotherColleague(): void;
  onClose(): void;
}

/** The dialog of a verb, built from the API's description. Stays open with the typed values until the verb is done. */
export function VerbDialog(props: VerbDialogProps) {
  const { dialog, typed, isSending, onSubmit, onAnotherColleague, onClose } = props;
  const styles = useStyles();
  const sentence = useId();
  const form = useRef<HTMLFormElement>(null);
  const { offer, problem, isOffered, colleague, isFinding } = dialog;
  // A changed request is reported above the form, whichever field revealed it.
  const control = problem?.request ? undefined : controlOf(offer.asks, typed, problem?.field);

  useEffect(() => {
    if (problem && control) focusOn(form.current, control);
  }, [problem, control]);
  const step = colleague ? 'shown' : isOffered ? 'asked' : 'over';
  useStepFocus(form, step);

  const isUnderWay = isSending || isFinding;
  return (
    <AskDialog
      title={offer.title}
      {...(isOffered && {
        submit: {
          label: offer.asks?.kind === 'colleague' && !colleague ? fieldWords.findColleague : offer.title,
          isOff: isUnderWay,
          look: offer.style === 'danger' ? ('danger' as const) : ('primary' as const),
          spinner: isUnderWay ? verbWords.sending : undefined,
        },
        more: colleague && (
          <Button type="button" disabledFocusable={isUnderWay} onClick={onAnotherColleague}>
            {fieldWords.anotherColleague}
          </Button>
        ),
      })}
      close={{ label: isOffered ? verbWords.cancel : verbWords.close, isOff: isSending }}
      form={form}
      describedBy={sentence}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <DialogProblem {...props} isBeside={control !== undefined} />
      {/* The page behind is dimmed, and what cannot be undone must not hit the wrong visitor. */}
      <Body1Strong block>{`${props.request.visitor}, ${props.request.request}`}</Body1Strong>
      <p id={sentence} className={styles.sentence}>
        {offer.asks?.sentence}
      </p>
      {offer.asks && (
        <AskingFields
          asks={offer.asks}
          typed={typed}
          colleague={colleague}
          problem={problem && control ? { control, sentence: problem.title } : undefined}
          isFixed={isSending || isFinding || !isOffered}
          find={props.find}
          onTyped={props.onTyped}
          onColleague={props.onColleague}
        />
      )}
    </AskDialog>
  );
}

/** The problem that belongs to no field, and the current state of the request. */
function DialogProblem({ dialog, request, isBeside }: VerbDialogProps & { isBeside: boolean }) {
  const { problem, isOffered } = dialog;
  if (!problem || isBeside) return undefined;
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

/** Each step removes the focused control, so the first control of the next step takes the focus. */
function useStepFocus(form: { readonly current: HTMLFormElement | null }, step: 'asked' | 'shown' | 'over'): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    focusOn(form.current, { asked: 'text', shown: 'submit', over: 'close' }[step]);
  }, [form, step]);
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  const found = form?.querySelector<HTMLElement>(`[name="${name}"]:checked`) ?? form?.querySelector<HTMLElement>(`[name="${name}"]`);
  found?.focus();
}
