import type { Temporal } from 'temporal-polyfill';
import { nameKey } from '../../../bot/domain/duplicates';
import type { Reason } from '../../../bot/domain/records';
import { type Answers, emptyAnswers, type ItAccess } from '../../../bot/domain/visitor-request';
import type { Dice } from './dice';
import { employers, names, telephoneBeginnings, titles } from './names';

/** What is settled before the visitor is invented. */
export interface Visit {
  department: string;
  reason: Reason;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/** All that a sponsor would have typed for somebody who does not exist. */
export function inventedAnswers({ department, reason, from, to }: Visit, dice: Dice): Answers {
  const { given, family } = dice.pick(names);
  const [firstName, lastName] = [dice.pick(given), dice.pick(family)];
  const itAccess = dice.weighted<ItAccess>({ none: 25, 'staff-like': 45, 'student-like': 30 });
  const idCard = itAccess === 'none' || dice.chance(0.65);
  const middleNames = dice.chance(0.3) ? dice.pick(given) : firstName;
  return {
    ...emptyAnswers,
    department,
    reason: reason.id,
    ...(reason.needsEmployer && { employer: dice.pick(employers) }),
    firstName,
    lastName,
    validFrom: from.toString(),
    validTo: to.toString(),
    itAccess,
    idCard,
    ...(idCard && { photo: { blob: Buffer.from(dice.bytes(16)).toString('hex') } }),
    ...(dice.chance(0.5) && { title: titleFor(reason, dice) }),
    ...(middleNames !== firstName && { middleNames }),
    ...(dice.chance(0.08) && { preferredName: Array.from(firstName).slice(0, 3).join('') }),
    ...(dice.chance(0.6) && { telephone: `${dice.pick(telephoneBeginnings)}${digits(dice)}` }),
    ...(dice.chance(itAccess === 'none' ? 0.35 : 0.85) && { personalEmail: address(firstName, lastName, dice) }),
  };
}

function titleFor({ id }: Reason, dice: Dice): string {
  return id.endsWith('professor') ? 'Professor' : dice.pick(titles);
}

function digits(dice: Dice): string {
  return String(dice.between(0, 999)).padStart(3, '0');
}

/** A domain that RFC 2606 keeps for examples: no mail to it ever arrives. */
function address(firstName: string, lastName: string, dice: Dice): string {
  const local = `${nameKey(firstName)}.${nameKey(lastName)}`.slice(0, 55);
  return `${local}${dice.between(1, 999)}@${dice.pick(['example.org', 'example.com'])}`;
}
