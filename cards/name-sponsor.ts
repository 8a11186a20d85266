import { z } from 'zod';
import type { Person } from '../bot/domain/organisation/organisation';
import type { NamingRefusal } from '../bot/domain/request/prepared';
import type { Draft } from '../bot/domain/request/records';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { accountLabels, successorLine } from '../bot/domain/words/account-words';
import { buttonTitles } from '../bot/domain/words/card-words';
import { namingRefusal, preparedSentences, preparedTitles } from '../bot/domain/words/prepared-words';
import { summaries } from '../bot/domain/words/words';
import { button } from './actions';
import { buttonView, drawButton, inlines, literal, markedProblem, refreshing, refreshView } from './parts';
import { render } from './render';

const nameSponsorData = z.strictObject({
  title: z.string(),
  sentence: z.string(),
  hasWho: z.boolean(),
  who: inlines,
  hasProblem: z.boolean(),
  problem: inlines,
  hasMail: z.boolean(),
  label: z.string(),
  mail: z.string(),
  buttons: z.array(buttonView),
  refresh: refreshView,
});

export interface NameSponsorCard {
  draft: Pick<Draft, 'id' | 'revision'>;
  /** The address as it was typed. */
  mail?: string;
  problem?: NamingRefusal;
  /** Whose address it is: to be looked at before anybody is asked. */
  colleague?: Pick<Person, 'id' | 'name' | 'mail'>;
}

/** Asks for the colleague who shall be the sponsor, then shows who it is. */
export function nameSponsorCard({ draft: { id, revision }, mail = '', problem, colleague }: NameSponsorCard): OutgoingCard {
  const answer = colleague
    ? button('nameSponsor', preparedTitles.name, { draft: id, revision, to: colleague.id }, 'positive')
    : button('findSponsor', preparedTitles.find, { draft: id }, 'positive');
  const data: z.input<typeof nameSponsorData> = {
    title: preparedTitles.ask,
    sentence: colleague ? preparedSentences.askThem : preparedSentences.ask,
    hasWho: colleague !== undefined,
    who: literal(colleague ? successorLine(colleague) : '', { weight: 'Bolder' }),
    hasProblem: problem !== undefined,
    problem: problem ? markedProblem(namingRefusal(problem)) : literal(''),
    hasMail: colleague === undefined,
    label: accountLabels.mail,
    mail,
    buttons: [drawButton(answer), drawButton(button('showDraft', buttonTitles.cancel, { draft: id }))],
    refresh: refreshing(button('showDraft', buttonTitles.goOn, { draft: id })),
  };
  return { card: render('name-sponsor', nameSponsorData, data), summary: summaries.draft };
}
