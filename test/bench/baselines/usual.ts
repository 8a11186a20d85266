import { Template } from 'adaptivecards-templating';
import { ConversationState, type TurnContext } from 'botbuilder';
import { BlobsStorage } from 'botbuilder-azure-blobs';
import type { RecordedCall } from '../recorded-turn';
import { type BotWishes, type Served, serveBot } from './served-bot';

interface DialogState {
  stack: { id: string; state: { step: number; values: Record<string, string> } }[];
  /** As large as what the product keeps of a draft. */
  answers?: unknown;
}

/** What is needed of a turn of the product. */
interface TurnToMatch {
  data: object;
  calls: Pick<RecordedCall, 'method' | 'given'>[];
}

/**
 * The way of Microsoft's samples: a waterfall whose place is kept with what was answered in the conversation's state, in blobs, and a
 * template that is parsed for each card. The waterfall is written out here, which costs less than the one of `botbuilder-dialogs`.
 */
export async function usualBot(turn: TurnToMatch, template: object, connectionString: string, wishes: BotWishes): Promise<Served> {
  const state = new ConversationState(new BlobsStorage(connectionString, 'usual'));
  const place = state.createProperty<DialogState>('DialogState');
  const answers = answersIn(turn);
  const nextStep = async (context: TurnContext, data: Record<string, string>): Promise<void> => {
    const dialog = await place.get(context, { stack: [] });
    const top = dialog.stack.at(-1) ?? { id: 'waterfall', state: { step: 0, values: {} } };
    const next = { ...top, state: { step: (top.state.step + 1) % 4, values: { ...top.state.values, ...data } } };
    await place.set(context, { stack: [next], answers });
    await state.saveChanges(context, true);
  };
  return await serveBot(wishes, async (context, data) => {
    await nextStep(context, data);
    return new Template(template).expand({ $root: turn.data }) as object;
  });
}

function answersIn({ calls }: TurnToMatch): unknown {
  const written = calls.find(({ method }) => method === 'updateEntity')?.given[0] as { json?: string } | undefined;
  if (written?.json === undefined) throw new Error('the step has saved no draft');
  return JSON.parse(written.json);
}
