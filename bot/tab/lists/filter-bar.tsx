import { Dropdown, Field, Input, makeStyles, Option, SearchBox, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import type { Problem } from '../../channels/tab/contract';
import type { ListFilter } from '../../channels/tab/list-contract';
import { SearchedChoice } from '../searched-choice';
import { useTab } from '../tab-context';
import { narrow } from '../widths';
import { cardFilterNames, filterWords, orderNames } from '../words';
import { isMailAddress, isMonth, statusLabels, withFilter } from './filters';
import { MoreFilters } from './more-filters';
import { useTyped } from './use-typed';

const useStyles = makeStyles({
  bar: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'start',
    paddingBottom: tokens.spacingVerticalM,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  wide: { [narrow]: { gridColumn: '1 / -1' } },
  // Browsers give a field twenty characters, whatever room there is.
  control: { minWidth: 0, width: '100%', maxWidth: 'none', '& input': { minWidth: 0, width: '100%' } },
});

const searchWords = {
  mine: { label: filterWords.name, hint: filterWords.nameHint },
  cards: { label: filterWords.cardSearch, hint: filterWords.nameHint },
  requests: { label: filterWords.search, hint: filterWords.searchHint },
};

interface FilterBarProps {
  /** Which list it is of: *My visitors* has no sponsors to choose from, and an order; the card office chooses by the card alone. */
  page: 'mine' | 'requests' | 'cards';
  filter: ListFilter;
  onFilter: (filter: ListFilter) => void;
  /** Why nothing could be read; it may be about one of the fields. */
  problem: Pick<Problem, 'title' | 'field'> | undefined;
}

export function FilterBar({ page, filter, onFilter, problem }: FilterBarProps) {
  const styles = useStyles();
  const { me } = useTab();
  const change = (name: keyof ListFilter) => (value: string | undefined) => onFilter(withFilter(filter, name, value));
  const search = useTyped(filter.search ?? '', change('search'));
  const ends = useTyped(filter.ends ?? '', (month) => (month === '' || isMonth(month)) && change('ends')(month));
  // An id came from a row; its name stands among the active filters.
  const address = filter.sponsor?.includes('@') ? filter.sponsor : '';
  const sponsor = useTyped(address, (mail) => (isMailAddress(mail) || (mail === '' && address !== '')) && change('sponsor')(mail));
  const ownOrder = filter.sort === 'visitor' || filter.sort === 'status' ? filter.sort : 'validTo';
  const onEnter = (flush: () => void) => (event: KeyboardEvent) => event.key === 'Enter' && flush();
  const wrong = (name: keyof ListFilter, own?: string | false) => {
    const said = own || (problem?.field?.split('.').at(-1) === name && problem.title);
    return said ? { validationMessage: said } : {};
  };
  return (
    <div role="search" aria-label={filterWords.bar} className={styles.bar}>
      <Field label={searchWords[page].label} className={styles.wide} {...wrong('search')}>
        <SearchBox
          className={styles.control}
          placeholder={searchWords[page].hint}
          maxLength={60}
          value={search.text}
          onChange={(_event, { value }) => search.type(value)}
          onKeyDown={onEnter(search.flush)}
        />
      </Field>
      {page === 'cards' ? (
        <Field label={filterWords.card} {...wrong('card')}>
          <Dropdown
            className={styles.control}
            value={filter.card ? cardFilterNames[filter.card] : filterWords.anyCard}
            selectedOptions={[filter.card ?? '']}
            onOptionSelect={(_event, { optionValue }) => change('card')(optionValue)}
          >
            <Option value="">{filterWords.anyCard}</Option>
            {Object.entries(cardFilterNames).map(([id, name]) => (
              <Option key={id} value={id}>
                {name}
              </Option>
            ))}
          </Dropdown>
        </Field>
      ) : (
        <Field label={filterWords.status} {...wrong('status')}>
          <Dropdown
            className={styles.control}
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
        <Field label={filterWords.sort} {...wrong('sort')}>
          <Dropdown
            className={styles.control}
            value={orderNames[ownOrder]}
            selectedOptions={[ownOrder]}
            onOptionSelect={(_event, { optionValue }) => change('sort')(optionValue === 'validTo' ? undefined : optionValue)}
          >
            {Object.entries(orderNames).map(([id, name]) => (
              <Option key={id} value={id}>
                {name}
              </Option>
            ))}
          </Dropdown>
        </Field>
      ) : (
        <>
          <Field label={filterWords.department} {...wrong('department')}>
            <SearchedChoice
              className={styles.control}
              placeholder={filterWords.anyDepartment}
              chosen={filter.department ?? ''}
              choices={me.departments.map(({ id, name }) => ({ id, title: name }))}
              noneTitle={filterWords.anyDepartment}
              nothingFound={filterWords.noDepartment}
              onChoose={change('department')}
            />
          </Field>
          <Field label={filterWords.ends} {...wrong('ends', ends.text !== '' && !isMonth(ends.text) && filterWords.badMonth)}>
            <Input
              className={styles.control}
              type="month"
              value={ends.text}
              onChange={(_event, { value }) => ends.type(value)}
              onKeyDown={onEnter(ends.flush)}
              onBlur={ends.flush}
            />
          </Field>
          <Field label={filterWords.sponsor} {...wrong('sponsor', isHalfTyped(sponsor.text) && filterWords.badSponsor)}>
            <Input
              className={styles.control}
              type="email"
              autoComplete="off"
              maxLength={320}
              value={sponsor.text}
              onChange={(_event, { value }) => sponsor.type(value)}
              onKeyDown={onEnter(sponsor.flush)}
              onBlur={sponsor.flush}
            />
          </Field>
          <MoreFilters filter={filter} change={change} wrong={wrong} />
        </>
      )}
    </div>
  );
}

const isHalfTyped = (mail: string) => mail.trim() !== '' && !isMailAddress(mail.trim());
