import type { TextQuestion } from '../question-kinds';

/** F6. */
export const middleNames: TextQuestion = {
  kind: 'text',
  step: 'more',
  label: 'Middle names',
  noun: 'the middle names',
  hint: 'Best given when IT access is wanted: they feed the username and the identity check of self-service password reset.',
  mandatory: false,
  most: 80,
  warnings: [
    {
      word: 'no-middle-names',
      applies: (answers) => answers.itAccess !== 'none' && !answers.middleNames,
      sentence:
        'IT access is asked for, but no middle names. If the visitor has any, they help to make the username and to confirm who they are.',
      concern: 'IT access without middle names.',
    },
  ],
  row: 'name',
  isCorrectable: true,
  comesAlong: false,
};
