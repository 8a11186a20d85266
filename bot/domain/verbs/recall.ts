import { recall as recallRule } from '../request/recall';
import { buttonTitles } from '../words/card-words';
import { askSentences, doneSentences } from '../words/tab-words';
import type { Verb } from './verb';

/** For ten minutes, by whoever decided. */
export const recall: Verb = {
  takes: 'confirm',
  // The rule asks only who it is: whoever’s account is disabled is nobody.
  rule: (current, _body, { standing, press }) =>
    standing.person.isEnabled ? recallRule(current, standing.deciders, press) : { refused: 'not-yours' },
  in: ['chat', 'tab', 'outlook'],
  rank: 'first',
  style: 'default',
  title: buttonTitles.takeBack,
  ask: () => ({ kind: 'confirm', sentence: askSentences.recall }),
  asksIn: ['tab'],
  done: doneSentences.recall,
  event: 'Decision undone',
};
