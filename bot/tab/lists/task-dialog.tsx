import { Field, Input, Text, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { ItTask } from '../../channels/tab/it-contract';
import { AskDialog } from '../ask-dialog';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { focusPage, useSending } from '../use-sending';
import { taskWords } from '../words';

/** Which task is answered, and how. */
export interface Answering {
  task: ItTask;
  answer: 'done' | 'not-done';
}

interface TaskDialogProps {
  answering: Answering;
  onClose: () => void;
}

/** *Done*, with the username if IT chose it, or *Cannot be done*, with the reason. Stays open with the typed text until saved. */
export function TaskDialog({ answering: { task, answer }, onClose }: TaskDialogProps) {
  const { api, tasks } = useTab();
  const [typed, setTyped] = useState(answer === 'done' ? (task.userName ?? '') : '');
  const { isSending, problem, send } = useSending();
  const isDone = answer === 'done';
  const isBeside = problem?.field !== undefined;
  const beside = isBeside ? ({ validationState: 'error', validationMessage: problem.title } as const) : {};

  async function submit(): Promise<void> {
    const { request, since } = task;
    const isTaken = await send(() =>
      isDone
        ? api.itDone(request, { since, ...(task.userName !== undefined && { userName: typed }) })
        : api.itNotDone(request, { since, words: typed }),
    );
    if (isTaken) {
      onClose();
      focusPage();
    }
    await tasks.changed();
  }

  return (
    <AskDialog
      title={isDone ? taskWords.done : taskWords.notDone}
      submit={{ label: isSending ? taskWords.sending : isDone ? taskWords.done : taskWords.notDone, isOff: isSending }}
      close={{ label: taskWords.cancel, isOff: isSending }}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
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
          <Textarea name="words" value={typed} readOnly={isSending} resize="vertical" onChange={(_, { value }) => setTyped(value)} />
        </Field>
      )}
    </AskDialog>
  );
}
