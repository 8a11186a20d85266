import { userFields } from '../../../bot/adapters/graph/account-fields';
import { accountWanted } from '../../../bot/domain/account/directory-account';
import { usernames } from '../../../bot/domain/account/usernames';
import { departmentOf } from '../../../bot/domain/form/form-context';
import type { ToAscii } from '../../../bot/ports/to-ascii';
import type { UsernameRegister } from '../../../bot/ports/username-register';
import type { DirectoryUser, WholeAccount } from '../directory/local-directory';
import { localAccountFields, localGroups } from '../directory/local-tenant';
import { placeholderOf } from './account-steps';
import { diceOfReference } from './dice';
import type { InventedRequest } from './invented-requests';
import type { StoryContext } from './story';

export interface Naming {
  register: Pick<UsernameRegister, 'take'>;
  /** Whose each username is, by reference, as far as this run has seen; null where it is nobody's whom we know. */
  holders: Map<string, string | null>;
  toAscii: ToAscii;
  domain: string;
}

/** The story with a username from the register, the same each time for one reference. */
export async function withUsername(invented: InventedRequest, { policy }: StoryContext, naming: Naming): Promise<InventedRequest> {
  const { request } = invented;
  if (!request.account?.directory) return invented;
  const { register, holders, toAscii, domain } = naming;
  const dice = diceOfReference(request.id);
  for (const username of usernames(request.answers, policy.usernames, (below) => dice.between(0, below - 1), toAscii)) {
    const holder = holders.get(username);
    if (holder !== undefined && holder !== request.id) continue;
    if (!(await register.take(username, request.id))) continue;
    holders.set(username, request.id);
    const { events, details } = invented;
    const text = JSON.stringify({ request, events, details });
    return JSON.parse(text.replaceAll(placeholderOf(request), `${username}@${domain}`)) as InventedRequest;
  }
  throw new Error('no username is left');
}

/** What the directory shows of the account of a stored request; undefined where it has none. */
export function directoryUserOf(
  { request, events }: Pick<InventedRequest, 'request' | 'events'>,
  { departments, now }: StoryContext,
): WholeAccount | undefined {
  const { directory } = request.account ?? {};
  if (directory?.objectId === undefined || !directory.kept) return undefined;
  const { objectId: id, userName, kept, state, stateAt } = directory;
  const department = departmentOf(request.answers, departments)?.name ?? request.answers.department;
  const createdDateTime = inWholeSeconds(events.find(({ verb }) => verb === 'account-named')?.at ?? stateAt ?? '');
  const user: DirectoryUser = {
    ...userFields(accountWanted(request, directory, department, now), localAccountFields),
    id,
    userPrincipalName: userName,
    mailNickname: userName.slice(0, userName.indexOf('@')),
    accountEnabled: kept.isEnabled,
    usageLocation: localAccountFields.usageLocation,
    onPremisesSyncEnabled: null,
    createdDateTime,
    signInSessionsValidFromDateTime: state === 'disabled' && stateAt !== undefined ? inWholeSeconds(stateAt) : createdDateTime,
    deletedDateTime: null,
    sponsors: kept.sponsor === undefined ? [] : [kept.sponsor],
    manager: null,
  };
  return { user, ...(kept.level !== 'none' && { group: localGroups[kept.level] }) };
}

/** As Graph writes an instant. */
function inWholeSeconds(at: string): string {
  return `${at.slice(0, 19)}Z`;
}
