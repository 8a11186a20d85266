import { maySponsor } from '../domain/lifecycle';
import type { Standing } from '../domain/reapproval';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
import type { Ports } from '../ports';
import { decidersFor } from './request-card';

type StandingPorts = Pick<Ports, 'departments' | 'people' | 'log'>;

/** Who presses, as the rules look at them. Throws when the directory does not say who that is; undefined for nobody it knows. */
export async function standingOf(request: VisitorRequest, id: PersonId, ports: StandingPorts): Promise<Standing | undefined> {
  const person = await ports.people.person(id);
  if (!person) return undefined;
  return { person, deciders: await decidersFor(request, ports), isSponsorGone: await isGone(request.sponsor, ports) };
}

/** Q9: unknown to the directory, disabled, or not staff any more. A directory that does not answer takes nobody for gone. */
export async function isGone(sponsor: PersonId, { people, log }: Pick<Ports, 'people' | 'log'>): Promise<boolean> {
  try {
    const known = await people.person(sponsor);
    return !known || !maySponsor(known);
  } catch {
    log.warn({ person: sponsor }, 'directory did not answer; the sponsor is taken for present');
    return false;
  }
}
