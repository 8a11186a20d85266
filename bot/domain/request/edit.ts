import { fieldsOf } from '../form/form';
import { emptyAnswers, givenTo, questions } from '../form/questions';
import { stepNames } from '../form/steps';
import { draftVersion, isOfDraft } from './lifecycle';
import type { Draft } from './records';
import { isOtherAnswer } from './resubmit';
import type { SentVersion, VisitorRequest } from './visitor-request';

/** A request as the draft by which its sponsor edits it. */
export function draftFromRequest(request: VisitorRequest): Draft {
  return {
    id: request.id,
    sponsor: request.sponsor,
    revision: 1,
    step: 'review',
    answers: request.answers,
    touched: {},
    changes: {
      revision: request.revision,
      department: request.answers.department,
      ...(request.decision?.words !== undefined && { question: request.decision.words }),
      ...(request.answers.photo && { photo: request.answers.photo.blob }),
      ...(request.answers.validFrom === undefined && { validFrom: request.validFrom }),
      ...(request.answers.validTo === undefined && { validTo: request.validTo }),
    },
    uploads: [],
    touchedAt: '',
  };
}

/** The answers of those steps that were filled in on a draft of an earlier question; the rest is as the request has it. */
export function withTyped(draft: Draft, { answers, touched, thumbnail, revision, answer, changes }: Draft): Draft {
  const steps = stepNames.filter((step) => touched[step] !== undefined);
  const fields = [...steps.flatMap((step) => fieldsOf[step]), ...(touched['photo'] === undefined ? [] : (['photo'] as const))];
  const unchanged = Object.fromEntries(Object.entries(draft.answers).filter(([field]) => !fields.some((one) => one === field)));
  const typed = Object.fromEntries(fields.flatMap((field) => (answers[field] === undefined ? [] : [[field, answers[field]]])));
  // `touched` counts revisions of the previous draft, so the new draft's revision continues from there.
  return {
    ...draft,
    revision: revision + 1,
    answers: { ...emptyAnswers, ...unchanged, ...typed },
    touched,
    ...(thumbnail !== undefined && { thumbnail }),
    // It answers no other question.
    ...(answer !== undefined && changes?.question === draft.changes?.question && { answer }),
  };
}

/**
 * What is left of a draft once a request was made or changed by this version of it. Undefined: nothing. What another device
 * typed since is not lost: it is left as an edit of the request. The draft itself: it was opened since, holds another answer
 * to its question, or is another’s.
 *
 * @param sent absent for a request that was sent before versions were noted.
 */
export function remainderOf(draft: Draft, request: VisitorRequest, sent: SentVersion | undefined): Draft | undefined {
  if (!isOfDraft(request, draft)) return draft;
  const { round, revision } = draftVersion(draft);
  if (round === sent?.round && revision <= sent.revision) return undefined;
  if (round >= request.revision) return draft;
  const isGivenUp = request.status === 'withdrawn' || draft.sponsor !== request.sponsor;
  if (!sent || isGivenUp || round < sent.round) return undefined;
  return round > sent.round ? draft : lateEdit(draft, request, sent.revision);
}

/** What was typed into a draft after it had been sent at this revision, as an edit of its request; undefined where that changes nothing. */
function lateEdit(draft: Draft, request: VisitorRequest, sent: number): Draft | undefined {
  const touched = Object.fromEntries(Object.entries(draft.touched).filter(([, revision]) => revision > sent));
  const isLate = ([field]: [string, unknown]) => field in questions && field in touched;
  const typed = Object.entries(draft.answers).filter(isLate);
  const answers = Object.fromEntries(Object.entries(request.answers).filter((entry) => !isLate(entry)));
  const edited = { ...emptyAnswers, ...answers, ...Object.fromEntries(typed) };
  const isChanged = Object.keys(touched).some(
    (field) => JSON.stringify(givenTo(field, edited)) !== JSON.stringify(givenTo(field, request.answers)),
  );
  // A question is answered once: another answer to it stays where it was typed.
  if (!isChanged) return isOtherAnswer(draft.answer, request) ? draft : undefined;
  const edit = draftFromRequest(request);
  return {
    ...edit,
    ...(edit.changes && { changes: { ...edit.changes, isLate: true as const } }),
    revision: draft.revision + 1,
    answers: edited,
    touched,
    ...(draft.thumbnail !== undefined && 'photo' in touched && { thumbnail: draft.thumbnail }),
    touchedAt: draft.touchedAt,
  };
}
