/** The words of the chat, the same in the manifest and on the buttons. */
export const commands = [
  {
    action: 'newVisitor',
    title: 'New visitor',
    description: 'Request a visitor account, or continue a saved draft',
    says: ['new visitor', 'new', 'visitor', 'request'],
  },
  {
    action: 'myVisitors',
    title: 'My visitors',
    description: 'Every visitor you sponsor, and the status of each request',
    says: ['my visitors', 'my requests', 'my request', 'mine', 'visitors', 'requests', 'status'],
  },
  {
    action: 'waitingForMe',
    title: 'Waiting for me',
    description: 'Requests waiting for your decision',
    says: ['waiting for me', 'waiting', 'approvals', 'decide'],
  },
  {
    action: 'waitingForReapproval',
    title: 'Reapprovals',
    description: 'Your visitors whose accounts expire in the next 30 days',
    says: ['reapprovals', 'waiting for reapproval', 'reapproval', 'reapprove', 'renew', 'extend', 'ending soon'],
  },
  {
    action: 'find',
    title: 'Find',
    description: 'Find a visitor by any name or employer, or a request by its reference',
    says: ['find', 'search', 'look for'],
  },
  {
    action: 'notifications',
    title: 'Notifications',
    description: 'Get a card for each request at once, or one list a day',
    says: ['notifications', 'notification', 'one list a day', 'list a day', 'daily list', 'card at once', 'cards at once'],
  },
  { action: 'help', title: 'Help', description: 'What this bot does and how to start', says: ['help', 'hello', 'hi', 'start'] },
] as const;

export type CommandAction = (typeof commands)[number]['action'];

/**
 * Understands a command among other words, whatever the case: "could I have a NEW VISITOR please?" is `newVisitor`.
 * The longest phrase that is there wins; undefined when none is.
 */
export function understand(text: string): CommandAction | undefined {
  const said = ` ${text
    .slice(0, 500)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const heard = commands.flatMap(({ action, says }) =>
    says.filter((phrase) => said.includes(` ${phrase} `)).map((phrase) => ({ action, phrase })),
  );
  return heard.sort((one, other) => other.phrase.length - one.phrase.length)[0]?.action;
}
