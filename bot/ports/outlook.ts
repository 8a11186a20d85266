import type { LinkPlace } from '../domain/shown/teams-link';

/** Outlook's actionable mails. */
export interface OutlookCards {
  /** The provider's id, by which Outlook knows our cards. */
  originator: string;
  /** Sign what the buttons point to: the first one signs, all are accepted. At least 32 bytes each. */
  linkKeys: readonly Uint8Array[];
  /** The link into Teams for a person, to a place if given. */
  openUrl(place?: LinkPlace): string;
}
