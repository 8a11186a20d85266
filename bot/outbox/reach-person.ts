import type { PersonId } from '../domain/organisation/organisation';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import type { Conversation, Delivery } from '../ports/chat';
import type { WorkPorts } from './work-ports';

/** What stands for a person of whom nobody knows where to reach them: tried again once they can be. */
export const noConversation = 'no-conversation';
const nowhere: Delivery = { outcome: 'unreachable', code: noConversation };
/** Teams’ word for a bot that the person has not got, or not any more. */
const notInstalled = 'ForbiddenOperationException';

/** Redraws a message that somebody has. */
export async function update(to: Conversation | undefined, activity: string, message: OutgoingCard, ports: WorkPorts): Promise<Delivery> {
  return to ? await whereTheyAre(to, (there) => ports.chat.update(there, activity, message), ports) : nowhere;
}

/** Where somebody was found may be out of date: whoever is not reached there is looked for afresh, once. */
async function whereTheyAre(
  to: Conversation,
  deliver: (to: Conversation) => Promise<Delivery>,
  { conversations }: WorkPorts,
): Promise<Delivery> {
  const delivery = await deliver(to);
  if (delivery.outcome !== 'unreachable') return delivery;
  const now = await conversations.find(to.person, 'fresh');
  const hasMoved = now && (now.conversation !== to.conversation || now.serviceUrl !== to.serviceUrl);
  return hasMoved ? await deliver(now) : delivery;
}

/** Somebody without the bot gets it, and then the message; once, so that a refusal after it stands. */
export async function postToPerson(
  to: Conversation | undefined,
  person: PersonId,
  message: OutgoingCard,
  ports: WorkPorts,
): Promise<Delivery> {
  const delivery = to ? await whereTheyAre(to, (there) => ports.chat.post(there, message), ports) : nowhere;
  const isWithoutBot = delivery.outcome === 'unreachable' && [noConversation, notInstalled].includes(delivery.code);
  if (!isWithoutBot || !ports.installer) return delivery;
  const installation = await ports.installer.install(person);
  switch (installation.outcome) {
    case 'installed':
      return await postFirst(installation.conversation, message, ports);
    case 'refused':
      return { outcome: 'unreachable', code: installation.code };
    case 'later':
      return { ...installation, isAmbiguous: false };
  }
}

/** The conversation is kept unless Teams has told a better one meanwhile, as it does of an installation. */
async function postFirst(to: Conversation, message: OutgoingCard, { chat, conversations, log }: WorkPorts): Promise<Delivery> {
  const delivery = await chat.post(to, message);
  if (delivery.outcome !== 'delivered') return delivery;
  try {
    if (!(await conversations.find(to.person))) await conversations.remember(to);
  } catch (fault) {
    // The message is there: failing now would post it twice.
    log.warn({ person: to.person, fault: (fault as Error).name }, 'a conversation was not remembered');
  }
  return delivery;
}
