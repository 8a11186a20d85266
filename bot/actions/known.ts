import type { PersonId } from '../domain/visitor-request';
import type { Ports } from '../ports';

/**
 * Whoever decides or answers must be known to be still there: false where the directory does not say, which puts the press
 * off. Somebody whom it does not know is for the rules to refuse.
 */
export async function isKnown(person: PersonId, { people, log }: Pick<Ports, 'people' | 'log'>): Promise<boolean> {
  try {
    await people.person(person);
    return true;
  } catch (fault) {
    log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; the press waits');
    return false;
  }
}
