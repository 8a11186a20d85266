import { counted } from '../../dates/day-words';
import type { ListQuestion } from '../question-kinds';

/** The id of a reason, in the order of the alphabet. A choice says how long it allows: "Contractor/Consultant (up to 12 months)". */
export const reason: ListQuestion = {
  kind: 'list',
  step: 'who',
  label: 'Reason',
  noun: 'the reason',
  placeholder: 'Choose a reason',
  mandatory: { missing: 'Please choose the reason from the list.' },
  isSearched: false,
  choices: ({ policy }) =>
    policy.reasons
      .map(({ id, label, maxMonths, isRetired }) => ({
        id,
        title: `${label} (up to ${counted(maxMonths, 'month')})`,
        name: label,
        ...(isRetired && { isRetired }),
      }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en-GB')),
  row: { group: 'visit', label: 'Reason' },
  isCopiedAlong: true,
};
