import type { ListQuestion } from '../question-kinds';

/** The id of a department. */
export const department: ListQuestion = {
  kind: 'list',
  step: 'department',
  label: 'School or service',
  noun: 'the school or service',
  hint: 'Scroll, or type part of the name.',
  placeholder: 'Choose or type a name',
  mandatory: { missing: 'Please choose the school or service from the list.' },
  isSearched: true,
  choices: ({ departments }) =>
    departments.map(({ id, name, isClosed }) => ({ id, title: name, name, ...(isClosed && { isRetired: isClosed }) })),
  row: { group: 'visit', label: 'School or service' },
  isCopiedAlong: true,
};
