import { z } from 'zod';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { headings } from '../bot/domain/words/card-words';
import { type CommandAction, commands } from '../bot/domain/words/commands';
import { summaries } from '../bot/domain/words/words';
import { button } from './actions';
import { buttonView, drawButton, inlines, literal, refreshing, refreshView } from './parts';
import { render } from './render';

const welcomeData = z.strictObject({
  heading: z.string(),
  intro: inlines,
  commands: z.array(z.strictObject({ title: z.string(), description: z.string() })),
  buttons: z.array(buttonView),
  refresh: refreshView,
});

/** The greeting and the help: what the bot does, and where to start. */
export function welcomeCard({ intro }: { intro: string }): OutgoingCard {
  const data: z.input<typeof welcomeData> = {
    heading: headings.welcome,
    intro: literal(intro),
    commands: offered.map(({ title, description }) => ({ title, description })),
    buttons: offered.map(({ action, title }, place) => drawButton(button(action, title, {}, place === 0 ? 'positive' : 'default'))),
    refresh: refreshing(button('help', headings.welcome, {})),
  };
  return { card: render('welcome', welcomeData, data), summary: summaries.welcome };
}

/** Two in each row; the text keeps the order of the buttons. */
const inOrder: CommandAction[] = ['newVisitor', 'myVisitors', 'waitingForMe', 'waitingForReapproval', 'find', 'notifications'];
const offered = inOrder.flatMap((action) => commands.filter((one) => one.action === action));
