import { visitorForm } from '../domain/form/form';
import type { FormContext } from '../domain/form/form-context';
import { type Filled, fillPage, stepToGoOn, type TypedText } from '../domain/form/one-page';
import type { Field } from '../domain/form/questions';
import type { PersonId } from '../domain/organisation/organisation';
import type { Draft } from '../domain/request/records';
import type { RequestId } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import { draftContext } from '../shown/form-context';

export type SavePorts = Pick<Ports, 'drafts' | 'departments' | 'policy' | 'clock'>;

export type Saved =
  | { kind: 'saved'; draft: Draft; context: FormContext; savedElsewhere: Filled['savedElsewhere'] }
  | { kind: 'gone' }
  | { kind: 'busy' };

const tries = 3;

/**
 * Saves what was typed on the page into the person's own draft: two storage calls. A field that another device has saved
 * meanwhile keeps what is saved, and is named. The card in the chat goes on at the first step with a problem.
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
    const context = await draftContext(stored.value, ports);
    const { answers, changed, savedElsewhere } = fillPage(stored.value.answers, typed);
    if (changed.length === 0) return { kind: 'saved', draft: stored.value, context, savedElsewhere };
    const { isReviewing: _left, ...rest } = stored.value;
    const revision = rest.revision + 1;
    const touched = Object.fromEntries(changed.map((field) => [visitorForm.stepOf(field as Field), revision]));
    const draft: Draft = {
      ...rest,
      answers,
      revision,
      step: stepToGoOn(answers, context),
      touched: { ...rest.touched, ...touched },
      touchedAt: ports.clock.now().toInstant().toString(),
    };
    if ((await ports.drafts.save(draft, stored.etag)) === 'saved') return { kind: 'saved', draft, context, savedElsewhere };
  }
  return { kind: 'busy' };
}
