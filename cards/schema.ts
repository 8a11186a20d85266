import { z } from 'zod';

/**
 * The part of Adaptive Cards 1.5 that our cards use, strictly: anything else is a mistake. The published JSON schema
 * of 1.5 refuses `style: "filtered"` and more that Teams takes, so it cannot be used. For tests only.
 */
const spacing = z.enum(['None', 'Small', 'Default', 'Medium', 'Large']).optional();
const separator = z.literal(true).optional();
const text = z.string().min(1);
const between = { spacing, separator };
const data = z.record(z.string(), z.unknown());

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text,
  wrap: z.literal(true),
  style: z.literal('heading').optional(),
  size: z.enum(['Small', 'Large']).optional(),
  weight: z.literal('Bolder').optional(),
  color: z.enum(['Default', 'Attention', 'Warning']).optional(),
  isSubtle: z.literal(true).optional(),
  ...between,
});

const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text,
  size: z.enum(['Small', 'Large']).optional(),
  weight: z.literal('Bolder').optional(),
  isSubtle: z.literal(true).optional(),
  color: z.enum(['Attention', 'Warning']).optional(),
});
const richTextBlock = z.strictObject({ type: z.literal('RichTextBlock'), inlines: z.array(textRun).min(1), ...between });

const image = z.strictObject({
  type: z.literal('Image'),
  url: z.string().startsWith('data:image/jpeg;base64,'),
  altText: text,
  width: z.string().regex(/^\d+px$/),
  height: z.string().regex(/^\d+px$/),
  ...between,
});

const asked = { id: z.string().regex(/^[a-zA-Z][A-Za-z0-9-]*$/), label: text, ...between };
const inputText = z.strictObject({
  type: z.literal('Input.Text'),
  ...asked,
  value: z.string(),
  style: z.enum(['Text', 'Tel', 'Email']).optional(),
  isMultiline: z.literal(true).optional(),
});
const inputDate = z.strictObject({ type: z.literal('Input.Date'), ...asked, value: z.union([z.literal(''), z.iso.date()]) });
const inputToggle = z.strictObject({
  type: z.literal('Input.Toggle'),
  // Its title is what a screen reader calls it.
  id: asked.id,
  ...between,
  title: text,
  value: z.enum(['true', 'false']),
  valueOn: z.literal('true'),
  valueOff: z.literal('false'),
  wrap: z.literal(true),
});
const inputChoiceSet = z
  .strictObject({
    type: z.literal('Input.ChoiceSet'),
    ...asked,
    value: z.string(),
    style: z.enum(['filtered', 'compact', 'expanded']),
    placeholder: z.string(),
    wrap: z.literal(true),
    choices: z.array(z.strictObject({ title: text, value: text })).min(1),
  })
  .refine(({ value, choices }) => value === '' || choices.some((one) => one.value === value), 'the value is one of the choices');

const executeAction = z.strictObject({
  type: z.literal('Action.Execute'),
  title: text.max(40),
  verb: text,
  data,
  style: z.enum(['default', 'positive', 'destructive']),
  associatedInputs: z.enum(['auto', 'none']),
  mode: z.enum(['primary', 'secondary']).optional(),
  tooltip: text.optional(),
});
const openUrlAction = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  title: text.max(40),
  url: z.url({ protocol: /^https?$/ }),
  style: z.enum(['default', 'positive']),
});
/**
 * A press is Action.Execute; this one is for opening a dialog, which Teams does for no other action. `auto`: with what
 * stands in the card's inputs.
 */
const dialogAction = z.strictObject({
  type: z.literal('Action.Submit'),
  title: text.max(40),
  data: z.looseObject({ msteams: z.strictObject({ type: z.literal('task/fetch') }), verb: text }),
  style: z.enum(['default', 'positive']).optional(),
  associatedInputs: z.enum(['auto', 'none']),
  mode: z.enum(['primary', 'secondary']).optional(),
});
/** Folds elements of the card in and out, in the client alone. */
const toggleAction = z.strictObject({
  type: z.literal('Action.ToggleVisibility'),
  title: text.max(60),
  targetElements: z.array(text).min(1),
});
/**
 * Teams shows six buttons in a row. Those that are `secondary` stand behind "…", where six more have room; a menu alone
 * would be a card without a visible button.
 */
const buttons = z
  .array(z.union([executeAction, openUrlAction, dialogAction, toggleAction]))
  .refine((all) => all.filter(isPrimary).length <= 6 && all.length <= 12, 'too many buttons')
  .refine((all) => all.length === 0 || all.some(isPrimary), 'no button but those behind the menu');
function isPrimary(one: { type: string; mode?: string | undefined }): boolean {
  return one.mode !== 'secondary';
}
const actionSet = z.strictObject({
  type: z.literal('ActionSet'),
  actions: buttons.refine((all) => all.length > 0, 'no buttons'),
  ...between,
});

type Element = { type: string };
const elements: z.ZodType<Element[]> = z.lazy(() => z.array(element));
const container = z.strictObject({
  type: z.literal('Container'),
  id: z
    .string()
    .regex(/^[a-zA-Z][A-Za-z0-9-]*$/)
    .optional(),
  isVisible: z.boolean().optional(),
  // Only a badge, which is a column, may have a background colour.
  style: z.enum(['default', 'emphasis']).optional(),
  items: elements,
  // Teams alone knows it, since 2024, and draws two columns where there is room; anything else stacks, as without it.
  layouts: z
    .tuple([
      z.strictObject({
        type: z.literal('Layout.Flow'),
        targetWidth: z.literal('atLeast:Wide'),
        itemFit: z.literal('Fill'),
        minItemWidth: z.string().regex(/^\d+px$/),
        horizontalItemsAlignment: z.literal('Left'),
        columnSpacing: z.literal('Large'),
        rowSpacing: z.literal('Small'),
      }),
    ])
    .optional(),
  ...between,
});
const column = z.strictObject({
  type: z.literal('Column'),
  width: z.union([z.enum(['auto', 'stretch']), z.number()]),
  style: z.enum(['accent', 'warning', 'good', 'attention', 'emphasis']).optional(),
  verticalContentAlignment: z.literal('Center').optional(),
  items: elements,
});
const columnSet = z.strictObject({ type: z.literal('ColumnSet'), columns: z.array(column).min(1), ...between });

const element = z.discriminatedUnion('type', [
  textBlock,
  richTextBlock,
  image,
  inputText,
  inputDate,
  inputToggle,
  inputChoiceSet,
  actionSet,
  container,
  columnSet,
]);

export const adaptiveCard = z.strictObject({
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  lang: z.literal('en'),
  /** As wide as the chat is, for what has columns. */
  msteams: z.strictObject({ width: z.literal('Full') }).optional(),
  // A line waits to be opened: the client would refresh it unasked.
  refresh: z
    .strictObject({ action: z.strictObject({ type: z.literal('Action.Execute'), verb: text, data, associatedInputs: z.literal('none') }) })
    .optional(),
  body: z.array(element).min(1),
  actions: buttons,
});
