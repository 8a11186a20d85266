import { photoGoesAfter } from '../../domain/photo/photo-delay';
import type { ReconcileRun } from './reconcile-run';

/**
 * Drafts go so many days after the last touch, and their photo after them. One that is touched at this very moment
 * stays. The message for a photo comes first, so that no crash leaves one behind: it does nothing while the draft is
 * there, nor to what a request names.
 */
export async function clearOldDrafts(run: ReconcileRun): Promise<void> {
  const { drafts, queue, policy } = run.ports;
  const before = run.now.toInstant().subtract({ hours: 24 * policy.draftDays });
  const about = ({ value }: { value: { id: string } }) => ({ draft: value.id });
  await run.each('drafts', drafts.touchedBefore(before), about, async ({ value: draft, etag }) => {
    const { id, sponsor, answers, changes, confirmation, prepared } = draft;
    // The sponsor's copy may be newer and name the same photo, so the preparer's row is deleted after it.
    if (confirmation && (await drafts.read(confirmation.by, id))) return;
    await run.found('oldDrafts', { draft: id }, async () => {
      for (const blob of new Set([answers.photo?.blob, changes?.photo])) {
        // A copy shares its photo with the preparer's draft; `dropOrphanPhotos` finds it once neither names it.
        if (blob !== undefined && !prepared) await queue.enqueue({ kind: 'photo', id, sponsor, blob }, photoGoesAfter + run.pace());
      }
      return drafts.delete(sponsor, id, etag);
    });
  });
}
