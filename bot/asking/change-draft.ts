import type { PersonId } from '../domain/organisation/organisation';
import type { Draft } from '../domain/request/records';
import type { Ports } from '../ports/ports';

const tries = 3;

/** Changes the stored draft beside whoever edits it; undefined leaves it unchanged. */
export async function changeDraft(
  person: PersonId,
  id: Draft['id'],
  { drafts }: Pick<Ports, 'drafts'>,
  changed: (draft: Draft) => Draft | undefined,
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await drafts.read(person, id);
    const next = stored && changed(stored.value);
    if (!next || (await drafts.save(next, stored.etag)) === 'saved') return;
  }
}
