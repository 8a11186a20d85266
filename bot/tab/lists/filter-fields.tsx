import { Dropdown, Field, Input, makeStyles, Option } from '@fluentui/react-components';
import { filterWords } from '../words';
import { isMailAddress } from './filters';
import { useTyped } from './use-typed';

export const useFieldStyles = makeStyles({
  // Browsers size an input to twenty characters by default.
  control: { minWidth: 0, width: '100%', maxWidth: 'none', '& input': { minWidth: 0, width: '100%' } },
});

/** The `Field` props that show a validation message; none without a problem. */
export interface FieldProblem {
  validationMessage?: string;
}

interface ChoiceFieldProps {
  label: string;
  hint?: string;
  problem?: FieldProblem;
  /** The title of the blank choice. */
  none: string;
  chosen: string | undefined;
  choices: readonly (readonly [string, string])[];
  onChoose(id: string | undefined): void;
}

/** One of a few, or none. */
export function ChoiceField({ label, hint, problem, none, chosen = '', choices, onChoose }: ChoiceFieldProps) {
  const styles = useFieldStyles();
  return (
    <Field label={label} {...(hint !== undefined && { hint })} {...problem}>
      <Dropdown
        className={styles.control}
        value={choices.find(([id]) => id === chosen)?.[1] ?? none}
        selectedOptions={[chosen]}
        onOptionSelect={(_event, { optionValue }) => onChoose(optionValue)}
      >
        <Option value="">{none}</Option>
        {choices.map(([id, name]) => (
          <Option key={id} value={id}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

interface AddressFieldProps {
  label: string;
  /** The filter's value. An id came from a row; its name is shown among the active filters. */
  person: string | undefined;
  problemOf(own: string | false): FieldProblem;
  onAddress(mail: string): void;
}

/** A person by their whole work address. */
export function AddressField({ label, person, problemOf, onAddress }: AddressFieldProps) {
  const styles = useFieldStyles();
  const address = person?.includes('@') ? person : '';
  const typed = useTyped(address, (mail) => (isMailAddress(mail) || (mail === '' && address !== '')) && onAddress(mail));
  const isHalfTyped = typed.text.trim() !== '' && !isMailAddress(typed.text.trim());
  return (
    <Field label={label} {...problemOf(isHalfTyped && filterWords.badSponsor)}>
      <Input
        className={styles.control}
        type="email"
        autoComplete="off"
        maxLength={320}
        value={typed.text}
        onChange={(_event, { value }) => typed.type(value)}
        onKeyDown={({ key }) => key === 'Enter' && typed.flush()}
        onBlur={typed.flush}
      />
    </Field>
  );
}
