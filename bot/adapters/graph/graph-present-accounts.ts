import { z } from 'zod';
import type { PresentAccounts } from '../../ports/accounts';
import type { Graph, GraphLimits } from './graph-client';

/** Long timeouts: an import may take its time, as nobody waits in a chat. */
export const presentLimits: GraphLimits = { milliseconds: 120_000, tries: 6, mayWait: true };

const user = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  displayName: z.string().nullish(),
  givenName: z.string().nullish(),
  surname: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  employeeId: z.string().nullish(),
  employeeType: z.string().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
});
const select = Object.keys(user.shape).join(',');

/** The accounts that Microsoft Graph has already. Of one that is taken over, its `employeeId` is changed and nothing else. */
export function graphPresentAccounts(graph: Graph): PresentAccounts {
  return {
    async find(idOrUserName) {
      const found = await graph.read(`/users/${encodeURIComponent(idOrUserName)}?$select=${select}`, user);
      if (!found) return undefined;
      const { id, userPrincipalName, displayName, givenName, surname, accountEnabled, employeeId, employeeType, onPremisesSyncEnabled } =
        found;
      return {
        id: id.toLowerCase(),
        userName: userPrincipalName,
        names: [displayName, givenName, surname].flatMap((name) => name || []),
        isEnabled: accountEnabled === true,
        isSynced: onPremisesSyncEnabled === true,
        ...(employeeType && { type: employeeType }),
        ...(employeeId && { mark: employeeId }),
      };
    },
    mark: (id, reference) => graph.change(`/users/${encodeURIComponent(id)}`, { employeeId: reference }),
  };
}
