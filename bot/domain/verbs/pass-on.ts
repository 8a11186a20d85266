import { departmentOf } from '../form/form-context';
import { wordsAtMost } from '../request/lifecycle';
import { deputiesToAsk, passToDeputy } from '../request/pass-on';
import { sentences } from '../words/words';
import type { Verb } from './verb';

/** The head asks one of the deputies to decide; the head still may. */
export const passOn: Verb = {
  takes: 'person',
  rule: (current, body, { standing, press, context }) =>
    passToDeputy(current, departmentOf(current.answers, context.departments), standing.deciders, body, press),
  in: ['chat', 'tab', 'outlook'],
  rank: 'rare',
  style: 'default',
  title: 'Ask my deputy',
  answer: 'Ask them',
  ask: ({ answers }, { standing, context, names = {} }) => {
    const deputies = deputiesToAsk(departmentOf(answers, context.departments), standing.deciders);
    return {
      kind: 'person',
      sentence: 'Ask a deputy to decide this request? You can still decide it yourself.',
      label: 'Deputy (required)',
      options: deputies.map((id) => ({ id, label: names[id] ?? sentences.unknownPerson })),
      note: { label: 'Note to the deputy (optional; kept in the history)', most: wordsAtMost },
    };
  },
  done: 'We have asked your deputy. You can still decide the request yourself.',
  event: 'Passed on to a deputy',
  waits: sentences.decisionWaits,
};
