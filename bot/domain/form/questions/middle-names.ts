import type { TextQuestion } from '../question-kinds';

export const middleNames: TextQuestion = {
  kind: 'text',
  step: 'visit',
  section: 'account',
  label: 'Middle names',
  noun: 'the middle names',
  mandatory: false,
  most: 80,
  warnings: [
    {
      word: 'no-middle-names',
      applies: (answers) => answers.itAccess !== 'none' && !answers.middleNames,
      sentence:
        'You have asked for IT access without giving middle names. If the visitor has any, please add them: they are used for the username and identity checks.',
      concern: 'IT access requested; no middle names given.',
    },
  ],
  row: 'name',
  isCorrectable: true,
  isCopiedAlong: false,
};
