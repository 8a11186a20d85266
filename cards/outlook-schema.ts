import { z } from 'zod';

/**
 * The part of Adaptive Cards 1.0, with Outlook's additions, that our mailed cards use, strictly: Outlook leaves out what
 * it does not know, or drops the whole card. For tests only.
 */
const text = z.string().min(1);
const between = { spacing: z.enum(['None', 'Small', 'Default', 'Medium', 'Large']).optional(), separator: z.literal(true).optional() };

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text,
  wrap: z.literal(true),
  size: z.enum(['Small', 'Large']).optional(),
  weight: z.literal('Bolder').optional(),
  color: z.enum(['Default', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
  isSubtle: z.literal(true).optional(),
  ...between,
});
/** A status: a box as wide as its words. Columns have a style since 1.2 alone. */
const badge = z.strictObject({
  type: z.literal('Column'),
  width: z.literal('auto'),
  items: z.tuple([z.strictObject({ type: z.literal('Container'), style: z.literal('emphasis'), items: z.tuple([textBlock]) })]),
});
const columnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  columns: z
    .array(z.union([z.strictObject({ type: z.literal('Column'), width: z.number(), items: z.array(textBlock).min(1) }), badge]))
    .min(1),
  ...between,
});
/** `label`, `isRequired` and `errorMessage` came with 1.3: what a screen reader calls the field is its placeholder. */
const inputText = z.strictObject({
  type: z.literal('Input.Text'),
  id: z.string().regex(/^[a-zA-Z]+$/),
  placeholder: text,
  value: z.string().optional(),
  isMultiline: z.literal(true),
});
const inputDate = z.strictObject({
  type: z.literal('Input.Date'),
  id: z.string().regex(/^[a-zA-Z]+\d?$/),
  placeholder: text,
  value: z.union([z.literal(''), z.iso.date()]),
});
const inputChoiceSet = z
  .strictObject({
    type: z.literal('Input.ChoiceSet'),
    id: z.string().regex(/^[a-zA-Z]+$/),
    placeholder: text,
    value: text,
    style: z.enum(['expanded', 'compact']),
    choices: z.array(z.strictObject({ title: text, value: text })).min(1),
  })
  .refine(({ value, choices }) => choices.some((one) => one.value === value), 'the value is one of the choices');
const inputs = z.strictObject({
  type: z.literal('Container'),
  items: z.array(z.discriminatedUnion('type', [textBlock, inputDate, inputChoiceSet])).min(1),
});
const container = z.strictObject({
  type: z.literal('Container'),
  // The coloured styles came with 1.2.
  style: z.enum(['default', 'emphasis']).optional(),
  items: z.array(z.lazy(() => z.union([textBlock, inputText, inputDate, columnSet, actionSet, inputs]))).min(1),
  ...between,
});

const https = z.url({ protocol: /^https?$/ });
/** What was typed into one input, or `-` where nothing is asked. */
const isPart = (part: string) => part === '-' || /^\{\{[a-zA-Z]{1,40}\d?\.value\}\}$/.test(part);
/** Of 1.2, and Outlook's own; Microsoft's sample of an approval has both. Who knows neither draws a plain button. */
const style = z.enum(['default', 'positive', 'destructive']).optional();
const isPrimary = z.boolean().optional();
const http = z.strictObject({
  type: z.literal('Action.Http'),
  title: text.max(40),
  style,
  isPrimary,
  method: z.literal('POST'),
  url: https,
  headers: z.tuple([
    // An empty value makes Outlook send its token in Action-Authorization, as some hosts check Authorization themselves.
    z.strictObject({ name: z.literal('Authorization'), value: z.literal('') }),
    // Outlook substitutes typed text unescaped, so a quotation mark would break JSON.
    z.strictObject({ name: z.literal('Content-Type'), value: z.literal('text/plain') }),
  ]),
  body: z.string().refine((body) => body === '' || body.split(/[;\n]/).every(isPart), 'inputs, each on its own'),
});
/** An addition of Outlook's: buttons anywhere in the body. */
const actionSet = z.strictObject({
  type: z.literal('ActionSet'),
  actions: z
    .array(z.lazy(() => button))
    .min(1)
    .max(5),
  ...between,
});
const openUrl = z.strictObject({ type: z.literal('Action.OpenUrl'), title: text.max(40), url: https });
const showCard = z.strictObject({
  type: z.literal('Action.ShowCard'),
  title: text.max(40),
  style,
  card: z.strictObject({
    type: z.literal('AdaptiveCard'),
    body: z.array(z.discriminatedUnion('type', [textBlock, inputText, inputs])).min(1),
    actions: z.array(http).min(1),
  }),
});

const button = z.discriminatedUnion('type', [http, showCard, openUrl]);

export const outlookCard = z.strictObject({
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.0'),
  originator: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  hideOriginalBody: z.literal(true),
  autoInvokeAction: http.optional(),
  body: z.array(z.discriminatedUnion('type', [textBlock, container, columnSet, actionSet])).min(1),
  actions: z.array(button).min(1).max(5),
});
