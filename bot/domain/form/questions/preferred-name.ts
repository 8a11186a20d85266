import type { TextQuestion } from '../question-kinds';

export const preferredName: TextQuestion = {
  kind: 'text',
  step: 'visit',
  section: 'more',
  label: 'Preferred name',
  noun: 'the preferred name',
  hint: 'Enter the whole name as it should be shown. Other University systems will use it.',
  mandatory: false,
  most: 60,
  row: { group: 'visitor', label: 'Preferred name' },
  isCorrectable: true,
  isCopiedAlong: false,
  comparedAs: 'given name',
};
