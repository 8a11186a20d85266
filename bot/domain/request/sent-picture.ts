import { Temporal } from 'temporal-polyfill';
import { isVisible } from '../form/form';
import type { Policy } from '../organisation/organisation';
import type { Draft, SentPicture } from './records';

/** How long a picture waits for the person to say whose it is. Its address works for about as long. */
export const offerMinutes = 30;

/** Whether a picture from the chat may be meant for this draft: its review offers another, or it still lacks one. */
export function awaitsPhoto({ step, answers, confirmation }: Pick<Draft, 'step' | 'answers' | 'confirmation'>, policy: Policy): boolean {
  // One that is with a colleague is theirs to change.
  if (confirmation) return false;
  return isVisible('photo', answers, policy) && (step === 'review' || answers.photo === undefined);
}

/** The picture that a draft may still take, if its person says so. */
export function offeredTo({ offered }: Pick<Draft, 'offered'>, now: Temporal.Instant): SentPicture | undefined {
  if (!offered) return undefined;
  const { at, ...picture } = offered;
  const end = Temporal.Instant.from(at).add({ minutes: offerMinutes });
  return Temporal.Instant.compare(now, end) < 0 ? picture : undefined;
}
