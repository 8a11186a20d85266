import { decides, recorded } from '../../../bot/domain/request/lifecycle';
import type { Verb } from '../../../bot/domain/verbs/verb';

/** A verb made up for the recipe: whoever decides leaves a remark, and the question stays open. */
export const remark: Verb = {
  takes: 'words',
  rule: (current, { words = '' }, { standing, press }) => {
    const refusal = decides(current, standing.deciders, press);
    if (refusal) return refusal;
    if (words.trim() === '') return { refused: 'words-missing' };
    return recorded({ ...current, revision: current.revision + 1 }, 'leave-remark', current.status, press, [], { words: words.trim() });
  },
  in: ['chat', 'tab', 'outlook'],
  rank: 'rare',
  style: 'default',
  title: 'Leave a remark',
  answer: 'Leave this remark',
  ask: () => ({ kind: 'words', sentence: 'What would you like to remark?', label: 'Your remark (required)', most: 1000 }),
  done: 'Your remark has been recorded.',
  event: 'Remark left',
};
