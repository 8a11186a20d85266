import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../channels/tab/contract';
import type { ItTask } from '../../channels/tab/it-contract';
import { faultProblem } from '../cached-read';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { taskWords } from '../words';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, overflowWrap: 'anywhere' },
});

/** Which task is answered, and how. */
export interface Answering {
  task: ItTask;
  answer: 'done' | 'not-done';
}

interface TaskDialogProps {
  answering: Answering;
  onClose: () => void;
}

/** *Done*, with the username where they chose it, or *Cannot be done*, with the reason. Stays open with what was typed until it is taken. */
export function TaskDialog({ answering: { task, answer }, onClose }: TaskDialogProps) {
  const styles = useStyles();
  const { api, tasks } = useTab();
  const [typed, setTyped] = useState(answer === 'done' ? (task.userName ?? '') : '');
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<Omit<Problem, 'type'>>();
  const isDone = answer === 'done';
  const isBeside = problem?.field !== undefined;
  const beside = isBeside ? ({ validationState: 'error', validationMessage: problem.title } as const) : {};

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setIsSending(true);
    setProblem(undefined);
    const { request, since } = task;
    try {
      if (isDone) await api.itDone(request, { since, ...(task.userName !== undefined && { userName: typed }) });
      else await api.itNotDone(request, { since, words: typed });
      onClose();
      document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    } catch (fault) {
      setProblem(faultProblem(fault));
      setIsSending(false);
    }
    await tasks.read();
  }

  return (
    <Dialog open onOpenChange={(_event, { type }) => type === 'escapeKeyDown' && !isSending && onClose()}>
      <DialogSurface>
        <form noValidate onSubmit={(event) => void send(event)}>
          <DialogBody>
            <DialogTitle>{isDone ? taskWords.done : taskWords.notDone}</DialogTitle>
            <DialogContent className={styles.content}>
              {problem && !isBeside && <Trouble problem={problem} />}
              <Text weight="semibold">{`${task.visitor}, ${task.request}`}</Text>
              <Text>{isDone ? `${task.steps.join(' ')} ${taskWords.askDone}` : taskWords.askNotDone}</Text>
              {isDone && task.userName !== undefined && (
                <Field label={taskWords.userName} hint={taskWords.userNameHint} {...beside}>
                  <Input
                    name="userName"
                    value={typed}
                    autoComplete="off"
                    spellCheck={false}
                    readOnly={isSending}
                    onChange={(_, { value }) => setTyped(value)}
                  />
                </Field>
              )}
              {!isDone && (
                <Field label={taskWords.reason} {...beside}>
                  <Textarea
                    name="words"
                    value={typed}
                    readOnly={isSending}
                    resize="vertical"
                    onChange={(_, { value }) => setTyped(value)}
                  />
                </Field>
              )}
            </DialogContent>
            <DialogActions>
              <Button appearance="primary" type="submit" disabledFocusable={isSending}>
                {isSending ? taskWords.sending : isDone ? taskWords.done : taskWords.notDone}
              </Button>
              <Button type="button" disabledFocusable={isSending} onClick={onClose}>
                {taskWords.cancel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
