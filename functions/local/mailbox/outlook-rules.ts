import { mostCardBytes } from '../../../bot/adapters/graph/card-script';

/**
 * What Outlook takes of an actionable message, so that a card which it would drop or empty in silence is refused here
 * with a reason. From Microsoft’s documentation of actionable messages: version 1.0 with Action.Http, an originator,
 * targets of the registered provider only. Pure: it runs in the mailbox page and in tests.
 */

type Node = Record<string, unknown>;

/** What a button does, as its card says. */
export interface HttpAction {
  method: string;
  url: string;
  headers: { name: string; value: string }[];
  body: string;
}

const elements = new Set([
  'TextBlock',
  'Image',
  'ImageSet',
  'Container',
  'ColumnSet',
  'Column',
  'FactSet',
  'ActionSet',
  'Input.Text',
  'Input.Number',
  'Input.Date',
  'Input.Toggle',
  'Input.ChoiceSet',
]);
const actions = new Set(['Action.Http', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility']);
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const reference = /\{\{([A-Za-z0-9_-]+)\.value\}\}/g;
/** Where the provider’s targets lie, under the origin that it is registered for. */
const targets = '/api/outlook/';

/** Why Outlook would not show this card, or not all of it; empty where it would. `origin` is the product’s own. */
export function outlookProblems(card: unknown, origin: string): string[] {
  if (!isNode(card) || card.type !== 'AdaptiveCard') return ['It is no Adaptive Card.'];
  const problems: string[] = [];
  const bytes = new TextEncoder().encode(JSON.stringify(card)).length;
  if (bytes > mostCardBytes) problems.push(`It has ${bytes} bytes, and ${mostCardBytes} is the most.`);
  if (card.version !== '1.0') problems.push(`Its version is ${inQuotes(card.version)}: with Action.Http, Outlook shows version 1.0 alone.`);
  if (!guid.test(String(card.originator ?? '')))
    problems.push('It has no originator, the id of the registered provider: Outlook removes such a card.');
  const inputs = new Set(nodesIn(card).flatMap(({ type, id }) => (isInput(type) && typeof id === 'string' ? [id] : [])));
  for (const input of nodesIn(card))
    if (isInput(input.type) && typeof input.id !== 'string') problems.push(`An ${String(input.type)} has no id.`);
  for (const { node, isAction } of placed(card))
    problems.push(...(isAction ? actionProblems(node, inputs, origin) : elementProblems(node)));
  return [...new Set(problems)];
}

/** The body of a press, with `{{id.value}}` substituted as Outlook does: as typed, without escaping. */
export function httpActionOf(action: Node, values: Record<string, string>): HttpAction {
  const filled = (text: unknown) => String(text ?? '').replace(reference, (_, id: string) => values[id] ?? '');
  const headers = (Array.isArray(action.headers) ? action.headers : []).filter(isNode);
  return {
    method: String(action.method ?? 'POST').toUpperCase(),
    url: filled(action.url),
    headers: headers.map(({ name, value }) => ({ name: String(name), value: filled(value) })),
    body: filled(action.body),
  };
}

/** The headers that go out. A card that asks for an empty Authorization gets its token in another one. */
export function headersOf({ headers }: HttpAction, token: string): Record<string, string> {
  const asked = headers.filter(({ name }) => name.toLowerCase() !== 'authorization');
  const isMoved = asked.length < headers.length;
  const type = asked.some(({ name }) => name.toLowerCase() === 'content-type') ? {} : { 'Content-Type': 'application/json' };
  const own = Object.fromEntries(asked.map(({ name, value }) => [name, value]));
  return { ...type, ...own, [isMoved ? 'Action-Authorization' : 'Authorization']: `Bearer ${token}` };
}

function elementProblems({ type }: Node): string[] {
  return elements.has(String(type)) ? [] : [`Outlook does not draw ${inQuotes(type)}.`];
}

function actionProblems(action: Node, inputs: ReadonlySet<string>, origin: string): string[] {
  if (!actions.has(String(action.type))) return [`Outlook does not show a button of type ${inQuotes(action.type)}.`];
  if (action.type === 'Action.OpenUrl') return isWeb(action.url) ? [] : [`${inQuotes(action.url)} is no address that a button may open.`];
  if (action.type !== 'Action.Http') return [];
  const texts = [action.url, action.body, JSON.stringify(action.headers ?? [])].map((text) => String(text ?? ''));
  const unknown = texts.flatMap((text) => [...text.matchAll(reference)].map(([, id = '']) => id)).filter((id) => !inputs.has(id));
  return [
    ...(['GET', 'POST'].includes(String(action.method))
      ? []
      : [`${inQuotes(action.method)} is no method of Action.Http; GET and POST are.`]),
    ...(action.method === 'POST' && typeof action.body !== 'string' ? ['An Action.Http that posts has no body.'] : []),
    ...(isTarget(String(action.url ?? ''), origin)
      ? []
      : [`Target URL ${inQuotes(action.url)} is not allowed: the provider is registered for ${origin}${targets}.`]),
    ...unknown.map((id) => `{{${id}.value}} refers to no input of the card.`),
  ];
}

function isTarget(url: string, origin: string): boolean {
  const blank = url.replace(reference, 'x');
  return URL.canParse(blank) && new URL(blank).origin === origin && new URL(blank).pathname.startsWith(targets);
}

function isWeb(url: unknown): boolean {
  return typeof url === 'string' && URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

interface Placed {
  node: Node;
  isAction: boolean;
}

/** Everything drawn or pressed, with what it is by its place: a type of neither kind must not slip through. */
function placed(card: Node): Placed[] {
  const listed = (value: unknown, isAction: boolean): Placed[] =>
    (Array.isArray(value) ? value : [value]).filter(isNode).flatMap((node) => [{ node, isAction }, ...inside(node)]);
  const inside = (node: Node): Placed[] => [
    ...['body', 'items', 'columns', 'images'].flatMap((name) => listed(node[name] ?? [], false)),
    ...['actions', 'selectAction', 'autoInvokeAction'].flatMap((name) => listed(node[name] ?? [], true)),
    ...(isNode(node.card) ? inside(node.card) : []),
  ];
  return inside(card);
}

function nodesIn(card: Node): Node[] {
  return placed(card).map(({ node }) => node);
}

function isInput(type: unknown): boolean {
  return String(type).startsWith('Input.');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inQuotes(value: unknown): string {
  return value === undefined ? 'nothing' : `“${String(value)}”`;
}
