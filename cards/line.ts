import { z } from 'zod';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import type { Button } from './actions';
import { buttonView, drawButton, inlines, literal } from './parts';
import { render } from './render';

const lineData = z.strictObject({ sentence: inlines, buttons: z.array(buttonView) });

/**
 * News in one line, or the closed line of an old message. Unlike every other card it does not refresh by
 * itself: the client would open it unasked.
 *
 * @param summary the line of its notification; the sentence unless given.
 */
export function lineCard({
  sentence,
  buttons = [],
  summary = sentence,
}: {
  sentence: string;
  buttons?: Button[];
  summary?: string;
}): OutgoingCard {
  const data: z.input<typeof lineData> = { sentence: literal(sentence), buttons: buttons.map(drawButton) };
  return { card: render('line', lineData, data), summary };
}
