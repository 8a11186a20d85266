import type { TextQuestion } from '../question-kinds';

export const title: TextQuestion = {
  kind: 'text',
  step: 'visit',
  section: 'more',
  label: 'Title',
  noun: 'the title',
  mandatory: false,
  most: 30,
  row: 'name',
  isCorrectable: true,
  isCopiedAlong: false,
};
