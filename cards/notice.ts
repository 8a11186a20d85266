import { z } from 'zod';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { actions, type Button } from './actions';
import { buttonView, drawButton, inlines, literal, refreshing, refreshView } from './parts';
import { render } from './render';

const noticeData = z.strictObject({
  hasTitle: z.boolean(),
  title: z.string(),
  sentence: inlines,
  hasLink: z.boolean(),
  link: z.strictObject({ title: z.string(), url: z.string() }),
  buttons: z.array(buttonView),
  refresh: refreshView,
});

/** Verbs that change nothing, so that the client may invoke them automatically. */
const showing: readonly string[] = [actions.showDraft.verb, actions.showRequest.verb, actions.myVisitors.verb, actions.waitingForMe.verb];

interface Notice {
  title?: string;
  sentence: string;
  /** Opens in the browser. */
  link?: { title: string; url: string };
  buttons: Button[];
}

/** One sentence, and where to go from it: a confirmation, an outcome, a refusal. */
export function noticeCard({ title, sentence, link, buttons }: Notice): OutgoingCard {
  const data: z.input<typeof noticeData> = {
    hasTitle: title !== undefined,
    title: title ?? '',
    sentence: literal(sentence),
    hasLink: link !== undefined,
    link: link ?? { title: '', url: '' },
    buttons: buttons.map(drawButton),
    refresh: refreshOf(buttons),
  };
  return { card: render('notice', noticeData, data), summary: title ?? sentence };
}

/** A notice about something is redrawn as that; any other says nothing that could grow old, and waits to be asked. */
function refreshOf(buttons: Button[]): z.input<typeof refreshView> {
  const shows = buttons.find(({ verb }) => showing.includes(verb));
  return shows ? refreshing(shows) : { verb: actions.help.verb, data: {} };
}
