import {
  Body1Strong,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  mergeClasses,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useEffect, useId, useRef } from 'react';
import type { RequestView } from '../../channels/tab/contract';
import { faultSentence } from '../words';
import { controlOf, type Typed } from './answer-body';
import { AskingFields } from './asking-fields';
import type { DialogState } from './page-state';
import { fieldWords, pageWords, verbWords } from './words';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
  sentence: { margin: 0, whiteSpace: 'pre-wrap' },
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover': { backgroundColor: tokens.colorStatusDangerBackground3Hover },
    ':hover:active': { backgroundColor: tokens.colorStatusDangerBackground3Pressed },
  },
});

interface VerbDialogProps {
  dialog: DialogState;
  request: RequestView;
  typed: Typed;
  isSending: boolean;
  onTyped(typed: Typed): void;
  onSubmit(): void;
  onAnotherAddress(): void;
  onClose(): void;
}

/** Asks for what a verb needs, drawn from what the API says of it. Stays open with everything typed until it is done. */
export function VerbDialog(props: VerbDialogProps) {
  const { dialog, typed, isSending, onSubmit, onClose } = props;
  const styles = useStyles();
  const sentence = useId();
  const form = useRef<HTMLFormElement>(null);
  const { offer, problem, isOffered, colleague, isFinding } = dialog;
  // What the request has become stands above all, whatever field it was learnt by.
  const control = problem?.request ? undefined : controlOf(offer.asks, typed, problem?.field);

  useEffect(() => {
    if (problem && control) focusOn(form.current, control);
  }, [problem, control]);
  const step = colleague ? 'shown' : isOffered ? 'asked' : 'over';
  useStepFocus(form, step);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }

  return (
    // A press beside the dialog does not close it: somebody may be in the middle of a sentence.
    <Dialog open onOpenChange={(_, { type }) => type === 'escapeKeyDown' && !isSending && onClose()}>
      <DialogSurface aria-describedby={sentence}>
        <form ref={form} noValidate onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{offer.title}</DialogTitle>
            <DialogContent className={styles.content}>
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
                  onTyped={props.onTyped}
                />
              )}
            </DialogContent>
            <DialogButtons {...props} />
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

/** What stands in the way, where no field has the sentence beside it, and how the request is now. */
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

function DialogButtons({ dialog, isSending, onAnotherAddress, onClose }: VerbDialogProps) {
  const styles = useStyles();
  const { offer, isOffered, colleague, isFinding } = dialog;
  const isUnderWay = isSending || isFinding;
  if (!isOffered) {
    return (
      <DialogActions>
        <Button appearance="primary" type="button" name="close" onClick={onClose}>
          {verbWords.close}
        </Button>
      </DialogActions>
    );
  }
  return (
    <DialogActions>
      <Button
        type="submit"
        name="submit"
        appearance="primary"
        className={mergeClasses(offer.style === 'danger' && !isUnderWay && styles.danger)}
        disabledFocusable={isUnderWay}
        {...(isUnderWay && { icon: <Spinner size="tiny" aria-label={verbWords.sending} /> })}
      >
        {offer.asks?.kind === 'colleague' && !colleague ? fieldWords.findColleague : offer.title}
      </Button>
      {colleague && (
        <Button type="button" disabledFocusable={isUnderWay} onClick={onAnotherAddress}>
          {fieldWords.anotherAddress}
        </Button>
      )}
      <Button type="button" disabledFocusable={isSending} onClick={onClose}>
        {verbWords.cancel}
      </Button>
    </DialogActions>
  );
}

/** The control with the focus goes with each step; the next step's own has it then. */
function useStepFocus(form: { readonly current: HTMLFormElement | null }, step: 'asked' | 'shown' | 'over'): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    focusOn(form.current, { asked: 'mail', shown: 'submit', over: 'close' }[step]);
  }, [form, step]);
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  const found = form?.querySelector<HTMLElement>(`[name="${name}"]:checked`) ?? form?.querySelector<HTMLElement>(`[name="${name}"]`);
  found?.focus();
}
