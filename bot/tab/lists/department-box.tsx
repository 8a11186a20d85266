import { Combobox, Option } from '@fluentui/react-components';
import { useState } from 'react';
import type { Me } from '../../channels/tab/contract';
import { filterWords } from '../words';
import { departmentsLike } from './filters';

interface DepartmentBoxProps {
  className: string;
  /** An id. */
  chosen: string | undefined;
  departments: Me['departments'];
  onChoose: (id: string | undefined) => void;
}

/** There are too many schools for a plain list: typing narrows it. */
export function DepartmentBox({ className, chosen, departments, onChoose, ...field }: DepartmentBoxProps) {
  const [typed, setTyped] = useState<string>();
  const found = departmentsLike(departments, typed);
  return (
    <Combobox
      {...field}
      className={className}
      placeholder={filterWords.anyDepartment}
      value={typed ?? departments.find(({ id }) => id === chosen)?.name ?? ''}
      selectedOptions={chosen === undefined ? [] : [chosen]}
      onChange={(event) => setTyped(event.target.value)}
      onOptionSelect={(_event, { optionValue }) => {
        // Fluent takes the choice away as soon as something else is typed; the filter stays until something is chosen.
        if (optionValue === undefined) return;
        setTyped(undefined);
        onChoose(optionValue);
      }}
      onBlur={() => {
        setTyped(undefined);
        if (typed === '') onChoose(undefined);
      }}
    >
      {!typed && <Option value="">{filterWords.anyDepartment}</Option>}
      {found.map(({ id, name }) => (
        <Option key={id} value={id}>
          {name}
        </Option>
      ))}
      {found.length === 0 && (
        <Option key="none" value="" disabled>
          {filterWords.noDepartment}
        </Option>
      )}
    </Combobox>
  );
}
