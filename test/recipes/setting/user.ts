/** Step 3: its user. */
export function badgeNotice({ badgeDesk }: { badgeDesk: string }): string {
  return `Please collect the badge from ${badgeDesk}.`;
}
