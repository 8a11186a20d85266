import { correctableFields, type Form, isVisible, problemsOf, tidy, visitorForm } from '../form/form';
import type { FormContext } from '../form/form-context';
import { givenTo } from '../form/questions';
import type { Person, PersonId, Policy } from '../organisation/organisation';
import { isOver } from '../statuses/table';
import { emailKey, nameKey } from './duplicates';
import { handedTo } from './handover';
import { identityOf, instant, maySponsor, type Press, recorded, withOutcomeRevision } from './lifecycle';
import type { Standing } from './reapproval';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import { type Handed, type Identity, identityFields, type VisitorRequest } from './visitor-request';

/** resend: whoever has the question gets it once more, as if asked now. Example: pending → its deciders; returned → its sponsor. */
export function resend(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const refusal = refuses(current, standing, press);
  if (refusal) return refusal;
  switch (statusAt(current, press.now.toPlainDate())) {
    case 'pending':
      return recorded(askedAgain(current, press), 'resend', 'pending', press, [], {});
    case 'returned':
      return recorded(withOutcomeRevision({ ...current, revision: current.revision + 1 }), 'resend', 'returned', press, [], {});
    default:
      return resentProposal(current, press);
  }
}

/** The same of what waits for the approvers' agreement. */
function resentProposal(current: VisitorRequest, press: Press): Change | Refusal {
  const again = proposedAgain(current, press);
  return again ? recorded(again, 'resend', current.status, press, [], {}) : { refused: 'moved-on' };
}

/** What was proposed, asked again from now; undefined where nothing waits. */
export function proposedAgain(current: VisitorRequest, { now }: Pick<Press, 'now'>): VisitorRequest | undefined {
  const open = current.account?.proposal?.open;
  if (!open || open.awaitsPhoto) return undefined;
  const { nudged: _before, ...proposal } = open;
  const revision = current.revision + 1;
  return { ...current, account: { ...current.account, proposal: { open: { ...proposal, revision, resentAt: instant(now) } } }, revision };
}

/**
 * reassign sponsor: somebody else answers for the visitor, at once. Unlike an offer it waits for nobody; both are told.
 * Example: a sponsor on long leave → a colleague of theirs.
 *
 * @param to undefined for an address that is nobody's here.
 */
export function reassignSponsor(current: VisitorRequest, to: Person | undefined, standing: Standing, press: Press): Change | Refusal {
  const refusal = refuses(current, standing, press);
  if (refusal) return refusal;
  if (!to || !maySponsor(to)) return { refused: 'no-such-colleague' };
  if (to.id === current.sponsor) return { refused: 'sponsor-already' };
  const at = instant(press.now);
  const last: Handed = {
    to: to.id,
    from: current.sponsor,
    by: press.actor.id,
    at,
    channel: press.actor.channel,
    revision: current.revision + 1,
    answer: 'assigned',
    answeredAt: at,
    ...(standing.isSponsorGone && { isSponsorGone: true }),
  };
  return handedTo(current, last, 'reassign-sponsor', press);
}

/**
 * reassign decider: somebody else is asked in place of the head. The head and the deputies may still decide, as the
 * department visited is theirs. Example: a head with an interest in the visit → a colleague of the faculty.
 *
 * @param to undefined for an address that is nobody's here.
 */
export function reassignDecider(current: VisitorRequest, to: Person | undefined, standing: Standing, press: Press): Change | Refusal {
  const refusal = refuses(current, standing, press);
  if (refusal) return refusal;
  if (!to || !maySponsor(to)) return { refused: 'no-such-colleague' };
  if (to.id === current.sponsor || current.involved.includes(to.id)) return { refused: 'decider-involved' };
  const [asked, another] = standing.deciders.ask;
  if (asked === to.id && another === undefined) return { refused: 'decider-already' };
  const { id, channel } = press.actor;
  const assigned = { to: to.id, by: id, at: instant(press.now), channel };
  const isPending = statusAt(current, press.now.toPlainDate()) === 'pending';
  const next = isPending ? askedAgain({ ...current, assigned }, press) : { ...current, assigned, revision: current.revision + 1 };
  return recorded(next, 'reassign-decider', current.status, press, ['decider'], {
    ...(asked !== undefined && { before: { decider: asked } }),
    after: { decider: to.id },
  });
}

/**
 * correct: mends a slip in who the visitor is, by the rules of the form. Whoever does so has changed the request, and
 * neither decides nor steers it any more. Example: `Fairwether` → `Fairweather`.
 *
 * @param value as it was typed; blank takes an optional detail away.
 */
export function correct(
  current: VisitorRequest,
  { field, value }: { field: string; value: string },
  standing: Standing,
  context: FormContext,
  press: Press,
): Change | Refusal {
  const refusal = refuses(current, standing, press);
  if (refusal) return refusal;
  const name = correctableFields.find((one) => one === field);
  if (!name || !isVisible(name, current.answers, context.policy)) return { refused: 'not-correctable' };
  const text = tidy(value);
  if (text === (current.answers[name] ?? '')) return { refused: 'unchanged' };
  const { [name]: before, ...others } = current.answers;
  const answers = { ...others, ...(text !== '' && { [name]: text }) } as VisitorRequest['answers'];
  const problem = problemsOf(answers, context)[name];
  if (problem) return { refused: 'not-right', field: name, problem };
  const approved = approvedVisitor(current, press);
  if (approved && isAnotherPerson(approved, answers)) return { refused: 'another-person' };
  const { id, channel } = press.actor;
  const involved = current.involved.includes(id) ? current.involved : [...current.involved, id];
  const revision = current.revision + 1;
  const { decision } = current;
  // A draft that was opened before would bring the slip back.
  const reopened = {
    question: { ...current.question, changeableFrom: revision },
    ...(decision?.changeableFrom !== undefined && { decision: { ...decision, changeableFrom: revision } }),
  };
  const isOfIdentity = identityFields.some((one) => one === name);
  const sinceApproval = approved &&
    decision && {
      decision: { ...decision, visitor: approved },
      ...(isOfIdentity && { account: { ...current.account, corrected: { by: id, at: instant(press.now), channel, revision } } }),
    };
  return recorded({ ...current, answers, involved, revision, ...reopened, ...sinceApproval }, 'correct', current.status, press, [name], {
    ...(before !== undefined && { before: { [name]: before } }),
    ...(text !== '' && { after: { [name]: text } }),
  });
}

/** Who the visitor was when approved; undefined where no approval stands. Not kept by approvals of older versions: who it is now. */
function approvedVisitor(current: VisitorRequest, { now }: Pick<Press, 'now'>): Identity | undefined {
  const status = statusAt(current, now.toPlainDate());
  if (status !== 'approved' && status !== 'active') return undefined;
  return current.decision?.visitor ?? identityOf(current.answers);
}

/** First and last name both differ, or the email and any name. Case, accents and punctuation make nobody another person. */
function isAnotherPerson(approved: Identity, now: Identity): boolean {
  const changed = identityFields.filter((field) => {
    const keyOf = field === 'personalEmail' ? emailKey : nameKey;
    return keyOf(approved[field] ?? '') !== keyOf(now[field] ?? '');
  });
  const hasOtherName = changed.includes('firstName') && changed.includes('lastName');
  return hasOtherName || (changed.includes('personalEmail') && changed.length > 1);
}

/** The approver is notified of a later correction of a name or the email by somebody else. */
export function correctionRecipients({ account: { corrected } = {}, decision }: VisitorRequest): PersonId[] {
  return corrected && decision && decision.by !== corrected.by ? [decision.by] : [];
}

/** Names and email that differ from what was approved; a blank is absent. */
export function correctedValues({
  answers,
  decision,
}: VisitorRequest): { field: (typeof identityFields)[number]; approved?: string; now?: string }[] {
  const { visitor } = decision ?? {};
  if (!visitor) return [];
  return identityFields.flatMap((field) => {
    const [approved, now] = [visitor[field], answers[field]];
    if (approved === now) return [];
    return [{ field, ...(approved !== undefined && { approved }), ...(now !== undefined && { now }) }];
  });
}

/** The fields that may be corrected, with their present values. */
export function correctable(
  { answers }: VisitorRequest,
  policy: Pick<Policy, 'reasons'>,
  form: Form = visitorForm,
): { field: string; label: string; value: string }[] {
  return form.correctableFields
    .filter((field) => form.isVisible(field, answers, policy))
    .map((field) => ({ field, label: form.questions[field]?.label ?? field, value: String(givenTo(field, answers) ?? '') }));
}

/** An admin, on what they saw, of what is not over; and not involved. Their own correction, pressed twice, has moved on. */
function refuses(current: VisitorRequest, { person }: Standing, press: Press): Refusal | undefined {
  if (!person.isAdmin || !person.isEnabled) return { refused: 'not-yours' };
  const isSame = press.seen === current.revision && !isOver(statusAt(current, press.now.toPlainDate()));
  if (!isSame) return { refused: 'moved-on' };
  const isInvolved = person.id === current.sponsor || current.involved.includes(person.id);
  return isInvolved ? { refused: 'involved' } : undefined;
}

/** The question asked again from now: reminders restart, and the head's automatic reply is checked again. */
export function askedAgain(current: VisitorRequest, { now }: Pick<Press, 'now'>): VisitorRequest {
  const revision = current.revision + 1;
  const { askedAt, answered, changed, changeableFrom = current.question.revision } = current.question;
  const question = {
    askedAt,
    revision,
    resentAt: instant(now),
    changeableFrom,
    ...(answered && { answered }),
    ...(changed && { changed }),
  };
  return { ...current, revision, question };
}
