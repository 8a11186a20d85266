import { Button, Field, type FieldProps, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import { departmentWords } from './words';

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  legend: { padding: 0 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  person: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  ask: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  mail: { flex: '1 1 220px', minWidth: 0 },
});

type Named = { id: string; name: string };

interface PeopleFieldProps {
  label: string;
  /** Label of the address that is looked up. */
  ask: string;
  /** Title of the button that looks it up. */
  find: string;
  people: readonly Named[];
  isFixed: boolean;
  beside: Pick<FieldProps, 'validationState' | 'validationMessage'>;
  /** With whoever was found behind the others. */
  onPeople(people: Named[]): void;
}

/** People by name, found by work address: nobody is named who was not shown. */
export function PeopleField({ label, ask, find, people, isFixed, beside, onPeople }: PeopleFieldProps) {
  const styles = useStyles();
  const { api } = useTab();
  const [mail, setMail] = useState('');
  const { isSending, problem, send } = useSending();
  async function look(): Promise<void> {
    await send(async () => {
      const { id, name } = await api.findPerson({ mail });
      onPeople([...people.filter((one) => one.id !== id), { id, name }]);
      setMail('');
    });
  }
  const said = problem ? ({ validationState: 'error', validationMessage: problem.title } as const) : beside;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      {people.length === 0 && <Text>{departmentWords.nobody}</Text>}
      <ul className={styles.list} aria-live="polite">
        {people.map(({ id, name }) => (
          <li key={id} className={styles.person}>
            <Text weight="semibold">{name}</Text>
            <Button
              appearance="subtle"
              size="small"
              icon={<DismissRegular />}
              aria-label={departmentWords.remove(name)}
              disabledFocusable={isFixed}
              onClick={() => onPeople(people.filter((one) => one.id !== id))}
            />
          </li>
        ))}
      </ul>
      <div className={styles.ask}>
        <Field label={ask} className={styles.mail} {...said}>
          <Input
            value={mail}
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            readOnly={isFixed || isSending}
            onChange={(_, { value }) => setMail(value)}
            onKeyDown={(event) => {
              // Enter would save the department without whoever was typed.
              if (event.key !== 'Enter' || mail === '') return;
              event.preventDefault();
              void look();
            }}
          />
        </Field>
        <Button aria-label={find} disabledFocusable={isFixed || isSending || mail === ''} onClick={() => void look()}>
          {departmentWords.find}
        </Button>
      </div>
    </fieldset>
  );
}
