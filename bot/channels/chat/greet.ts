import { welcomeCard } from '../../../cards/welcome';
import type { PersonId } from '../../domain/organisation/organisation';
import { sentences } from '../../domain/words/words';
import type { Ports } from '../../ports/ports';
import type { Answer } from '../../ports/turn';
import { card, help } from '../../shown/chat-answer';
import { type ListPorts } from '../../shown/lists';
import type { Pressed } from '../../shown/press';
import { rowsWaitingFor } from './lists';

type GreetPorts = ListPorts & Pick<Ports, 'queue' | 'drafts'>;

/** Said something else: help, never silence. */
export async function notUnderstood(): Promise<Answer> {
  return card(welcomeCard({ intro: sentences.notUnderstood }));
}

/**
 * The bot was installed for somebody: greets, and sends after it the questions that could not reach them before, and the
 * draft that they go on with. A fault there must not cost the greeting.
 */
export async function greet({ person }: Pick<Pressed<unknown>, 'person'>, ports: GreetPorts): Promise<Answer> {
  try {
    const waiting = await rowsWaitingFor(person, ports);
    for (const { request } of waiting.slice(0, questionsSent)) await ports.queue.enqueue({ kind: 'reach', id: request }, afterGreeting);
    await followWithDraft(person, ports);
  } catch (fault) {
    ports.log.warn({ person, fault: (fault as Error).name }, 'what waits was not looked up at install');
  }
  return help();
}

/** *Continue in the chat* may be what installs the bot, or opens the Playground anew, where nothing from before is shown. */
async function followWithDraft(person: PersonId, { drafts, queue, clock }: GreetPorts): Promise<void> {
  const [draft] = await drafts.list(person, 1);
  const justNow = clock.now().toInstant().subtract({ seconds: goesOnFor }).toString();
  if (draft?.cardActivity === undefined || draft.touchedAt < justNow) return;
  const { id, cardActivity: insteadOf } = draft;
  await queue.enqueue({ kind: 'draft', id, sponsor: person, isAtAnyStep: true, insteadOf }, afterGreeting);
}

const questionsSent = 20;
const afterGreeting = 2;
/** Seconds after its last change in which a person is taken to go on with a draft. */
const goesOnFor = 60;
