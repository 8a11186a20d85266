import { buttonRows, inOutlook } from './button-rows';

/** A link out of the mail: to the photo, to Teams. */
export interface WayOut {
  title: string;
  url: string;
}

/**
 * The way to Teams is the last button where a row has room for it, so that none stands alone on a line; else it is a link
 * in the text. So is the way to the photo always, above the decision for which it is looked at.
 */
export function outlookWays(
  verbs: readonly { title: string }[],
  teams: WayOut,
  photo: WayOut | undefined,
): { buttons: WayOut[]; links: WayOut[] } {
  const isButton = verbs.length === 0 || buttonRows([...verbs, teams], inOutlook) !== undefined;
  return { buttons: isButton ? [teams] : [], links: [...(photo ? [photo] : []), ...(isButton ? [] : [teams])] };
}
