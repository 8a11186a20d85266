import type { DigestKind } from '../domain/notices/digest';
import type { PersonId } from '../domain/organisation/organisation';
import type { Ports } from '../ports/ports';

/** A list as a button names it: the digest of a day, or all that waits now; and the first row shown. */
export type At = { digest?: DigestKind | undefined; date?: string | undefined; from: number };

/** A worker may be writing at the same moment. */
const tries = 3;

/** What a press has just drawn in a digest's own message need not be drawn again: what is typed beside other visitors would go. */
export async function noteDrawn(
  { digest, date }: Omit<At, 'from'>,
  person: PersonId,
  cardActivity: string | undefined,
  shown: string,
  { digests, log }: Pick<Ports, 'digests' | 'log'>,
): Promise<void> {
  if (digest === undefined || date === undefined || cardActivity === undefined) return;
  try {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const stored = await digests.read({ person, kind: digest, date });
      if (stored?.value.activity !== cardActivity || stored.value.shown === shown) return;
      if ((await digests.save({ ...stored.value, shown }, stored.etag)) === 'saved') return;
    }
  } catch (fault) {
    log.warn({ person, digest, date, fault: (fault as Error).name }, 'a digest drawn in place is drawn once more');
  }
}
