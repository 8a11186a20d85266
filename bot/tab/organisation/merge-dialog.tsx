import { Field, Input, MessageBar, MessageBarBody, Radio, RadioGroup, Select, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { DepartmentView } from '../../channels/tab/department-contract';
import { AskDialog } from '../ask-dialog';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import { mergeWords } from './words';

interface MergeDialogProps {
  department: DepartmentView;
  departments: readonly DepartmentView[];
  onDone(sentence: string): void;
  onClose(): void;
}

type Said = { kind: 'preview' | 'wrong' | 'moved-on'; sentence: string };

/** Merges or renames a department in two steps: a preview of the consequences, then the write. */
export function MergeDialog({ department, departments, onDone, onClose }: MergeDialogProps) {
  const { api } = useTab();
  const [isRenamed, setIsRenamed] = useState(false);
  const [into, setInto] = useState('');
  const [said, setSaid] = useState<Said>();
  const { isSending, problem, send } = useSending();
  const isShown = said?.kind === 'preview';
  const targets = departments.filter((one) => !one.isClosed && one.id !== department.id);

  /** The preview belongs to the previous choice. */
  function choose(change: () => void): void {
    setSaid(undefined);
    change();
  }

  async function ask(): Promise<void> {
    await send(async () => {
      const answer = await api.mergeDepartment({
        id: department.id,
        etag: department.etag,
        into,
        ...(isRenamed && { isRenamed: true }),
        ...(isShown && { isConfirmed: true }),
      });
      if (answer.kind === 'merged') onDone(answer.sentence);
      else setSaid(answer);
    });
  }

  const label = isShown ? (isRenamed ? mergeWords.rename : mergeWords.merge) : mergeWords.check;
  return (
    <AskDialog
      title={mergeWords.title(department.name)}
      submit={{ label, isOff: isSending || into.trim() === '', look: isShown ? 'danger' : 'primary' }}
      close={{ label: mergeWords.cancel, isOff: isSending }}
      onSubmit={() => !isSending && into.trim() !== '' && void ask()}
      onClose={onClose}
    >
      <RadioGroup
        aria-label={mergeWords.how}
        value={isRenamed ? 'rename' : 'merge'}
        disabled={isSending}
        onChange={(_, { value }) =>
          choose(() => {
            setIsRenamed(value === 'rename');
            setInto('');
          })
        }
      >
        <Radio value="merge" label={mergeWords.mergeInto} />
        <Radio value="rename" label={mergeWords.newId} />
      </RadioGroup>
      {isRenamed ? (
        <Field label={mergeWords.id} hint={mergeWords.idHint}>
          <Input
            name="into"
            value={into}
            readOnly={isSending}
            autoComplete="off"
            onChange={(_, { value }) => choose(() => setInto(value))}
          />
        </Field>
      ) : (
        <Field label={mergeWords.target}>
          <Select name="into" value={into} disabled={isSending} onChange={(_, { value }) => choose(() => setInto(value))}>
            <option value="">{mergeWords.choose}</option>
            {targets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {problem && <Trouble problem={problem} />}
      <div role="status">{isShown && <Text>{said.sentence}</Text>}</div>
      {said && !isShown && (
        <div role="alert">
          <MessageBar intent={said.kind === 'wrong' ? 'error' : 'warning'} layout="multiline">
            <MessageBarBody>{said.sentence}</MessageBarBody>
          </MessageBar>
        </div>
      )}
    </AskDialog>
  );
}
