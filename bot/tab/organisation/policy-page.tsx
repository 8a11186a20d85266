import { Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { PolicyView } from '../../channels/tab/policy-contract';
import { cachedStore } from '../cached-read';
import { LoadingRows } from '../loading';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import { ChangeHistory } from './change-history';
import { PolicyField } from './policy-field';
import { answered, beginEdit, type PolicyEdit, resumeEdit, typedValue, typeInto } from './policy-state';
import { ReasonRows } from './reason-rows';
import { policyWords } from './words';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL, maxWidth: '900px' },
  section: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    border: 'none',
    margin: 0,
    padding: 0,
    minWidth: 0,
  },
  head: { margin: 0, padding: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  foot: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

/** The organisation's policy, edited as one form. */
export function PolicyPage() {
  const { api } = useTab();
  const store = useMemo(() => cachedStore(() => api.policy()), [api]);
  const { value, problem } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.read(), [store]);
  if (value) return <PolicyForm first={value} />;
  return problem ? <Trouble problem={problem} onAgain={() => void store.read()} /> : <LoadingRows count={8} />;
}

type Said = { intent: 'success' | 'warning' | 'error'; sentence: string };

function PolicyForm({ first }: { first: PolicyView }) {
  const styles = useStyles();
  const { api, policyTyping } = useTab();
  const [edit, setEdit] = useState<PolicyEdit>(() => {
    const before = policyTyping.read();
    return before ? resumeEdit(first, before) : beginEdit(first);
  });
  // Another page of the tab may be opened at any moment.
  useEffect(() => policyTyping.write(edit), [policyTyping, edit]);
  const [said, setSaid] = useState<Said>();
  const { isSending, problem, send } = useSending();
  const form = useRef<HTMLFormElement>(null);
  const { view, mistakes } = edit;
  const changes = Object.keys(edit.typed).length;

  useEffect(() => {
    if (Object.keys(mistakes).length === 0) return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    // Otherwise the sticky foot of the page would cover it.
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
  }, [mistakes]);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setSaid(undefined);
    await send(async () => {
      const answer = await api.savePolicy({ version: view.version, values: edit.typed });
      setEdit((now) => answered(now, answer));
      if (answer.kind === 'wrong') setSaid({ intent: 'error', sentence: policyWords.wrong(answer.mistakes.length) });
      else setSaid({ intent: answer.kind === 'saved' ? 'success' : 'warning', sentence: answer.sentence });
    });
  }

  const fieldProps = (name: string) => ({
    name,
    value: typedValue(edit, name),
    mistake: mistakes[name],
    theirs: edit.theirs[name],
    isFixed: isSending,
    onType: (value: string) => setEdit((now) => typeInto(now, name, value)),
  });
  return (
    <>
      <form ref={form} className={styles.form} noValidate onSubmit={(event) => void save(event)}>
        {view.sections.map(({ title, fields }) => (
          <fieldset key={title} className={styles.section}>
            <legend className={styles.head}>{title}</legend>
            {fields.map((field) => (
              <PolicyField key={field.name} field={field} {...fieldProps(field.name)} />
            ))}
          </fieldset>
        ))}
        <ReasonRows edit={edit} fieldProps={fieldProps} onEdit={setEdit} />
        <div className={styles.foot}>
          <Button type="submit" appearance="primary" disabledFocusable={isSending || changes === 0}>
            {isSending ? policyWords.saving : policyWords.save}
          </Button>
          {changes > 0 && (
            <>
              <Button
                disabledFocusable={isSending}
                onClick={() => {
                  setSaid(undefined);
                  setEdit(beginEdit(view));
                }}
              >
                {policyWords.undo}
              </Button>
              <Text>{policyWords.unsaved(changes)}</Text>
            </>
          )}
          <div role={said?.intent === 'success' ? 'status' : 'alert'}>
            {said && (
              <MessageBar intent={said.intent} layout="multiline">
                <MessageBarBody>{said.sentence}</MessageBarBody>
              </MessageBar>
            )}
          </div>
          {problem && <Trouble problem={problem} />}
        </div>
      </form>
      <ChangeHistory entries={view.history} />
    </>
  );
}
