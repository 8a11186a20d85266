import { rowStateOf } from '../domain/notices/digest';
import { type RequestId, unlessKnown } from '../domain/request/visitor-request';
import type { Digest } from '../ports/digests';
import { inParallel } from './in-parallel';
import { addToDigests } from './open-digests';
import type { WorkPorts } from './work-ports';

const atOnce = 8;

/** Adds visitors who were handed over since the digest was opened to their present sponsor's digest; not a handover that came to nothing. */
export async function passOn({ person, kind, date, items }: Digest, included: ReadonlySet<RequestId>, ports: WorkPorts): Promise<void> {
  if (kind !== 'sponsor') return;
  const missing = items.filter((id) => !included.has(id));
  const requests = await inParallel(missing, atOnce, async (id) => (await ports.requests.read(id).catch(unlessKnown))?.value);
  const today = ports.clock.now().toPlainDate();
  const others = requests
    .filter((request) => request !== undefined)
    .filter(({ sponsor, involved }) => sponsor !== person && involved.includes(person))
    .filter((request) => rowStateOf(request, today, date).rowState === 'undecided');
  if (others.length === 0) return;
  await addToDigests(
    others.map(({ id, sponsor }) => ({ person: sponsor, kind, request: id })),
    date,
    ports,
  );
}
