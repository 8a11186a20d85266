import { type Button, button } from '../../cards/actions';
import { noticeCard } from '../../cards/notice';
import { welcomeCard } from '../../cards/welcome';
import type { Refusal } from '../domain/request/refusal';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import { refusalSentence, sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';

export function card(message: OutgoingCard): Answer {
  return { kind: 'card', message };
}

/** A sentence in place of the pressed card, with somewhere to go from it. */
export function notice(sentence: string, buttons: Button[] = [button('help', 'What can I do?', {})]): Answer {
  return card(noticeCard({ sentence, buttons }));
}

/** One answer for a request that does not exist and for one of other people, so that it reveals neither. */
export function notYours(ports: Pick<Ports, 'policy'>): Answer {
  return notice(refusalSentence({ refused: 'not-yours' }, ports.policy));
}

export function refusalNotice(refusal: Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }>, ports: Pick<Ports, 'policy'>): Answer {
  return notice(refusalSentence(refusal, ports.policy));
}

/** Leaves the card unchanged, so that nothing typed is lost. */
export const busy: Answer = { kind: 'sentence', text: sentences.stillBusy };

/** The greeting and *Help*. */
export async function help(): Promise<Answer> {
  return card(welcomeCard({ intro: sentences.welcome }));
}
