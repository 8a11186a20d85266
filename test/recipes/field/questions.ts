import { formOf } from '../../../bot/domain/form';
import type { AnswersTo } from '../../../bot/domain/question';
import { questions as real } from '../../../bot/domain/questions';
import { homeInstitution } from './home-institution';

/** Step 2 of the recipe: its line in the table. In the product, the line is added to the table itself. */
export const questions = { ...real, homeInstitution } as const;
export type Answers = AnswersTo<typeof questions>;

export const form = formOf(questions);
