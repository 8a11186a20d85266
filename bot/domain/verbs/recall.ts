import { buttonTitles } from '../card-wording';
import { recall as recallRule } from '../lifecycle';
import { askSentences, doneSentences } from '../tab-wording';
import type { Verb } from './verb';

/** For ten minutes, by whoever decided. */
export const recall: Verb = {
  takes: 'confirm',
  // The rule asks only who it is: whoever’s account is disabled is nobody.
  rule: (current, _body, { standing, press }) =>
    standing.person.isEnabled ? recallRule(current, standing.deciders, press) : { refused: 'not-yours' },
  in: ['chat', 'tab'],
  rank: 'first',
  style: 'danger',
  title: buttonTitles.takeBack,
  ask: () => ({ kind: 'confirm', sentence: askSentences.recall }),
  asksIn: ['tab'],
  done: doneSentences.recall,
  event: 'Decision taken back',
};
