import type { DuplicatesShown } from '../../cards/duplicates';
import { reviewCard } from '../../cards/review';
import { type PageWay, stepCard } from '../../cards/step';
import { isVisible, problemsOf, stepAfter, stepsOf } from '../domain/form/form';
import type { FormContext } from '../domain/form/form-context';
import type { Answers, Problems } from '../domain/form/questions';
import { uploadLink } from '../domain/photo/upload-link';
import { instant } from '../domain/request/lifecycle';
import type { Draft } from '../domain/request/records';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import type { Ports } from '../ports/ports';
import type { Stored } from '../ports/stored';
import { draftContext } from '../shown/form-context';
import { type DuplicatePorts, duplicatesFor } from './duplicates';
import { addUpload, newUpload } from './photo/upload-token';

export type DraftPorts = Pick<Ports, 'drafts' | 'departments' | 'policy' | 'clock' | 'random' | 'publicUrl' | 'hasDialogs' | 'onePage'> &
  DuplicatePorts;

/** How the card is drawn beside the draft itself. */
export interface Drawing {
  /** Which problems are shown: `all` with what is missing; `none` while the card is being filled in; else of answers that stand on it. */
  problems?: 'all' | 'none';
  /** Answers that another device saved meanwhile, while the draft holds those typed here. */
  savedElsewhere?: Partial<Answers>;
}

/**
 * Whether the card of this draft holds an upload link: where there are dialogs, a press opens the page instead. A link takes
 * nothing along, so where an answer is typed on the card a press saves that and then leads to the page.
 */
function needsLink({ step, answers, changes }: Draft, { policy }: FormContext, { hasDialogs }: Pick<Ports, 'hasDialogs'>): boolean {
  return step === 'review' && !hasDialogs && changes?.question === undefined && isVisible('photo', answers, policy);
}

/**
 * Saves the draft and draws its card, in one storage call, and those of `duplicatesFor` beside it. An upload link on the
 * card is new, so its hash is saved with the rest.
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
  const upload = needsLink(asked, context, ports) ? newUpload(ports.random, now) : undefined;
  const uploads = upload ? addUpload(draft.uploads, upload, now) : draft.uploads;
  const touched: Draft = { ...withoutLeftLine(asked), uploads, touchedAt: instant(now) };
  const [saved, duplicates] = await Promise.all([ports.drafts.save(touched, etag), duplicatesFor(touched, context, ports)]);
  if (saved === 'lost') return 'lost';
  const uploadUrl = upload && uploadLink(ports.publicUrl, { sponsor: draft.sponsor, draft: draft.id, token: upload.token });
  return drawStep(touched, context, { ...drawing, ...pageWays(ports), duplicates, ...(uploadUrl !== undefined && { uploadUrl }) });
}

function withoutLeftLine({ fromLine, ...draft }: Draft): Draft {
  return fromLine?.step === draft.step ? { ...draft, fromLine } : draft;
}

/** A step that no longer exists or no longer applies: the draft continues with the next one. */
export function atAskedStep(draft: Draft, context: FormContext): Draft {
  const isAsked = stepsOf(draft.answers, context.policy).includes(draft.step);
  return isAsked ? draft : { ...draft, step: stepAfter(draft.step, draft.answers, context, draft.isReviewing === true) };
}

/** How the pages of a draft are offered on its card. */
function pageWays({ onePage, hasDialogs }: Pick<Ports, 'onePage' | 'hasDialogs'>): PageWays {
  return { ...(onePage && { page: hasDialogs ? 'dialog' : 'link' }), ...(!hasDialogs && { isWithoutDialogs: true }) };
}

type PageWays = { page?: PageWay; isWithoutDialogs?: true };

/** Draws a stored draft as it is; it is saved only where its card needs a new upload link. */
export async function drawStored(
  { value: draft, etag }: Stored<Draft>,
  context: FormContext,
  ports: DraftPorts,
): Promise<OutgoingCard | 'lost'> {
  return needsLink(atAskedStep(draft, context), context, ports) ? saveAndDraw(draft, etag, ports) : drawDraft(draft, context, ports);
}

/** Draws a draft whose card needs no upload link. */
export async function drawDraft(stored: Draft, context: FormContext, ports: DraftPorts, drawing: Drawing = {}): Promise<OutgoingCard> {
  const draft = atAskedStep(stored, context);
  return drawStep(draft, context, { ...drawing, ...pageWays(ports), duplicates: await duplicatesFor(draft, context, ports) });
}

function drawStep(
  draft: Draft,
  context: FormContext,
  drawing: Drawing & PageWays & { duplicates: DuplicatesShown | undefined; uploadUrl?: string },
): OutgoingCard {
  const beside = {
    ...(drawing.duplicates && { duplicates: drawing.duplicates }),
    ...(drawing.page && { page: drawing.page }),
    ...(draft.fromLine?.step === draft.step && { understood: draft.fromLine.understood }),
  };
  if (draft.step === 'review')
    return reviewCard({
      draft,
      context,
      ...beside,
      ...(drawing.isWithoutDialogs && { isWithoutDialogs: true }),
      ...(drawing.uploadUrl !== undefined && { uploadUrl: drawing.uploadUrl }),
    });
  return stepCard({
    draft,
    step: draft.step,
    context,
    problems: shownProblems(draft, context, drawing.problems),
    ...beside,
    ...(drawing.savedElsewhere && { savedElsewhere: drawing.savedElsewhere }),
  });
}

function shownProblems(draft: Draft, context: FormContext, which: Drawing['problems']): Problems {
  if (which === 'none') return {};
  const problems = stepProblems(draft, context);
  return which === 'all' ? problems : Object.fromEntries(Object.entries(problems).filter(([, { word }]) => word !== 'missing'));
}

/** What is wrong with the answers of the draft's present step. */
export function stepProblems(draft: Draft, context: FormContext): Problems {
  return problemsOf(draft.answers, context, [draft.step]);
}
