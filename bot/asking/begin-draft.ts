import { stepNames } from '../domain/form/steps';
import type { Person, PersonId } from '../domain/organisation/organisation';
import type { Draft } from '../domain/request/records';
import type { Ports } from '../ports/ports';
import { draftsAtMost, fullSentence, newDraft, whereTheyAsk } from './new-visitor';

export type Begun = { kind: 'begun'; draft: Draft } | { kind: 'full'; sentence: string } | { kind: 'busy' };

/**
 * *New visitor* without a card. An untouched draft is used again, so that opening the page leaves at most one of them.
 */
export async function beginDraft(
  person: Person,
  ports: Pick<Ports, 'drafts' | 'departments' | 'views' | 'policy' | 'clock' | 'random' | 'log'>,
): Promise<Begun> {
  const drafts = await listDrafts(person.id, ports);
  const untouched = drafts.find(isUntouched);
  if (untouched) return { kind: 'begun', draft: untouched };
  const oldest = drafts.at(-1);
  if (oldest && drafts.length >= draftsAtMost) return { kind: 'full', sentence: fullSentence(drafts.length, oldest, ports) };
  const where = await whereTheyAsk(person.id, person, ports);
  const draft: Draft = { ...newDraft(person.id, ports, where), touchedAt: ports.clock.now().toInstant().toString() };
  return (await ports.drafts.save(draft)) === 'saved' ? { kind: 'begun', draft } : { kind: 'busy' };
}

/** Every draft of the person, newest first. */
export function listDrafts(person: PersonId, { drafts }: Pick<Ports, 'drafts'>): Promise<Draft[]> {
  return drafts.list(person, draftsAtMost * 2);
}

/** Nothing was answered, and it did not start from another request's answers. */
export function isUntouched({ revision, step, follows, changes }: Draft): boolean {
  return revision === 1 && step === stepNames[0] && follows === undefined && changes === undefined;
}
