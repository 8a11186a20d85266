import { fieldsOf } from '../domain/form/form';
import type { FormContext } from '../domain/form/form-context';
import { asOnPage, type Filled, fillPage, isBegun, stepToGoOn, type TypedText } from '../domain/form/one-page';
import { isStartProposed, withProposedStart, withStartOf } from '../domain/form/proposed-start';
import type { Answers, Field } from '../domain/form/questions';
import { stepNames } from '../domain/form/steps';
import { withTouched } from '../domain/form/touched';
import type { PersonId } from '../domain/organisation/organisation';
import type { Draft } from '../domain/request/records';
import { withAnswer } from '../domain/request/resubmit';
import type { RequestId } from '../domain/request/visitor-request';
import { answerField } from '../domain/shown/draft';
import type { Ports } from '../ports/ports';
import { draftContext } from '../shown/form-context';

export type SavePorts = Pick<Ports, 'drafts' | 'departments' | 'policy' | 'clock'>;

export type Saved =
  | { kind: 'saved'; draft: Draft; context: FormContext; savedElsewhere: Filled['savedElsewhere'] }
  | { kind: 'gone' }
  /** Its preparer has asked a colleague to confirm it; nothing was saved. */
  | { kind: 'with-colleague' }
  | { kind: 'busy' };

const tries = 3;
const isFirst = (field: string) => fieldsOf[stepNames[0]].some((one) => one === field);

/**
 * Saves what was typed on the page into the person's own draft: two storage calls. A field that another device has saved
 * meanwhile keeps what is saved, and is named.
 */
export async function saveAnswers(
  person: PersonId,
  id: RequestId,
  typed: Readonly<Record<string, TypedText>>,
  ports: SavePorts,
): Promise<Saved> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.drafts.read(person, id);
    if (!stored) return { kind: 'gone' };
    if (stored.value.confirmation) return { kind: 'with-colleague' };
    const context = await draftContext(stored.value, ports);
    const { answered, isElsewhere } = fillAnswer(stored.value, typed[answerField]);
    const { answers, changed, savedElsewhere } = fillPage(asOnPage(answered, context).answers, typed);
    if (isElsewhere) savedElsewhere[answerField] = answered.answer ?? '';
    // A prefilled answer counts as given when it is sent unchanged.
    const given = changed.length > 0 || isBegun(stored.value, context) ? changed : Object.keys(typed).filter((field) => isFirst(field));
    if (given.length === 0 && answered === stored.value) return { kind: 'saved', draft: answered, context, savedElsewhere };
    const draft = withAnswers(answered, answers, given, context, ports);
    if ((await ports.drafts.save(draft, stored.etag)) === 'saved') return { kind: 'saved', draft, context, savedElsewhere };
  }
  return { kind: 'busy' };
}

/** The same for the answer to a question, which is no answer of the form. */
function fillAnswer(draft: Draft, typed: TypedText | undefined): { answered: Draft; isElsewhere: boolean } {
  const saved = draft.answer ?? '';
  if (!typed || draft.changes?.question === undefined || typed.is.trim() === saved) return { answered: draft, isElsewhere: false };
  const isElsewhere = !typed.was.some((text) => text.trim() === saved);
  return { answered: isElsewhere ? draft : withAnswer(draft, typed.is.trim()), isElsewhere };
}

/** The draft with these answers, of which those to `given` are new; its card goes on at the first step with a problem. */
function withAnswers(
  before: Draft,
  typed: Answers,
  given: readonly string[],
  context: FormContext,
  { clock }: Pick<Ports, 'clock'>,
): Draft {
  const { isReviewing: _left, fromLine: _line, ...rest } = before;
  const revision = rest.revision + 1;
  const isStartAsked = !isStartProposed(rest) || given.includes('validFrom');
  const moved = withStartOf(rest.answers, typed, context);
  // As on the cards: proposed the first time that the visit is asked about; cleared, it stays blank.
  const answers = isStartAsked ? moved : withProposedStart(moved, context);
  return {
    ...rest,
    answers,
    revision,
    step: stepToGoOn(answers, context),
    touched: withTouched(rest.touched, given as Field[], revision),
    touchedAt: clock.now().toInstant().toString(),
  };
}
