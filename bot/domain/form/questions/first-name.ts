import type { TextQuestion } from '../question-kinds';

export const firstName: TextQuestion = {
  kind: 'text',
  step: 'who',
  label: 'First name',
  noun: 'the first name',
  mandatory: { missing: 'Please give the visitor’s first name.' },
  most: 60,
  row: 'name',
  isCorrectable: true,
  isCopiedAlong: false,
  comparedAs: 'given name',
};
