import type { TextQuestion } from '../question-kinds';

export const lastName: TextQuestion = {
  kind: 'text',
  step: 'who',
  label: 'Last name',
  noun: 'the last name',
  mandatory: { missing: 'Please give the visitor’s last name.' },
  most: 60,
  row: 'name',
  isCorrectable: true,
  isCopiedAlong: false,
  comparedAs: 'family name',
};
