import type { ApplicationProof } from './entra-application';

export interface BotIdentity extends ApplicationProof {
  /** There is no multi-tenant kind: such bots cannot be made any more, and ours serves one tenant. */
  appType: 'SingleTenant' | 'UserAssignedMSI';
}
