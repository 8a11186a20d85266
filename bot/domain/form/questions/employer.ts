import { reasonOf } from '../form-context';
import type { TextQuestion } from '../question-kinds';

/** Only for a reason that needs one. */
export const employer: TextQuestion = {
  kind: 'text',
  step: 'visit',
  label: 'Employing organisation',
  noun: 'the employing organisation',
  hint: 'The company or organisation that the contractor or consultant works for.',
  isVisible: (answers, policy) => reasonOf(answers, policy)?.needsEmployer === true,
  revealedBy: 'reason',
  mandatory: { missing: 'Please give the organisation that employs the visitor.' },
  most: 120,
  row: { group: 'visitor', label: 'Employing organisation' },
  isCorrectable: true,
  isCopiedAlong: true,
};
