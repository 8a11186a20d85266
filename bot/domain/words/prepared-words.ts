import { type NamingRefusal, preparedAtMost, type SentBack } from '../request/prepared';
import { moment, refusalSentence } from './words';

/** What is said of a request that a colleague prepared. What holds a name is for literal text only. */
export const preparedTitles = {
  ask: 'Ask a colleague to sponsor',
  askButton: 'Ask a colleague',
  find: 'Continue',
  name: 'Ask them',
  check: 'Check and confirm as sponsor',
  confirm: 'Confirm as sponsor',
  decline: 'Decline',
  takeBack: 'Take the draft back',
  waiting: 'Waiting for your colleague to confirm',
} as const;

export const preparedSentences = {
  ask: 'Who should be the sponsor? They can confirm, edit or decline this request. Nothing is sent for approval until they confirm.',
  askThem: 'Ask this colleague to be the sponsor? They will see everything you have entered, and any photo.',
  complete:
    'This request is complete. When you select Confirm as sponsor, you become the visitor’s sponsor and it goes to the head of the school or service for approval.',
  typedMeanwhile:
    'This draft is with a colleague, so what you typed was not saved. It is still on this card, so you can copy it. To edit the draft, take it back first.',
  directoryAway: 'We cannot reach the staff directory at the moment, so nobody was asked. Please try again in a few minutes.',
} as const;

const ownRefusals: Record<Exclude<NamingRefusal, 'no-such-colleague'>, string> = {
  'no-address': 'Enter your colleague’s full work email address.',
  oneself: 'To be the sponsor yourself, select Cancel, then Make request. Otherwise, enter a colleague’s work email address.',
  'too-many': `You have ${preparedAtMost} requests waiting for colleagues to confirm, which is the maximum. Take one back, or wait for an answer.`,
  'no-room': 'This colleague cannot take another draft at the moment. Please ask someone else, or ask them to clear some drafts.',
};

export function namingRefusal(refusal: NamingRefusal): string {
  return refusal === 'no-such-colleague' ? refusalSentence({ refused: refusal }, { helpRoute: '' }) : ownRefusals[refusal];
}

/** The mail where Teams does not reach the colleague; no visitor’s name in what stands on locked screens. */
export const preparedMail = {
  preview: 'A colleague has prepared a visitor request and asks you to be its sponsor.',
  title: 'Please confirm a visitor request',
  how: 'To confirm, edit or decline it, open it in Teams: “my visitors” lists it in the chat with the visitor accounts bot.',
} as const;

/** On the sponsor's card: "Marisol Okafor prepared this request and asks you to be its sponsor." */
export function preparedBy(name: string): string {
  return `${name} prepared this request and asks you to be its sponsor. You can edit it before you confirm.`;
}

/** `visitor`: where nothing else on the card or page says whom it is for. */
export function waitingWithColleague(name: string, since: string, zone: string, visitor?: string): string {
  const request = visitor === undefined ? 'this request' : `the request for ${visitor}`;
  return `You asked ${name} on ${moment(since, zone)} to confirm ${request} as its sponsor. They have not answered yet.`;
}

/** In the list of whoever prepared it: "With Xavier Iqbal, who has not confirmed yet". */
export function withColleagueLine(name: string): string {
  return `With ${name}, who has not confirmed yet`;
}

/** In the list of the sponsor: "To confirm: prepared by Marisol Okafor". */
export function toConfirmLine(name: string): string {
  return `To confirm: prepared by ${name}`;
}

/** To whoever prepared it. */
export function confirmedBy(name: string, id: string): string {
  return `${name} has confirmed the visitor request that you prepared, and is now its sponsor: ${id}.`;
}

/** What is left of the card on which whoever prepared it waited. */
export function askedAndConfirmed(name: string, id: string): string {
  return `You asked ${name} to be the sponsor of this request, and they have confirmed it: ${id}.`;
}

export function cameBackLine(name: string, how: Exclude<SentBack, 'taken-back'>): string {
  const what =
    how === 'declined'
      ? `${name} declined to sponsor the visitor request that you prepared. It is back in your drafts.`
      : `We could not reach ${name} in Teams or by email, so the visitor request that you prepared is back in your drafts.`;
  return `${what} Select Continue to ask someone else, or to make the request yourself.`;
}

/** To the colleague who declined. */
export function declinedLine(name: string): string {
  return `You declined. The draft is back with ${name}, who will be told.`;
}

/** In the history, by whoever confirmed: "Confirmed as sponsor and requested; prepared by Marisol Okafor". */
export function preparedEvent(preparer: string): string {
  return `Confirmed as sponsor and requested; prepared by ${preparer}`;
}
