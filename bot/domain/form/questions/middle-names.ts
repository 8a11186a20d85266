import type { TextQuestion } from '../question-kinds';

export const middleNames: TextQuestion = {
  kind: 'text',
  step: 'visit',
  section: 'account',
  label: 'Middle names',
  noun: 'the middle names',
  hint: 'If the visitor has any, please give all of them. Leave blank if there are none.',
  mandatory: false,
  blankMeans: 'None',
  most: 80,
  row: 'name',
  isCorrectable: true,
  isCopiedAlong: false,
};
