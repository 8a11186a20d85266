import { formOf } from '../../../bot/domain/form/form';
import type { AnswersTo } from '../../../bot/domain/form/question-kinds';
import { questions as real } from '../../../bot/domain/form/questions';
import { homeInstitution } from './home-institution';

/** Step 2 of the recipe: its line in the table. In the product, the line is added to the table itself. */
export const questions = { ...real, homeInstitution } as const;
export type Answers = AnswersTo<typeof questions>;

export const form = formOf(questions);
