import type { TextQuestion } from '../question-kinds';

export const preferredName: TextQuestion = {
  kind: 'text',
  step: 'visit',
  section: 'more',
  label: 'Preferred name',
  noun: 'the preferred name',
  hint: 'If you give one, other University systems will use this name.',
  mandatory: false,
  most: 60,
  row: { group: 'visitor', label: 'Preferred name' },
  isCorrectable: true,
  isCopiedAlong: false,
  comparedAs: 'given name',
};
