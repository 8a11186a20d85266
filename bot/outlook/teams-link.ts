/** Opens the chat with the bot: Teams knows a bot as `28:` and its app id. Nothing happens by opening it. */
export function teamsChatLink(tenantId: string, appId: string): string {
  const link = new URL('https://teams.microsoft.com/l/chat/0/0');
  link.searchParams.set('tenantId', tenantId);
  link.searchParams.set('users', `28:${appId}`);
  return link.href;
}
