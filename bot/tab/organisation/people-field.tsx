import { Button, type FieldProps, makeStyles, Text, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { PersonAsk } from '../../channels/tab/department-contract';
import { PeoplePicker } from '../people-picker';
import { useTab } from '../tab-context';
import { departmentWords } from './words';

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  legend: { padding: 0 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  person: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
});

type Named = { id: string; name: string };

interface PeopleFieldProps {
  label: string;
  /** Label of the field in which another one is looked for. */
  ask: string;
  as: PersonAsk['as'];
  people: readonly Named[];
  isFixed: boolean;
  beside: Pick<FieldProps, 'validationState' | 'validationMessage'>;
  /** With whoever was chosen behind the others. */
  onPeople(people: Named[]): void;
}

/** People by name, chosen from the directory. */
export function PeopleField({ label, ask, as, people, isFixed, beside, onPeople }: PeopleFieldProps) {
  const styles = useStyles();
  const { api } = useTab();
  const [typed, setTyped] = useState('');
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
      <PeoplePicker
        label={ask}
        typed={typed}
        isFixed={isFixed}
        beside={beside}
        find={(text, signal) => api.findPeople({ text, as }, signal)}
        onTyped={setTyped}
        onPick={({ id, name }) => {
          onPeople([...people.filter((one) => one.id !== id), { id, name }]);
          setTyped('');
        }}
      />
    </fieldset>
  );
}
