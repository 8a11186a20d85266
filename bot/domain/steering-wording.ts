/** What the tab says where admins steer a request. */
export const steeringTitles = {
  resend: 'Send the question again',
  'reassign-decider': 'Change who decides',
  'reassign-sponsor': 'Change the sponsor',
  correct: 'Correct a detail',
} as const;

export const steeringSentences = {
  resend: 'Send the question once more to whoever has to answer it now? They get it as a new message, and reminders begin anew.',
  'reassign-decider': {
    sentence: 'Who should be asked to decide? The head and the deputies of the department can still decide too.',
    confirm: 'Ask this colleague to decide?',
  },
  'reassign-sponsor': {
    sentence: 'Who should become the sponsor? It takes effect at once, without their consent; both are told.',
    confirm: 'Make this colleague the sponsor? They answer for the visitor from then on.',
  },
  correct:
    'Which detail is wrong? Whatever was decided upon, such as dates, access and card, cannot be corrected here. Whoever corrects a request cannot decide it.',
} as const;
