import type { Policy } from '../../bot/domain/organisation/organisation';
import type { PolicyStore } from '../../bot/ports/policies';
import { mergedPolicy } from '../../bot/shown/policy-in-force';

/** Where the policy that admins have saved can be read. */
export interface SavedPolicy {
  policies?: Pick<PolicyStore, 'current'>;
}

/** What was opened with the policy of the file, with the one in force. */
export async function withSavedPolicy<Opened extends SavedPolicy & { policy: Policy }>(opened: Opened): Promise<Opened> {
  const saved = await opened.policies?.current();
  return saved ? { ...opened, policy: mergedPolicy(opened.policy, saved.value.policy) } : opened;
}
