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
    buttons: buttons.map((one, place) =>
      drawButton(button(one.action, 'onButton' in one ? one.onButton : one.title, {}, place === 0 ? 'positive' : 'default')),
    ),
    refresh: refreshing(button('help', headings.welcome, {})),
  };
  return { card: render('welcome', welcomeData.parse(data)), summary: summaries.welcome };
}

/** Without *Help*, which this card already is. */
/** An approver finds how to be notified under the list of what waits. */
const offered = commands.filter(({ action }) => action !== 'help' && action !== 'notifications');
/** So that none has a line to itself, in a narrow chat or a wide one. */
const inOrder: CommandAction[] = ['newVisitor', 'waitingForMe', 'myVisitors', 'waitingForReapproval', 'find'];
const buttons = offered.toSorted((one, other) => inOrder.indexOf(one.action) - inOrder.indexOf(other.action));
