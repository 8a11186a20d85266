import type { DuplicatesShown } from '../../cards/duplicates';
import { photoCard } from '../../cards/photo';
import { reviewCard } from '../../cards/review';
import { stepCard } from '../../cards/step';
import { fieldsOf, problemsOf, stepAfter, stepsOf } from '../domain/form/form';
import type { FormContext } from '../domain/form/form-context';
import type { Answers, Field, Problems } from '../domain/form/questions';
import { uploadLink } from '../domain/photo/upload-link';
import type { Draft } from '../domain/request/records';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import type { Ports } from '../ports/ports';
import { draftContext } from '../shown/form-context';
import { type DuplicatePorts, duplicatesFor } from './duplicates';
import { addUpload, newUpload } from './photo/upload-token';

export type DraftPorts = Pick<Ports, 'drafts' | 'departments' | 'policy' | 'clock' | 'random' | 'publicUrl' | 'hasDialogs'> &
  DuplicatePorts;

/** How the card is drawn beside the draft itself. */
export interface Drawing {
  /** Show what is wrong with this step's answers; without it a step is drawn fresh. */
  isChecked?: boolean;
  /** Answers that another device saved meanwhile, while the draft holds those typed here. */
  savedElsewhere?: Partial<Answers>;
  /** Offer the upload page in a dialog. */
  hasDialog?: boolean;
}

/**
 * Saves the draft and draws its card, in one storage call, and those of `duplicatesFor` beside it. The photo step's card holds a new upload link, so its hash is
 * saved with the rest.
 */
export async function saveAndDraw(
  draft: Draft,
  etag: string | undefined,
  ports: DraftPorts,
  drawing: Drawing = {},
): Promise<OutgoingCard | 'lost'> {
  const now = ports.clock.now();
  const context = await draftContext(draft, ports);
  const asked = atAskedStep(draft, context);
  const upload = asked.step === 'photo' ? newUpload(ports.random, now) : undefined;
  const uploads = upload ? addUpload(draft.uploads, upload, now) : draft.uploads;
  const touched: Draft = { ...asked, uploads, touchedAt: now.toInstant().toString() };
  const [saved, duplicates] = await Promise.all([ports.drafts.save(touched, etag), duplicatesFor(touched, context, ports)]);
  if (saved === 'lost') return 'lost';
  const uploadUrl = upload ? uploadLink(ports.publicUrl, { sponsor: draft.sponsor, draft: draft.id, token: upload.token }) : '';
  return draw(touched, context, uploadUrl, { hasDialog: ports.hasDialogs, ...drawing, duplicates });
}

/** Another device, or new data of the organisation, may have taken a step away: the draft goes on with the next one. */
export function atAskedStep(draft: Draft, context: FormContext): Draft {
  const isAsked = stepsOf(draft.answers, context.policy).includes(draft.step);
  return isAsked ? draft : { ...draft, step: stepAfter(draft.step, draft.answers, context, draft.isReviewing === true) };
}

/** Draws a draft that is not at its photo; that one needs a link, which has to be saved. */
export async function drawDraft(
  stored: Draft,
  context: FormContext,
  uploadUrl: string,
  ports: DuplicatePorts,
  drawing: Drawing = {},
): Promise<OutgoingCard> {
  const draft = atAskedStep(stored, context);
  return draw(draft, context, uploadUrl, { ...drawing, duplicates: await duplicatesFor(draft, context, ports) });
}

function draw(
  draft: Draft,
  context: FormContext,
  uploadUrl: string,
  drawing: Drawing & { duplicates: DuplicatesShown | undefined },
): OutgoingCard {
  const problems = drawing.isChecked ? stepProblems(draft, context) : {};
  const duplicates = drawing.duplicates && { duplicates: drawing.duplicates };
  if (draft.step === 'review') return reviewCard({ draft, context, ...duplicates });
  if (draft.step === 'photo')
    return photoCard({
      draft,
      context,
      uploadUrl,
      hasDialog: drawing.hasDialog === true,
      ...(problems.photo && { problem: problems.photo }),
    });
  return stepCard({
    draft,
    step: draft.step,
    context,
    problems,
    ...duplicates,
    ...(drawing.savedElsewhere && { savedElsewhere: drawing.savedElsewhere }),
  });
}

/** What is wrong with the answers of the draft's present step. */
export function stepProblems(draft: Draft, context: FormContext): Problems {
  const problems = problemsOf(draft.answers, context);
  const fields: readonly Field[] = fieldsOf[draft.step];
  return Object.fromEntries(Object.entries(problems).filter(([field]) => fields.includes(field as Field)));
}
