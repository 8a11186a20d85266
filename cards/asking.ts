import { z } from 'zod';
import { readDate } from '../bot/domain/dates/dates';
import type { PersonId } from '../bot/domain/organisation/organisation';
import type { TypedTerms } from '../bot/domain/request/approve-changed';
import type { VisitorRequest } from '../bot/domain/request/visitor-request';
import type { Offer } from '../bot/domain/verbs/offers';
import type { VerbBody } from '../bot/domain/verbs/verb';
import { accountTitles, successorLine } from '../bot/domain/words/account-words';
import { buttonTitles, typedDate } from '../bot/domain/words/card-words';
import { type Button, button, verbButton } from './actions';
import { inlines, literal, markedProblem } from './parts';
import { personTerm, termsOf, termView } from './terms';

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
export type AskingView = z.input<typeof askingView>;

/** The verb whose question the card asks, and the text typed so far. */
export interface Asked {
  verb: string;
  body?: VerbBody;
  /** The address of a colleague, as it was typed. */
  mail?: string;
  /** Whose address it is: to be looked at before anything is done. */
  colleague?: { id: PersonId; name: string; mail: string };
  /** The problem, as a sentence. */
  problem?: string;
  /** The part of the terms that the problem is about. */
  term?: keyof TypedTerms;
}

/** Cards have a size limit and 20,000 characters may come in, so only this many are put back. */
export const wordsPutBack = 3000;

/** The question of a verb, with typed text put back. A problem with a term is shown beside that term. */
export function askingOf({ asks }: Pick<Offer, 'asks'>, { body = {}, mail = '', colleague, problem, term }: Asked): AskingView {
  const isDay = asks?.kind === 'day';
  const picked = isDay ? (body.until ?? asks.value ?? '') : '';
  const until = readDate(picked.trim())?.toString();
  // A date that a calendar cannot show is named, so that it is not lost.
  const typed = picked !== '' && until === undefined ? typedDate(picked) : undefined;
  const terms = asks?.kind === 'terms' ? termsOf(asks, body.terms && { typed: body.terms, ...(term && { wrong: term }) }, problem) : [];
  const people = asks?.kind === 'person' ? [personTerm(asks, body.to)] : [];
  const isBeside = terms.some(({ hasProblem }) => hasProblem);
  const note = asks && 'note' in asks ? asks.note : undefined;
  const isMail = asks?.kind === 'colleague' && !colleague;
  return {
    sentence: (asks?.kind === 'colleague' && colleague ? asks.confirm : asks?.sentence) ?? '',
    hasProblem: problem !== undefined && !isBeside,
    problem: problem === undefined || isBeside ? literal('') : markedProblem(problem),
    hasWho: colleague !== undefined,
    who: literal(colleague ? successorLine(colleague) : '', { weight: 'Bolder' }),
    hasInput: asks?.kind === 'words' || note !== undefined,
    hasMail: isMail,
    hasDate: isDay,
    label: note?.label ?? (asks && 'label' in asks ? asks.label : ''),
    words: Array.from(isMail ? mail : (body.words ?? ''))
      .slice(0, wordsPutBack)
      .join(''),
    hasTyped: typed !== undefined,
    typed: literal(typed ? `${typed.label}${typed.text}` : ''),
    until: until ?? '',
    terms: [...terms, ...people],
  };
}

/** The answer to a question, and the way back. */
export function answersTo(offer: Offer, { colleague }: Asked, request: Pick<VisitorRequest, 'id' | 'revision'>): Button[] {
  const style = offer.style === 'danger' ? 'danger' : 'primary';
  const answer =
    offer.takes === 'colleague' && !colleague
      ? verbButton('find', { ...offer, style }, accountTitles.findSuccessor, request)
      : verbButton('do', { ...offer, style }, offer.answer, request, colleague && { to: colleague.id });
  return [answer, button('leaveQuestion', buttonTitles.cancel, { request: request.id })];
}

/** Every value that a template names must be there, shown or not. */
export const noAsking: AskingView = askingOf({}, { verb: '' });
