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
const columnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  columns: z.array(z.strictObject({ type: z.literal('Column'), width: z.number(), items: z.array(textBlock).min(1) })).min(1),
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
const container = z.strictObject({
  type: z.literal('Container'),
  // The coloured styles came with 1.2.
  style: z.enum(['default', 'emphasis']).optional(),
  items: z.array(z.discriminatedUnion('type', [textBlock, inputText, columnSet])).min(1),
  ...between,
});

const https = z.url({ protocol: /^https?$/ });
const http = z.strictObject({
  type: z.literal('Action.Http'),
  title: text.max(40),
  method: z.literal('POST'),
  url: https,
  headers: z.tuple([
    // Empty: then Outlook sends its token in Action-Authorization, past a host that checks Authorization by itself.
    z.strictObject({ name: z.literal('Authorization'), value: z.literal('') }),
    // Outlook puts what was typed into the body as it is: in JSON, a quotation mark would break it.
    z.strictObject({ name: z.literal('Content-Type'), value: z.literal('text/plain') }),
  ]),
  body: z.string().regex(/^(\{\{[a-zA-Z]+\.value\}\})?$/),
});
const openUrl = z.strictObject({ type: z.literal('Action.OpenUrl'), title: text.max(40), url: https });
const showCard = z.strictObject({
  type: z.literal('Action.ShowCard'),
  title: text.max(40),
  card: z.strictObject({
    type: z.literal('AdaptiveCard'),
    body: z.array(z.discriminatedUnion('type', [textBlock, inputText])).min(1),
    actions: z.array(http).min(1),
  }),
});

export const outlookCard = z.strictObject({
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.0'),
  originator: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  hideOriginalBody: z.literal(true),
  autoInvokeAction: http.optional(),
  body: z.array(z.discriminatedUnion('type', [textBlock, container])).min(1),
  actions: z.array(z.discriminatedUnion('type', [http, showCard, openUrl])).min(1),
});
