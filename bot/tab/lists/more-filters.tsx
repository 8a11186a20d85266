import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ListFilter } from '../../channels/tab/list-contract';
import { itAccessLabels } from '../../domain/form/form-words';
import { useTab } from '../tab-context';
import { narrow } from '../widths';
import { filterWords, requestOrderNames } from '../words';
import { AddressField, ChoiceField, type FieldProblem } from './filter-fields';

const useStyles = makeStyles({
  // As low as the fields beside it.
  button: { alignSelf: 'end', justifySelf: 'start', [narrow]: { gridColumn: '1 / -1' } },
});

interface MoreFiltersProps {
  /** A department's list is sorted by Valid to alone, and is one of its own approvers'. */
  page: 'requests' | 'department';
  filter: ListFilter;
  change: (name: keyof ListFilter) => (value: string | undefined) => void;
  wrong: (name: keyof ListFilter, own?: string | false) => FieldProblem;
}

/** The rarer filters, shown on demand or while one is active. */
export function MoreFilters({ page, filter, change, wrong }: MoreFiltersProps) {
  const styles = useStyles();
  const { me } = useTab();
  const isUsed = ['reason', 'access', 'idCard', 'approver', 'sort'].some((name) => filter[name as keyof ListFilter] !== undefined);
  const [isOpen, setOpen] = useState(isUsed);
  const toggle = (
    <Button className={styles.button} appearance="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
      {isOpen ? filterWords.fewer : filterWords.more}
    </Button>
  );
  if (!isOpen) return toggle;
  return (
    <>
      <ChoiceField
        label={filterWords.reason}
        none={filterWords.anyReason}
        chosen={filter.reason}
        choices={me.reasons.map(({ id, name }) => [id, name])}
        onChoose={change('reason')}
      />
      <ChoiceField
        label={filterWords.access}
        none={filterWords.anyAccess}
        chosen={filter.access}
        choices={Object.entries(itAccessLabels)}
        onChoose={change('access')}
      />
      <ChoiceField
        label={filterWords.idCard}
        none={filterWords.anyIdCard}
        chosen={filter.idCard}
        choices={[
          ['yes', filterWords.withCard],
          ['no', filterWords.withoutCard],
        ]}
        onChoose={change('idCard')}
      />
      {page === 'requests' && (
        <AddressField
          label={filterWords.approver}
          person={filter.approver}
          problemOf={(own) => wrong('approver', own)}
          onAddress={change('approver')}
        />
      )}
      <ChoiceField
        label={filterWords.sort}
        hint={filterWords.sortHint}
        none={requestOrderNames.newest}
        chosen={filter.sort}
        choices={Object.entries(requestOrderNames).filter(([id]) => id !== 'newest' && (page === 'requests' || id === 'validTo'))}
        onChoose={change('sort')}
      />
      {toggle}
    </>
  );
}
