import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Asking, Colleague, Problem } from '../../channels/tab/contract';
import { AskDialog, type AskDialogProps } from '../ask-dialog';
import { type FindPeople, onlyOne } from '../people-picker';
import { Trouble } from '../problem-bar';
import { useSending } from '../use-sending';
import { controlOf, type Typed } from './answer-body';
import { AskingFields } from './asking-fields';
import { fieldWords } from './words';

interface AskingDialogProps extends Omit<AskDialogProps, 'form' | 'more' | 'onSubmit'> {
  asks: Asking | undefined;
  typed: Typed;
  /** Who was found and is shown: confirming is the second step. */
  colleague: Colleague | undefined;
  problem: Omit<Problem, 'type'> | undefined;
  /** Read-only: a call is under way, or it is no longer possible. */
  isFixed: boolean;
  find: FindPeople;
  /** In the place of the problem that belongs to no field. */
  trouble?: ReactNode;
  /** Below the fields. */
  below?: ReactNode;
  onTyped(typed: Typed): void;
  /** Undefined: another one is to be found. */
  onColleague(colleague: Colleague | undefined): void;
  onSubmit(): void;
}

/** A dialog that asks what the API describes; where that is a colleague, it finds and shows them first. */
export function AskingDialog(props: AskingDialogProps) {
  const { asks, typed, colleague, problem, isFixed, find, trouble, below, onTyped, onColleague, submit, children, ...frame } = props;
  const form = useRef<HTMLFormElement>(null);
  // A changed request is reported above the form, whichever field revealed it.
  const control = problem?.request ? undefined : controlOf(asks, typed, problem?.field);
  useEffect(() => {
    if (problem && control) focusOn(form.current, control);
  }, [problem, control]);
  useStepFocus(form, colleague ? 'shown' : submit ? 'asked' : 'over');
  const isFind = asks?.kind === 'colleague' && !colleague;
  return (
    <AskDialog
      {...frame}
      {...(submit && { submit: isFind ? { ...submit, label: fieldWords.findColleague } : submit })}
      more={
        submit &&
        colleague && (
          <Button type="button" disabledFocusable={submit.isOff === true} onClick={() => onColleague(undefined)}>
            {fieldWords.anotherColleague}
          </Button>
        )
      }
      form={form}
    >
      {problem && control === undefined && (trouble ?? <Trouble problem={problem} />)}
      {children}
      {asks && (
        <AskingFields
          asks={asks}
          typed={typed}
          colleague={colleague}
          problem={problem && control ? { control, sentence: problem.title } : undefined}
          isFixed={isFixed}
          find={find}
          onTyped={onTyped}
          onColleague={onColleague}
        />
      )}
      {below}
    </AskDialog>
  );
}

/** What such a dialog holds while it is open, and its calls: *Find*, then what it is about. */
export function useAsking(find: FindPeople) {
  const { isSending, problem, send } = useSending();
  const [typed, setTyped] = useState<Typed>({});
  const [colleague, onColleague] = useState<Colleague>();
  return {
    send,
    findNow: () => send(async () => onColleague(onlyOne(await find((typed.text ?? '').trim())))),
    held: { typed, colleague, problem, isFixed: isSending, find, onTyped: (more: Typed) => setTyped({ ...typed, ...more }), onColleague },
  };
}

/** Each step removes the focused control, so the first control of the next step takes the focus. */
function useStepFocus(form: { readonly current: HTMLFormElement | null }, step: 'asked' | 'shown' | 'over'): void {
  useEffect(() => focusOn(form.current, { asked: 'text', shown: 'submit', over: 'close' }[step]), [form, step]);
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  const found = form?.querySelector<HTMLElement>(`[name="${name}"]:checked`) ?? form?.querySelector<HTMLElement>(`[name="${name}"]`);
  found?.focus();
}
