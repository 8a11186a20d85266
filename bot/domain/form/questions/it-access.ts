import type { ItAccess } from '../answer-values';
import { itAccessLabels } from '../form-words';
import type { OptionQuestion } from '../question-kinds';

export const itAccess: OptionQuestion<ItAccess, { word: 'nothing-asked' }> = {
  kind: 'option',
  step: 'visit',
  label: 'IT access',
  noun: 'IT access or ID card',
  hint: 'Staff-like and Student-like accounts do not include library resources or Learn.',
  options: itAccessLabels,
  initial: 'none',
  mandatory: false,
  check: ({ itAccess: level, idCard }) => (level === 'none' && !idCard ? { word: 'nothing-asked' } : undefined),
  sentences: {
    'nothing-asked': 'You have chosen no IT access and no ID card, so no visitor account is needed. Choose at least one of them.',
  },
  row: { group: 'access', label: 'IT access' },
  isCopiedAlong: true,
};
