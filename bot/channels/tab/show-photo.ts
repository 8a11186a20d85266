import type { Person } from '../../domain/organisation/organisation';
import { maySeePhoto, photoFor, viewPhoto } from '../../domain/request/view-photo';
import type { RequestId, VisitorRequest } from '../../domain/request/visitor-request';
import { cardOfficeSentences } from '../../domain/words/id-card-words';
import { tabSentences } from '../../domain/words/tab-words';
import { decidersFor } from '../../verbs/people';
import { changeRequest } from '../../verbs/perform';
import { busy, notYoursProblem, problem, type TabAnswer, type TabPorts } from './answer';

/** `GET /requests/<reference>/photo`: given only once it is recorded who sees it. */
export async function showPhoto(person: Person, reference: RequestId, ports: TabPorts): Promise<TabAnswer> {
  const now = ports.clock.now();
  const maySee = async (request: VisitorRequest) => maySeePhoto(request, person, await decidersFor(request, ports), now.toPlainDate());
  const request = (await ports.requests.read(reference))?.value;
  if (!request || !(await maySee(request)))
    return request && person.isCardOffice && !request.answers.idCard
      ? problem(403, 'forbidden', cardOfficeSentences.noPhotoWithoutCard)
      : notYoursProblem(ports);
  const photo = photoFor(request, person, await decidersFor(request, ports), now.toPlainDate());
  const bytes = photo && (await ports.photos.get(photo.blob));
  if (!bytes) return problem(404, 'gone', tabSentences.noPhoto);
  const press = { actor: { id: person.id, channel: 'tab' as const }, now };
  const outcome = await changeRequest(
    reference,
    async (current) => ((await maySee(current)) ? viewPhoto(current, press) : { refused: 'not-yours' }),
    ports,
    { isUnseen: true },
  );
  if (outcome.kind === 'busy') return busy;
  return outcome.kind === 'done' ? { kind: 'jpeg', bytes } : notYoursProblem(ports);
}
