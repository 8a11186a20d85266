import type { ItAccess } from '../answer-values';
import { itAccessLabels } from '../form-words';
import type { OptionQuestion } from '../question-kinds';

/** F12. */
export const itAccess: OptionQuestion<ItAccess, { word: 'nothing-asked' }> = {
  kind: 'option',
  step: 'access',
  label: 'User IT access level',
  noun: 'IT access or ID card',
  hint: 'Neither level gives library resources or the learning environment.',
  options: itAccessLabels,
  initial: 'none',
  mandatory: false,
  check: ({ itAccess: level, idCard }) => (level === 'none' && !idCard ? { word: 'nothing-asked' } : undefined),
  sentences: { 'nothing-asked': 'With no IT access and no ID card there is nothing to make. Please choose at least one of them.' },
  row: { group: 'access', label: 'IT access' },
  comesAlong: true,
};
