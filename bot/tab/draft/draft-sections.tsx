import {
  Body1,
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  Textarea,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import type { DraftField } from '../../channels/tab/draft-contract';
import { dayWords } from '../date-words';
import { SearchedChoice } from '../searched-choice';
import { useTab } from '../tab-context';
import { type DraftState, fieldText, problemAt } from './draft-state';
import type { DraftStore } from './draft-store';
import { PictureField } from './picture-field';
import { draftWords } from './words';

const useStyles = makeStyles({
  form: { display: 'contents' },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, paddingTop: tokens.spacingVerticalS },
  title: {
    ...typographyStyles.subtitle1,
    margin: 0,
    paddingBottom: tokens.spacingVerticalXS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  fieldset: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  beside: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalS,
  },
  short: { maxWidth: '220px' },
});

interface FormProps {
  state: DraftState;
  store: DraftStore;
}

/** All revealed fields, by section. They are read-only while the draft is being sent. */
export function DraftSections({ state, store }: FormProps) {
  const styles = useStyles();
  const sections = state.view?.sections ?? [];
  return (
    <form className={styles.form} noValidate autoComplete="off" onSubmit={(event) => event.preventDefault()}>
      <fieldset className={styles.fieldset} disabled={state.isSending}>
        {sections.map(({ title, intro, fields }) => (
          <FormSection key={title} title={title} intro={intro} isAlone={sections.length === 1}>
            {fields.map((one) => (
              <OneField key={one.field} one={one} state={state} store={store} />
            ))}
          </FormSection>
        ))}
      </fieldset>
    </form>
  );
}

interface FormSectionProps {
  title: string;
  intro: string | undefined;
  isAlone: boolean;
  children: ReactNode;
}

function FormSection({ title, intro, isAlone, children }: FormSectionProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={isAlone ? undefined : id}>
      {!isAlone && (
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
      )}
      {intro !== undefined && <Body1>{intro}</Body1>}
      {children}
    </section>
  );
}

interface OneFieldProps extends FormProps {
  one: DraftField;
}

/** The attribute by which the list of missing fields finds a field. */
export const fieldMark = 'data-field';

function OneField({ one, state, store }: OneFieldProps) {
  const styles = useStyles();
  const { api } = useTab();
  const { field, label, hint, warnings, input } = one;
  const saved = state.savedElsewhere[field];
  const problem = problemAt(state, one);
  if (input.kind === 'picture') {
    return (
      <div {...{ [fieldMark]: field }}>
        <PictureField
          label={label}
          input={input}
          problem={problem}
          link={async () => (await api.photoLink(state.view?.draft ?? '')).upload}
          onAdded={() => void store.read(true)}
        />
      </div>
    );
  }
  const beside = problem ?? (warnings.length > 0 ? warnings.join(' ') : undefined);
  return (
    <div {...{ [fieldMark]: field }}>
      <Field
        label={label}
        {...(hint !== undefined && { hint })}
        {...(beside !== undefined && { validationState: problem === undefined ? 'warning' : 'error', validationMessage: beside })}
      >
        {fieldControl(one, state, store, styles.short)}
      </Field>
      {input.kind === 'date' && input.suggestions.length > 0 && (
        <div role="group" aria-label={draftWords.suggestions(label)} className={styles.beside}>
          {input.suggestions.map(({ title, date }) => (
            <Button key={title} size="small" onClick={() => store.type(field, date, true)}>
              {title}
            </Button>
          ))}
        </div>
      )}
      {saved !== undefined && (
        <div className={styles.beside} role="alert">
          <Body1>{draftWords.elsewhere(answerWords(one, saved, state))}</Body1>
          <Button size="small" onClick={() => store.decide(field, 'mine')}>
            {draftWords.keepMine}
          </Button>
          <Button size="small" onClick={() => store.decide(field, 'theirs')}>
            {draftWords.keepTheirs}
          </Button>
        </div>
      )}
    </div>
  );
}

/** One control. The surrounding `Field` adds label, hint and message. */
function fieldControl(one: DraftField, state: DraftState, store: DraftStore, short: string) {
  const { field, input } = one;
  const text = fieldText(state, one);
  const choose = (value: string) => store.type(field, value, true);
  const typing = {
    name: field,
    value: text,
    autoComplete: 'off',
    onChange: (_event: unknown, { value }: { value: string }) => store.type(field, value, false),
    onBlur: () => store.leave(field),
  };
  switch (input.kind) {
    case 'text':
      if (input.style === 'Multiline') return <Textarea {...typing} resize="vertical" />;
      return (
        <Input {...typing} inputMode={input.style === 'Email' ? 'email' : input.style === 'Tel' ? 'tel' : 'text'} spellCheck={false} />
      );
    case 'date':
      // Limits the year to four digits; browsers accept six by default.
      return <Input {...typing} type="date" max="9999-12-31" className={short} />;
    case 'option':
      return (
        <RadioGroup name={field} value={text} onChange={(_event, { value }) => choose(value)}>
          {input.options.map(({ id, title }) => (
            <Radio key={id} value={id} label={title} />
          ))}
        </RadioGroup>
      );
    case 'list':
      return input.isSearched ? (
        <SearchedChoice
          name={field}
          placeholder={input.placeholder}
          chosen={text}
          choices={state.choices[field] ?? []}
          nothingFound={draftWords.noChoice}
          onChoose={choose}
          onLeave={() => store.leave(field)}
        />
      ) : (
        <Select name={field} value={text} onChange={(_event, { value }) => choose(value)} onBlur={() => store.leave(field)}>
          {/* Once there is an answer, another one is chosen rather than none. */}
          {!isChoice(text, state.choices[field]) && <option value={text}>{input.placeholder}</option>}
          {(state.choices[field] ?? []).map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      );
    case 'picture':
      return undefined;
  }
}

const isChoice = (text: string, choices: DraftState['choices'][string] = []) => choices.some(({ id }) => id === text);

/** A saved answer in words. */
function answerWords({ field, input }: DraftField, saved: string, { choices }: DraftState): string {
  if (saved === '') return draftWords.nothing;
  const options = input.kind === 'option' ? input.options : (choices[field] ?? []);
  const title = options.find(({ id }) => id === saved)?.title;
  if (title !== undefined) return title;
  return input.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(saved) ? dayWords(saved) : saved;
}
