import { z } from 'zod';
import { accountLabels, accountSentences, successorLine } from '../bot/domain/account-wording';
import { askChange } from '../bot/domain/approve-changed-wording';
import { readDate } from '../bot/domain/calendar';
import { cardSentences, problemMark, typedDate } from '../bot/domain/card-wording';
import type { PersonId, VisitorRequest } from '../bot/domain/visitor-request';
import { wordsLabels } from '../bot/domain/wording';
import { inlines, literal } from './parts';
import { type AskedTerms, termsOf, termView } from './terms';

export const askingView = z.strictObject({
  sentence: z.string(),
  hasProblem: z.boolean(),
  problem: inlines,
  hasWho: z.boolean(),
  who: inlines,
  hasInput: z.boolean(),
  hasMail: z.boolean(),
  hasDate: z.boolean(),
  label: z.string(),
  words: z.string(),
  hasTyped: z.boolean(),
  typed: inlines,
  until: z.string(),
  terms: z.array(termView),
});
type AskingView = z.input<typeof askingView>;

/** What a verb with consequences asks before it is done. */
export interface Asking {
  verb: 'approveChanged' | 'reject' | 'return' | 'withdraw' | 'reapprove' | 'shorten' | 'end' | 'findSuccessor' | 'offerHandover';
  /** What was typed or picked already. */
  words?: string;
  /** What is wrong with it, as a sentence. */
  problem?: string;
  /** Whose address was typed: to be looked at before the offer is made. */
  successor?: { id: PersonId; name: string; mail: string };
  /** What was typed in place of what was asked for. */
  terms?: AskedTerms;
}

/** A card has to stay small, and 20,000 characters may come in: far more than any answer needs is put back. */
const wordsPutBack = 3000;

/** @param sentence what is asked, where that depends on the request. */
export function askingOf({ verb, words = '', problem, successor }: Asking, sentence = sentences[verb]): AskingView {
  const input = inputs[verb];
  const until = input === 'date' ? readDate(words.trim())?.toString() : undefined;
  // A date that a calendar cannot show is named, so that it is not lost.
  const typed = input === 'date' && words !== '' && until === undefined ? typedDate(words) : undefined;
  return {
    sentence,
    hasProblem: problem !== undefined,
    problem: literal(problem === undefined ? '' : `${problemMark}${problem}`, { weight: 'Bolder' }),
    hasWho: successor !== undefined,
    who: literal(successor ? successorLine(successor) : '', { weight: 'Bolder' }),
    hasInput: input === 'words',
    hasMail: input === 'mail',
    hasDate: input === 'date',
    label: labels[verb],
    words: Array.from(words).slice(0, wordsPutBack).join(''),
    hasTyped: typed !== undefined,
    typed: literal(typed ? `${typed.label}${typed.text}` : ''),
    until: until ?? '',
    terms: [],
  };
}

/** What may be approved in place of what was asked for. What is wrong stands beside its field, where the card has that. */
export function askingTerms(request: VisitorRequest, { terms, problem }: Asking): AskingView {
  const asked = termsOf(request, terms, problem);
  const isBeside = asked.some(({ hasProblem }) => hasProblem);
  return { ...askingOf({ verb: 'approveChanged', ...(problem !== undefined && !isBeside && { problem }) }), terms: asked };
}

const inputs: Record<Asking['verb'], 'words' | 'mail' | 'date' | 'none'> = {
  approveChanged: 'none',
  reject: 'words',
  return: 'words',
  withdraw: 'none',
  reapprove: 'date',
  shorten: 'date',
  end: 'none',
  findSuccessor: 'mail',
  offerHandover: 'none',
};

const labels: Record<Asking['verb'], string> = {
  ...wordsLabels,
  approveChanged: '',
  withdraw: '',
  reapprove: accountLabels.keepUntil,
  shorten: accountLabels.lastDay,
  end: '',
  findSuccessor: accountLabels.mail,
  offerHandover: '',
};

const sentences: Record<Asking['verb'], string> = {
  approveChanged: askChange,
  withdraw: cardSentences.askWithdraw,
  reject: cardSentences.askReject,
  return: cardSentences.askReturn,
  reapprove: accountSentences.keep,
  shorten: accountSentences.askShorten,
  end: accountSentences.askEnd,
  findSuccessor: accountSentences.askSuccessor,
  offerHandover: accountSentences.confirmSuccessor,
};

/** Every value that a template names must be there, shown or not. */
export const noAsking: AskingView = { ...askingOf({ verb: 'withdraw' }), sentence: '' };
