import { z } from 'zod';
import { problemMark } from '../bot/domain/words/card-words';
import type { Button } from './actions';

/**
 * What several cards are made of. Everything that a person typed (and what admins keep as data) reaches a card as
 * `literal(…)` inside a RichTextBlock, or as an input's value: a TextBlock or Fact would take it for Markdown.
 */
export const inline = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string(),
  size: z.enum(['Small', 'Large']).optional(),
  weight: z.literal('Bolder').optional(),
  isSubtle: z.literal(true).optional(),
  color: z.enum(['Attention', 'Warning']).optional(),
});
export type Inline = z.infer<typeof inline>;
export const inlines = z.array(inline).min(1);

/**
 * Text shown exactly as it is. The JavaScript renderer (which Teams uses) expands `{{DATE(…)}}` in a TextRun as well, but
 * one run at a time: so a run never holds two braces together.
 */
export function literal(text: string, look: Pick<Inline, 'size' | 'weight' | 'isSubtle' | 'color'> = {}): Inline[] {
  return text.split(/(?<=\{)(?=\{)/).map((part) => ({ type: 'TextRun', text: part, ...look }));
}

/** A problem with its sign and sentence, the only red text of a card. */
export function markedProblem(sentence: string): Inline[] {
  return literal(`${problemMark}${sentence}`, { weight: 'Bolder', color: 'Attention' });
}

/** A label in our words, and its value as literal text. */
export const row = z.strictObject({ label: z.string(), inlines });
export type Row = z.infer<typeof row>;

export function labelledRow(label: string, text: string): Row {
  return { label, inlines: literal(text) };
}

export const buttonView = z.strictObject({
  title: z.string(),
  verb: z.string(),
  data: z.record(z.string(), z.unknown()),
  style: z.enum(['default', 'positive', 'destructive']),
  associatedInputs: z.enum(['auto', 'none']),
});
export type ButtonView = z.infer<typeof buttonView>;

/** On a card with many verbs the rarer ones are `secondary`: Teams keeps them behind “…”. */
export const rankedButton = buttonView.extend({ mode: z.enum(['primary', 'secondary']) });
export type RankedButton = z.infer<typeof rankedButton>;

/** A button repeated in every row; its description names the row for screen readers. */
export const describedButton = buttonView.extend({ tooltip: z.string() });

export function drawButton({ sends, ...button }: Button): ButtonView {
  return { ...button, associatedInputs: sends ? 'auto' : 'none' };
}

export function described(one: Button, tooltip: string): z.infer<typeof describedButton> {
  return { ...drawButton(one), tooltip };
}

/** *Open* of a row of a list: beside its name, but together with a single other button, which would stand alone under it. */
export function openBeside(open: Button, others: readonly Button[]): { beside: Button[]; under: Button[] } {
  return others.length === 1 ? { beside: [], under: [...others, open] } : { beside: [open], under: [...others] };
}

/** The action that the client invokes when the chat is opened (Universal Actions, user-specific views). */
export const refreshView = buttonView.pick({ verb: true, data: true });
export type RefreshView = z.infer<typeof refreshView>;

export function refreshing({ verb, data }: Button): RefreshView {
  return { verb, data };
}

/** True for text that a reader of Markdown shows letter by letter. */
export function isPlain(text: string): boolean {
  return /^\p{L}[\p{L}\p{M}\p{N} ,./&'’()-]*$/u.test(text);
}
