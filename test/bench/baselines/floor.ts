import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import { callsAgain, type RecordedTurn } from '../recorded-turn';
import { type BotWishes, type Served, serveBot } from './served-bot';

/**
 * What a turn of the product cannot do without: botbuilder with its own check of the caller's token, the storage calls of the
 * product's turn by the same clients, and the same template, parsed once, filled with the same words. No rules, no form, no log.
 */
export async function floorOf(turn: RecordedTurn, wishes: BotWishes): Promise<Served> {
  const [makeCalls, template] = [callsAgain(turn), parsedTemplate(turn)];
  return await serveBot(wishes, async (_context, { draft, request = draft ?? '' }) => {
    await makeCalls(request);
    return template.expand({ $root: turn.data }) as object;
  });
}

/** The product itself has functions in place of its templates. */
export function parsedTemplate({ template }: RecordedTurn): Template {
  return new Template(JSON.parse(readFileSync(`cards/${template}.json`, 'utf8')));
}
