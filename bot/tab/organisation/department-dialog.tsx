import { Checkbox, Field, Input, MessageBar, MessageBarBody, Select } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { DepartmentView } from '../../channels/tab/department-contract';
import { AskDialog } from '../ask-dialog';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import { bodyOfDepartment, type DepartmentField, type DepartmentTyped, mergedTyping, newDepartment } from './department-state';
import { PeopleField } from './people-field';
import { departmentWords, policyWords } from './words';

interface DepartmentDialogProps {
  /** Absent for a new department. */
  department?: DepartmentView;
  onDone(sentence: string): void;
  onClose(): void;
}

/** Edits or adds a department. Stays open with the typed text until saved. */
export function DepartmentDialog({ department, onDone, onClose }: DepartmentDialogProps) {
  const { api } = useTab();
  const [first, setFirst] = useState<DepartmentTyped>(department ?? newDepartment);
  const [etag, setEtag] = useState(department?.etag);
  const [typed, setTyped] = useState<DepartmentTyped>(first);
  const [mistakes, setMistakes] = useState<Record<string, string>>({});
  const [theirs, setTheirs] = useState<Partial<Record<DepartmentField, string>>>({});
  const [said, setSaid] = useState<string>();
  const { isSending, problem, send } = useSending();
  const form = useRef<HTMLFormElement>(null);
  const isNew = department === undefined;

  useEffect(() => {
    if (Object.keys(mistakes).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [mistakes]);

  function type(change: Partial<DepartmentTyped>): void {
    setTyped((now) => ({ ...now, ...change }));
  }

  async function save(): Promise<void> {
    setSaid(undefined);
    await send(async () => {
      const answer = await api.saveDepartment(bodyOfDepartment(typed, etag));
      if (answer.kind === 'saved') return onDone(answer.sentence);
      if (answer.kind === 'wrong') return setMistakes(Object.fromEntries(answer.mistakes.map(({ field, text }) => [field, text])));
      setMistakes({});
      setSaid(answer.sentence);
      if (!answer.department) return;
      const merged = mergedTyping(first, typed, answer.department);
      setTyped(merged.typed);
      setTheirs(merged.theirs);
      setFirst(answer.department);
      setEtag(answer.department.etag);
    });
  }

  const beside = (field: DepartmentField) => {
    const mistake = mistakes[field];
    if (mistake !== undefined) return { validationState: 'error', validationMessage: mistake } as const;
    const other = theirs[field];
    return other === undefined ? {} : ({ validationState: 'warning', validationMessage: policyWords.theirs(other) } as const);
  };
  const textField = (field: 'id' | 'name' | 'validFrom' | 'validTo', hint?: string) => (
    <Field label={departmentWords[field]} {...(hint !== undefined && { hint })} {...beside(field)}>
      <Input
        name={field}
        type={field === 'id' || field === 'name' ? 'text' : 'date'}
        value={typed[field]}
        readOnly={isSending}
        autoComplete="off"
        onChange={(_, { value }) => type({ [field]: value })}
      />
    </Field>
  );
  return (
    <AskDialog
      title={isNew ? departmentWords.add : departmentWords.editOne(department.name)}
      submit={{ label: isSending ? departmentWords.saving : departmentWords.save, isOff: isSending }}
      close={{ label: departmentWords.cancel, isOff: isSending }}
      form={form}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {problem && <Trouble problem={problem} />}
      {said !== undefined && (
        <div role="alert">
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{said}</MessageBarBody>
          </MessageBar>
        </div>
      )}
      {textField('name')}
      {isNew && textField('id', departmentWords.idHint)}
      <Field label={departmentWords.kind} {...beside('kind')}>
        <Select
          name="kind"
          value={typed.kind}
          disabled={isSending}
          onChange={(_, { value }) => type({ kind: value === 'service' ? 'service' : 'school' })}
        >
          <option value="school">{departmentWords.kinds.school}</option>
          <option value="service">{departmentWords.kinds.service}</option>
        </Select>
      </Field>
      <PeopleField
        label={departmentWords.head}
        ask={departmentWords.newHead}
        as="head"
        people={typed.head ? [typed.head] : []}
        isFixed={isSending}
        beside={beside('head')}
        onPeople={(people) => {
          const head = people.at(-1);
          setTyped(({ head: _before, ...now }) => ({ ...now, ...(head && { head }) }));
        }}
      />
      <PeopleField
        label={departmentWords.deputies}
        ask={departmentWords.anotherDeputy}
        as="deputy"
        people={typed.deputies}
        isFixed={isSending}
        beside={beside('deputies')}
        onPeople={(deputies) => type({ deputies })}
      />
      {textField('validFrom', departmentWords.datesHint)}
      {textField('validTo', departmentWords.datesHint)}
      {!isNew && (
        <Field {...beside('isClosed')}>
          <Checkbox
            label={departmentWords.isClosed}
            checked={typed.isClosed}
            disabled={isSending}
            onChange={(_, { checked }) => type({ isClosed: checked === true })}
          />
        </Field>
      )}
    </AskDialog>
  );
}
