import { Button, Dropdown, Field, Input, makeStyles, Option } from '@fluentui/react-components';
import { useState } from 'react';
import type { ListFilter } from '../../channels/tab/list-contract';
import { itAccessLabels } from '../../domain/form/form-words';
import { useTab } from '../tab-context';
import { narrow } from '../widths';
import { filterWords, requestOrderNames } from '../words';
import { isMailAddress } from './filters';
import { useTyped } from './use-typed';

const useStyles = makeStyles({
  control: { minWidth: 0, width: '100%', maxWidth: 'none', '& input': { minWidth: 0, width: '100%' } },
  // As low as the fields beside it.
  button: { alignSelf: 'end', justifySelf: 'start', [narrow]: { gridColumn: '1 / -1' } },
});

interface MoreFiltersProps {
  filter: ListFilter;
  change: (name: keyof ListFilter) => (value: string | undefined) => void;
  wrong: (name: keyof ListFilter, own?: string | false) => { validationMessage?: string };
}

/** What is asked for less often: shown when it is wanted, or used. */
export function MoreFilters({ filter, change, wrong }: MoreFiltersProps) {
  const styles = useStyles();
  const { me } = useTab();
  const isUsed = ['reason', 'access', 'idCard', 'approver', 'sort'].some((name) => filter[name as keyof ListFilter] !== undefined);
  const [isOpen, setOpen] = useState(isUsed);
  const address = filter.approver?.includes('@') ? filter.approver : '';
  const approver = useTyped(address, (mail) => (isMailAddress(mail) || (mail === '' && address !== '')) && change('approver')(mail));
  const isHalf = approver.text.trim() !== '' && !isMailAddress(approver.text.trim());
  const toggle = (
    <Button className={styles.button} appearance="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
      {isOpen ? filterWords.fewer : filterWords.more}
    </Button>
  );
  if (!isOpen) return toggle;
  return (
    <>
      <Choice
        label={filterWords.reason}
        none={filterWords.anyReason}
        chosen={filter.reason}
        choices={me.reasons.map(({ id, name }) => [id, name])}
        onChoose={change('reason')}
      />
      <Choice
        label={filterWords.access}
        none={filterWords.anyAccess}
        chosen={filter.access}
        choices={Object.entries(itAccessLabels)}
        onChoose={change('access')}
      />
      <Choice
        label={filterWords.idCard}
        none={filterWords.anyIdCard}
        chosen={filter.idCard}
        choices={[
          ['yes', filterWords.withCard],
          ['no', filterWords.withoutCard],
        ]}
        onChoose={change('idCard')}
      />
      <Field label={filterWords.approver} {...wrong('approver', isHalf && filterWords.badSponsor)}>
        <Input
          className={styles.control}
          type="email"
          autoComplete="off"
          maxLength={320}
          value={approver.text}
          onChange={(_event, { value }) => approver.type(value)}
          onKeyDown={({ key }) => key === 'Enter' && approver.flush()}
          onBlur={approver.flush}
        />
      </Field>
      <Choice
        label={filterWords.sort}
        hint={filterWords.sortHint}
        none={requestOrderNames.newest}
        chosen={filter.sort}
        choices={Object.entries(requestOrderNames).filter(([id]) => id !== 'newest')}
        onChoose={change('sort')}
      />
      {toggle}
    </>
  );
}

interface ChoiceProps {
  label: string;
  hint?: string;
  none: string;
  chosen: string | undefined;
  choices: readonly (readonly [string, string])[];
  onChoose: (id: string | undefined) => void;
}

function Choice({ label, hint, none, chosen = '', choices, onChoose }: ChoiceProps) {
  const styles = useStyles();
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
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
