import type { Deciders } from '../../../../bot/domain/request/deciders';
import type { Press } from '../../../../bot/domain/request/lifecycle';
import type { Standing } from '../../../../bot/domain/request/reapproval';
import { type Change, isRefusal, type Refusal } from '../../../../bot/domain/request/refusal';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { adminId, deepFreeze, deputyId, headId, makePerson, makePolicy, noon, strangerId } from '../../../make';

export const formerId = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e001';
export const whole = makePolicy();
/** An external examiner's stay may become eight months without a second agreement. */
export const policy = {
  ...whole,
  reasons: whole.reasons.map((reason) => (reason.id === 'external-examiner' ? { ...reason, agreeAfterMonths: 8 } : reason)),
};
export const deciders: Deciders = { ask: [headId], may: [headId, deputyId], as: 'department' };
export const people = {
  sponsor: makePerson(),
  head: makePerson({ id: headId }),
  deputy: makePerson({ id: deputyId }),
  admin: makePerson({ id: adminId, isAdmin: true }),
  former: makePerson({ id: formerId }),
  stranger: makePerson({ id: strangerId }),
};
export type Who = keyof typeof people;

export const standing = (who: Who, isSponsorGone = false): Standing => ({ person: people[who], deciders, isSponsorGone });
/** A press in Teams at noon of the day, an ISO date. */
export const pressOn = (who: Who, seen: number, day: string): Press => ({
  actor: { id: people[who].id, channel: 'teams' },
  now: noon(day),
  seen,
});

/** The request after a change; throws where it was refused. */
export function after(result: Change | Refusal): VisitorRequest {
  if (isRefusal(result)) throw new Error(`It was refused: ${result.refused}.`);
  return deepFreeze(result.request) as VisitorRequest;
}
export const outcome = (result: Change | Refusal) => (isRefusal(result) ? result.refused : result.event.verb);
