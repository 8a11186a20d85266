import { questions } from '../form/questions';
import type { correctedValues } from '../request/corrections';
import type { Done } from '../request/visitor-request';
import { moment } from './words';

/**
 * To whoever approved: who corrected, and each value beside the one that was approved. Contains names: for literal text
 * only. Example: "First name: Otto (you approved: Ottoline)".
 */
export function correctedLines({ at }: Pick<Done, 'at'>, by: string, values: ReturnType<typeof correctedValues>, zone: string): string[] {
  const corrected = `${by} corrected the visitor’s details on ${moment(at, zone)}.`;
  if (values.length === 0) return [`${corrected} They are again as you approved them.`];
  const lines = values.map(
    ({ field, approved = 'blank', now = 'blank' }) => `${questions[field].label}: ${now} (you approved: ${approved})`,
  );
  return [corrected, ...lines];
}

/** What the tab says where admins steer a request. */
export const steeringTitles = {
  resend: 'Send the question again',
  'reassign-decider': 'Change who decides',
  'reassign-sponsor': 'Change the sponsor',
  correct: 'Correct a detail',
} as const;

export const steeringSentences = {
  resend: 'Resend this to whoever needs to act? They will get a new message, and reminders start again.',
  'reassign-decider': {
    sentence: 'Who should be asked to decide? The head and the deputies of the department can still decide too.',
    confirm: 'Ask this colleague to decide?',
  },
  'reassign-sponsor': {
    sentence: 'Who should become the sponsor? It takes effect at once, without their consent; both are told.',
    confirm: 'Make this colleague the sponsor? They will be responsible for the visitor.',
  },
  correct:
    'Which detail is wrong? Dates, access and card are part of the decision, so they cannot be corrected here. Once you have corrected a request, someone else has to approve it, correct it again, or change its sponsor or approver.',
} as const;
