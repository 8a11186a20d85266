import type { DigestKind } from '../domain/digest';
import type { PersonId } from '../domain/visitor-request';
import type { Ports } from '../ports';

/** A list as a button names it: the digest of a day, or all that waits now; and the first row shown. */
export type At = { digest?: DigestKind | undefined; date?: string | undefined; from: number };

/** A draft stands in the message that showed a digest: the digest is no longer drawn there, over what is being typed. */
export async function letGoOfDigest(
  { digest, date }: At,
  person: PersonId,
  { digests, log }: Pick<Ports, 'digests' | 'log'>,
): Promise<void> {
  if (digest === undefined || date === undefined) return;
  try {
    const stored = await digests.read({ person, kind: digest, date });
    if (stored?.value.activity === undefined) return;
    const { activity: _taken, ...rest } = stored.value;
    await digests.save(rest, stored.etag);
  } catch (fault) {
    log.warn({ person, digest, date, fault: (fault as Error).name }, 'a digest that became a draft is still taken for a digest');
  }
}
