import { z } from 'zod';
import { cardSentences, problemMark } from '../bot/domain/card-wording';
import { wordsLabels } from '../bot/domain/wording';
import { inlines, literal } from './parts';

export const askingView = z.strictObject({
  sentence: z.string(),
  hasProblem: z.boolean(),
  problem: inlines,
  hasInput: z.boolean(),
  label: z.string(),
  words: z.string(),
});
type AskingView = z.input<typeof askingView>;

/** What a verb with consequences asks before it is done. */
export interface Asking {
  verb: 'reject' | 'return' | 'withdraw';
  /** What was typed already. */
  words?: string;
  /** What is wrong with it, as a sentence. */
  problem?: string;
}

/** A card has to stay small, and 20,000 characters may come in: far more than any answer needs is put back. */
const wordsPutBack = 3000;

export function askingOf({ verb, words = '', problem }: Asking): AskingView {
  return {
    sentence: sentences[verb],
    hasProblem: problem !== undefined,
    problem: literal(problem === undefined ? '' : `${problemMark}${problem}`, { weight: 'Bolder' }),
    hasInput: verb !== 'withdraw',
    label: verb === 'withdraw' ? '' : wordsLabels[verb],
    words: Array.from(words).slice(0, wordsPutBack).join(''),
  };
}

const sentences: Record<Asking['verb'], string> = {
  withdraw: cardSentences.askWithdraw,
  reject: cardSentences.askReject,
  return: cardSentences.askReturn,
};

/** Every value that a template names must be there, shown or not. */
export const noAsking: AskingView = { sentence: '', hasProblem: false, problem: literal(''), hasInput: false, label: '', words: '' };
