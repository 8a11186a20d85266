import { type Form, visitorForm } from '../../../bot/domain/form/form';
import type { AnswersTo, Questions } from '../../../bot/domain/form/question-kinds';
import type { Answers } from '../../../bot/domain/form/questions';
import type { Dice } from './dice';
import { type Examples, examples, type Visit } from './examples';
import { names } from './names';

/** All answers of a sponsor for an invented visitor. */
export function inventedAnswers(visit: Visit, dice: Dice): Answers {
  return inventedFor(visitorForm, examples, visit, dice);
}

/** The same for any form, by an example for each of its questions. */
export function inventedFor<Q extends Questions>(form: Form<Q>, how: Examples<Q>, visit: Visit, dice: Dice): AnswersTo<Q> {
  const people = dice.pick(names);
  let sofar: Partial<AnswersTo<Q>> = {};
  for (const field of Object.keys(how) as (keyof Q & string)[]) {
    const answers = sofar as AnswersTo<Q>;
    const example = form.isVisible(field, answers, { reasons: [visit.reason] }) ? how[field]({ visit, people, sofar }, dice) : undefined;
    if (example !== undefined) sofar = { ...sofar, [field]: example };
  }
  return sofar as AnswersTo<Q>;
}
