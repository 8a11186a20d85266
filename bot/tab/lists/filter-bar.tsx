import { Dropdown, Field, Input, makeStyles, mergeClasses, Option, SearchBox, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import type { Problem } from '../../channels/tab/contract';
import type { ListFilter } from '../../channels/tab/list-contract';
import type { FilteringPlace } from '../place';
import { SearchedChoice } from '../searched-choice';
import { useTab } from '../tab-context';
import { narrow } from '../widths';
import { cardFilterNames, filterWords, orderNames } from '../words';
import { AddressField, ChoiceField, type FieldProblem, useFieldStyles } from './filter-fields';
import { isMonth, statusLabels, withFilter } from './filters';
import { MoreFilters } from './more-filters';
import { useTyped } from './use-typed';

const useStyles = makeStyles({
  bar: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'start',
    paddingBottom: tokens.spacingVerticalM,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  wide: { [narrow]: { gridColumn: '1 / -1' } },
  /** Its label is longer than one column. */
  longest: { gridColumn: 'span 2' },
});

const searchWords = {
  mine: { label: filterWords.name, hint: filterWords.nameHint },
  cards: { label: filterWords.cardSearch, hint: filterWords.nameHint },
  requests: { label: filterWords.search, hint: filterWords.searchHint },
  department: { label: filterWords.search, hint: filterWords.searchHint },
};

interface FilterBarProps {
  /** The list that is filtered: *My visitors* has an order and no sponsor; the card office filters by card only. */
  page: FilteringPlace['page'];
  filter: ListFilter;
  onFilter: (filter: ListFilter) => void;
  /** Why the list could not be read; may name one of the fields. */
  problem: Pick<Problem, 'title' | 'field'> | undefined;
}

export function FilterBar({ page, filter, onFilter, problem }: FilterBarProps) {
  const styles = useStyles();
  const { control } = useFieldStyles();
  const { me } = useTab();
  const departments = page === 'department' ? me.departments.filter(({ id }) => me.ownDepartments.includes(id)) : me.departments;
  const change = (name: keyof ListFilter) => (value: string | undefined) => onFilter(withFilter(filter, name, value));
  const search = useTyped(filter.search ?? '', change('search'));
  const ends = useTyped(filter.ends ?? '', (month) => (month === '' || isMonth(month)) && change('ends')(month));
  const ownOrder = filter.sort === 'visitor' || filter.sort === 'status' ? filter.sort : undefined;
  const onEnter = (flush: () => void) => (event: KeyboardEvent) => event.key === 'Enter' && flush();
  const wrong = (name: keyof ListFilter, own?: string | false): FieldProblem => {
    const said = own || (problem?.field?.split('.').at(-1) === name && problem.title);
    return said ? { validationMessage: said } : {};
  };
  return (
    <div role="search" aria-label={filterWords.bar} className={styles.bar}>
      <Field label={searchWords[page].label} className={mergeClasses(page === 'cards' && styles.longest, styles.wide)} {...wrong('search')}>
        <SearchBox
          className={control}
          placeholder={searchWords[page].hint}
          maxLength={60}
          value={search.text}
          onChange={(_event, { value }) => search.type(value)}
          onKeyDown={onEnter(search.flush)}
        />
      </Field>
      {page === 'cards' ? (
        <ChoiceField
          label={filterWords.card}
          problem={wrong('card')}
          none={filterWords.anyCard}
          chosen={filter.card}
          choices={Object.entries(cardFilterNames)}
          onChoose={change('card')}
        />
      ) : (
        <Field label={filterWords.status} {...wrong('status')}>
          <Dropdown
            className={control}
            multiselect
            placeholder={filterWords.anyStatus}
            value={statusLabels(filter.status, me).join(', ')}
            selectedOptions={filter.status?.split(',') ?? []}
            onOptionSelect={(_event, { selectedOptions }) => change('status')(selectedOptions.join(','))}
          >
            {me.statuses.map(({ id, label }) => (
              <Option key={id} value={id}>
                {label}
              </Option>
            ))}
          </Dropdown>
        </Field>
      )}
      {page === 'cards' ? null : page === 'mine' ? (
        <ChoiceField
          label={filterWords.sort}
          problem={wrong('sort')}
          none={orderNames.validTo}
          chosen={ownOrder}
          choices={Object.entries(orderNames).filter(([id]) => id !== 'validTo')}
          onChoose={change('sort')}
        />
      ) : (
        <>
          {departments.length > 1 && (
            <Field label={filterWords.department} {...wrong('department')}>
              <SearchedChoice
                className={control}
                placeholder={filterWords.anyDepartment}
                chosen={filter.department ?? ''}
                choices={departments.map(({ id, name }) => ({ id, title: name }))}
                noneTitle={filterWords.anyDepartment}
                nothingFound={filterWords.noDepartment}
                onChoose={change('department')}
              />
            </Field>
          )}
          <Field label={filterWords.ends} {...wrong('ends', ends.text !== '' && !isMonth(ends.text) && filterWords.badMonth)}>
            <Input
              className={control}
              type="month"
              value={ends.text}
              onChange={(_event, { value }) => ends.type(value)}
              onKeyDown={onEnter(ends.flush)}
              onBlur={ends.flush}
            />
          </Field>
          {page === 'requests' && (
            <AddressField
              label={filterWords.sponsor}
              person={filter.sponsor}
              problemOf={(own) => wrong('sponsor', own)}
              onAddress={change('sponsor')}
            />
          )}
          <MoreFilters page={page} filter={filter} change={change} wrong={wrong} />
        </>
      )}
    </div>
  );
}
