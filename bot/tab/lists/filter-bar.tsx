import { Dropdown, Field, Input, Option, SearchBox } from '@fluentui/react-components';
import { Fragment, type KeyboardEvent, type ReactNode } from 'react';
import type { Problem } from '../../channels/tab/contract';
import type { ListFilter } from '../../channels/tab/list-contract';
import type { FilteringPlace } from '../place';
import { SearchedChoice } from '../searched-choice';
import { useTab } from '../tab-context';
import { cardFilterNames, filterWords, orderNames } from '../words';
import { AddressField, ChoiceField, type FieldProblem, useFieldStyles } from './filter-fields';
import { departmentChoices, type FilterName, filterLabel, filtersOf, useFilterGrid } from './filter-grid';
import { isMonth, statusLabels, withFilter } from './filters';
import { MoreFilters } from './more-filters';
import { useTyped } from './use-typed';

interface FilterBarProps {
  /** The list that is filtered. */
  page: FilteringPlace['page'];
  filter: ListFilter;
  onFilter: (filter: ListFilter) => void;
  /** Why the list could not be read; may name one of the fields. */
  problem: Pick<Problem, 'title' | 'field'> | undefined;
}

export function FilterBar({ page, filter, onFilter, problem }: FilterBarProps) {
  const grid = useFilterGrid(page);
  const { control } = useFieldStyles();
  const { me } = useTab();
  const change = (name: keyof ListFilter) => (value: string | undefined) => onFilter(withFilter(filter, name, value));
  const search = useTyped(filter.search ?? '', change('search'));
  const ends = useTyped(filter.ends ?? '', (month) => (month === '' || isMonth(month)) && change('ends')(month));
  const ownOrder = filter.sort === 'visitor' || filter.sort === 'status' ? filter.sort : undefined;
  const onEnter = (flush: () => void) => (event: KeyboardEvent) => event.key === 'Enter' && flush();
  const wrong = (name: keyof ListFilter, own?: string | false): FieldProblem => {
    const said = own || (problem?.field?.split('.').at(-1) === name && problem.title);
    return said ? { validationMessage: said } : {};
  };
  const fields: Record<FilterName, () => ReactNode> = {
    search: () => (
      <Field label={filterLabel(page, 'search')} className={grid.search} {...wrong('search')}>
        <SearchBox
          className={control}
          placeholder={page === 'requests' || page === 'department' ? filterWords.searchHint : filterWords.nameHint}
          maxLength={60}
          value={search.text}
          onChange={(_event, { value }) => search.type(value)}
          onKeyDown={onEnter(search.flush)}
        />
      </Field>
    ),
    card: () => (
      <ChoiceField
        label={filterLabel(page, 'card')}
        problem={wrong('card')}
        none={filterWords.anyCard}
        chosen={filter.card}
        choices={Object.entries(cardFilterNames)}
        onChoose={change('card')}
      />
    ),
    status: () => (
      <Field label={filterLabel(page, 'status')} {...wrong('status')}>
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
    ),
    sort: () => (
      <ChoiceField
        label={filterLabel(page, 'sort')}
        problem={wrong('sort')}
        none={orderNames.validTo}
        chosen={ownOrder}
        choices={Object.entries(orderNames).filter(([id]) => id !== 'validTo')}
        onChoose={change('sort')}
      />
    ),
    department: () => (
      <Field label={filterLabel(page, 'department')} {...wrong('department')}>
        <SearchedChoice
          className={control}
          placeholder={filterWords.anyDepartment}
          chosen={filter.department ?? ''}
          choices={departmentChoices(page, me).map(({ id, name }) => ({ id, title: name }))}
          noneTitle={filterWords.anyDepartment}
          nothingFound={filterWords.noDepartment}
          onChoose={change('department')}
        />
      </Field>
    ),
    ends: () => (
      <Field label={filterLabel(page, 'ends')} {...wrong('ends', ends.text !== '' && !isMonth(ends.text) && filterWords.badMonth)}>
        <Input
          className={control}
          type="month"
          value={ends.text}
          onChange={(_event, { value }) => ends.type(value)}
          onKeyDown={onEnter(ends.flush)}
          onBlur={ends.flush}
        />
      </Field>
    ),
    sponsor: () => (
      <AddressField
        label={filterLabel(page, 'sponsor')}
        person={filter.sponsor}
        problemOf={(own) => wrong('sponsor', own)}
        onAddress={change('sponsor')}
      />
    ),
    more: () => (page === 'requests' || page === 'department') && <MoreFilters page={page} filter={filter} change={change} wrong={wrong} />,
  };
  return (
    <div role="search" aria-label={filterWords.bar} className={grid.grid}>
      {filtersOf(page, me).map((name) => (
        <Fragment key={name}>{fields[name]()}</Fragment>
      ))}
    </div>
  );
}
