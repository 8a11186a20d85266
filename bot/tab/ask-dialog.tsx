import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode, Ref } from 'react';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover': { backgroundColor: tokens.colorStatusDangerBackground3Hover },
    ':hover:active': { backgroundColor: tokens.colorStatusDangerBackground3Pressed },
  },
});

export interface AskDialogProps {
  title: string;
  /** The confirming button; absent when the dialog can only be closed. */
  submit?: {
    label: string;
    isOff?: boolean;
    look?: 'primary' | 'secondary' | 'danger';
    /** The accessible name of the spinner in the button. */
    spinner?: string | undefined;
  };
  close: { label: string; isOff?: boolean };
  onSubmit?(): void;
  onClose(): void;
  /** Between the two buttons. */
  more?: ReactNode;
  form?: Ref<HTMLFormElement>;
  /** The id of the sentence that is read out with the title. */
  describedBy?: string;
  children: ReactNode;
}

/**
 * The frame of every dialog. A click outside does not close it, because typed text would be lost; Escape closes it when
 * its button may.
 */
export function AskDialog({ title, submit, close, onSubmit, onClose, more, form, describedBy, children }: AskDialogProps) {
  const styles = useStyles();
  function send(event: FormEvent): void {
    event.preventDefault();
    onSubmit?.();
  }
  return (
    <Dialog open onOpenChange={(_event, { type }) => type === 'escapeKeyDown' && !close.isOff && onClose()}>
      <DialogSurface {...(describedBy !== undefined && { 'aria-describedby': describedBy })}>
        <form {...(form && { ref: form })} noValidate onSubmit={send}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>{children}</DialogContent>
            {/* Half of the width, which Fluent gives them, breaks the words of three buttons. */}
            <DialogActions fluid>
              {submit && (
                <Button
                  type="submit"
                  name="submit"
                  appearance={submit.look === 'secondary' ? 'secondary' : 'primary'}
                  className={mergeClasses(submit.look === 'danger' && !submit.isOff && styles.danger)}
                  disabledFocusable={submit.isOff === true}
                  {...(submit.spinner !== undefined && { icon: <Spinner size="tiny" aria-label={submit.spinner} /> })}
                >
                  {submit.label}
                </Button>
              )}
              {more}
              <Button
                type="button"
                name="close"
                appearance={submit ? 'secondary' : 'primary'}
                disabledFocusable={close.isOff === true}
                onClick={onClose}
              >
                {close.label}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
