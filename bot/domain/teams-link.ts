/** Opens the bot’s chat in Teams, on whichever device, and does nothing else. Teams knows a bot as `28:` and its app id. */
export function teamsLink(tenantId: string, botId: string): string {
  return `https://teams.microsoft.com/l/chat/0/0?tenantId=${encodeURIComponent(tenantId)}&users=28:${encodeURIComponent(botId)}`;
}
