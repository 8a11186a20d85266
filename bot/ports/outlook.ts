import type { LinkPlace } from '../domain/shown/teams-link';

/** Outlook's actionable mails. */
export interface OutlookCards {
  /** The provider's id, by which Outlook knows our cards. */
  originator: string;
  /** Sign what the buttons point to: the first one signs, all are accepted. At least 32 bytes each. */
  linkKeys: readonly Uint8Array[];
  /** Where a person goes on in Teams, at a place if one is meant. */
  openUrl(place?: LinkPlace): string;
}
