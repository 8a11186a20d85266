import type { PersonId } from '../domain/organisation/organisation';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import type { Conversation, Delivery } from '../ports/chat';
import type { WorkPorts } from './work-ports';

/** The result for a person without a known conversation: retried once the bot is installed. */
export const noConversation = 'no-conversation';
const nowhere: Delivery = { outcome: 'unreachable', code: noConversation };
/** Teams’ word for a bot that the person has not got, or not any more. */
const notInstalled = 'ForbiddenOperationException';

/** Updates a message that was delivered before. */
export async function update(to: Conversation | undefined, activity: string, message: OutgoingCard, ports: WorkPorts): Promise<Delivery> {
  return to ? await whereTheyAre(to, (there) => ports.chat.update(there, activity, message), ports) : nowhere;
}

/** A stored conversation may be out of date: after a failure it is looked up again, once. */
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

/** Installs the bot for a person without it, then sends. Tried once, so that a refusal after it is final. */
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

/** Saves the conversation unless Teams has reported a newer one meanwhile, as it does after an installation. */
async function postFirst(to: Conversation, message: OutgoingCard, { chat, conversations, log }: WorkPorts): Promise<Delivery> {
  const delivery = await chat.post(to, message);
  if (delivery.outcome !== 'delivered') return delivery;
  try {
    if (!(await conversations.find(to.person))) await conversations.remember(to);
  } catch (fault) {
    // The message was posted, so a failure here would post it twice.
    log.warn({ person: to.person, fault: (fault as Error).name }, 'a conversation was not remembered');
  }
  return delivery;
}
