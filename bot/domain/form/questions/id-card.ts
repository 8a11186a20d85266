import type { YesNoQuestion } from '../question-kinds';

export const idCard: YesNoQuestion = {
  kind: 'yes-no',
  step: 'visit',
  label: 'ID card',
  noun: 'the ID card',
  hint: 'An ID card needs a photo of the visitor.',
  initial: true,
  mandatory: false,
  row: { group: 'access', label: 'ID card' },
  isCopiedAlong: true,
};
