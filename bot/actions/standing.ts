import type { Standing } from '../domain/reapproval';
import type { PersonId, VisitorRequest } from '../domain/visitor-request';
import type { Ports } from '../ports';
import { decidersFor, isGone } from './request-card';

type StandingPorts = Pick<Ports, 'departments' | 'people' | 'log'>;

/** Who presses, as the rules look at them. Throws when the directory does not say who that is; undefined for nobody it knows. */
export async function standingOf(request: VisitorRequest, id: PersonId, ports: StandingPorts): Promise<Standing | undefined> {
  const person = await ports.people.person(id);
  if (!person) return undefined;
  return { person, deciders: await decidersFor(request, ports), isSponsorGone: await isGone(request.sponsor, ports) };
}
