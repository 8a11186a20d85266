import { Temporal } from 'temporal-polyfill';
import { isVisible } from '../form/form';
import type { Policy } from '../organisation/organisation';
import type { Draft } from './records';
import type { SentPicture } from './visitor-request';

/** How long a picture waits for the person to choose its draft. Its address works about as long. */
export const offerMinutes = 30;

/** Whether a picture from the chat may belong to this draft: it lacks a photo, or its review offers to replace it. */
export function awaitsPhoto({ step, answers, confirmation }: Pick<Draft, 'step' | 'answers' | 'confirmation'>, policy: Policy): boolean {
  // Only the colleague who has a draft may change it.
  if (confirmation) return false;
  return isVisible('photo', answers, policy) && (step === 'review' || answers.photo === undefined);
}

/** The picture that the person may still choose for a draft. */
export function offeredTo({ offered }: Pick<Draft, 'offered'>, now: Temporal.Instant): SentPicture | undefined {
  if (!offered) return undefined;
  const { at, ...picture } = offered;
  const end = Temporal.Instant.from(at).add({ minutes: offerMinutes });
  return Temporal.Instant.compare(now, end) < 0 ? picture : undefined;
}
