import { type TextQuestion } from '../../../bot/domain/form/question-kinds';
import { nameKey } from '../../../bot/domain/request/duplicates';

export type HomeProblem = { word: 'our-university'; name: string };

/** A made-up field, step 1 of the recipe: where an external examiner works. */
export const homeInstitution: TextQuestion<HomeProblem> = {
  kind: 'text',
  step: 'visit',
  label: 'Visitor’s home institution',
  noun: 'the home institution',
  hint: 'The university or college at which the examiner works.',
  isVisible: ({ reason }) => reason === 'external-examiner',
  mandatory: {
    when: ({ itAccess }) => itAccess !== 'none',
    missing: 'Please give the institution at which the examiner works.',
  },
  most: 100,
  check: (text, { policy: { organisation } }) =>
    nameKey(text) === nameKey(organisation) ? { word: 'our-university', name: organisation } : undefined,
  sentences: { 'our-university': ({ name }) => `Somebody of ${name} is no visitor. Please give another institution.` },
  row: { group: 'visitor', label: 'Home' },
  isCorrectable: true,
  isCopiedAlong: false,
};
