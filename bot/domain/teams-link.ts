/** Opens the bot’s chat in Teams, on whichever device. `teamsLink('07b2de9f-…')`; the id is the bot’s app id. */
export function teamsLink(botId: string): string {
  return `https://teams.microsoft.com/l/chat/0/0?users=28:${encodeURIComponent(botId)}`;
}
