import { welcomeCard } from '../../../cards/welcome';
import { sentences } from '../../domain/words/words';
import type { Ports } from '../../ports/ports';
import type { Answer } from '../../ports/turn';
import { card, help } from '../../shown/chat-answer';
import { type ListPorts } from '../../shown/lists';
import type { Pressed } from '../../shown/press';
import { rowsWaitingFor } from './lists';

/** Said something else: help, never silence. */
export async function notUnderstood(): Promise<Answer> {
  return card(welcomeCard({ intro: sentences.notUnderstood }));
}

/**
 * The bot was installed for somebody: greets, and sends after it the questions that could not reach them before. A fault
 * there must not cost the greeting.
 */
export async function greet({ person }: Pick<Pressed<unknown>, 'person'>, ports: ListPorts & Pick<Ports, 'queue'>): Promise<Answer> {
  try {
    const waiting = await rowsWaitingFor(person, ports);
    for (const { request } of waiting.slice(0, questionsSent)) await ports.queue.enqueue({ kind: 'reach', id: request }, 2);
  } catch (fault) {
    ports.log.warn({ person, fault: (fault as Error).name }, 'waiting questions were not looked up at install');
  }
  return help();
}

const questionsSent = 20;
