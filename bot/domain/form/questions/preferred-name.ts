import type { TextQuestion } from '../question-kinds';

/** F8. */
export const preferredName: TextQuestion = {
  kind: 'text',
  step: 'more',
  label: 'Preferred name',
  noun: 'the preferred name',
  hint: 'If given, other systems know the visitor by this name.',
  mandatory: false,
  most: 60,
  row: { group: 'visitor', label: 'Preferred name' },
  isCorrectable: true,
  comesAlong: false,
  comparedAs: 'given name',
};
