type Json = Record<string, unknown>;

export interface CardInput {
  id: string;
  type: string;
  element: Json;
}

export interface CardButton {
  title: string;
  type: string;
  verb: string | undefined;
  data: Json;
  action: Json;
  /** Inputs that the button submits: those of its own card and of the enclosing cards, not of a sibling ShowCard. */
  inputs: CardInput[];
}

interface Scope {
  inputs: CardInput[];
  around: Scope | undefined;
}

/** Returns all visible buttons of a card in reading order, ShowCards expanded. */
export function buttonsOf(card: object): CardButton[] {
  const found: { action: Json; scope: Scope }[] = [];
  readCard(card as Json, undefined, found);
  return found.map(({ action, scope }) => ({
    title: textOf(action['title']),
    type: textOf(action['type']),
    verb: typeof action['verb'] === 'string' ? action['verb'] : undefined,
    data: (action['data'] ?? {}) as Json,
    action,
    inputs: action['associatedInputs'] === 'none' ? [] : inputsAround(scope),
  }));
}

/** Returns all inputs of a card, ShowCards expanded. Throws where two have the same id. */
export function inputsOf(card: object): CardInput[] {
  const scopes: Scope[] = [];
  readCard(card as Json, undefined, [], scopes);
  const inputs = scopes.flatMap((scope) => scope.inputs);
  const ids = inputs.map((input) => input.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`Two inputs of the card are called ${twice}.`);
  return inputs;
}

/** Returns the data that a client submits for a button. Throws where a client would not submit. */
export function submittedData(button: CardButton, typed: Record<string, string>): Json {
  const known = button.inputs.map((input) => input.id);
  const unknown = Object.keys(typed).find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new Error(`There is no input ${unknown} for “${button.title}”; there are: ${known.join(', ') || 'none'}.`);
  const data: Json = { ...button.data };
  for (const input of button.inputs) {
    const value = valueOf(input, typed[input.id]);
    // Microsoft's renderer omits empty values.
    if (value === undefined || value === '') continue;
    data[input.id] = value;
  }
  return data;
}

function valueOf({ id, type, element }: CardInput, typed: string | undefined): string | undefined {
  const value = typed ?? (element['value'] === undefined ? undefined : textOf(element['value']));
  switch (type) {
    case 'Input.Toggle': {
      const on = textOf(element['valueOn'] ?? 'true');
      const off = textOf(element['valueOff'] ?? 'false');
      if (value !== undefined && value !== on && value !== off) throw new Error(`${id} can be ${on} or ${off} only.`);
      if (element['isRequired'] === true && value !== on) throw new Error(`Teams does not send: ${id} is required.`);
      return value ?? off;
    }
    case 'Input.ChoiceSet':
      return chosen(id, element, value);
    case 'Input.Date':
      if (value !== undefined && value !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new Error(`${id} takes a date only.`);
      return required(id, element, value ?? '');
    case 'Input.Number':
      if (value !== undefined && value !== '' && Number.isNaN(Number(value))) throw new Error(`${id} takes a number only.`);
      return required(id, element, value ?? '');
    default:
      return text(id, element, value ?? '');
  }
}

/** Returns a string, number or boolean as a string. Throws for any other value. */
function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`The card has ${JSON.stringify(value)} where a text belongs.`);
}

function chosen(id: string, element: Json, value: string | undefined): string | undefined {
  const choices = (element['choices'] ?? []) as { value: string }[];
  const isOpen = 'choices.data' in element;
  const picked = value === undefined || value === '' ? [] : element['isMultiSelect'] === true ? value.split(',') : [value];
  const wrong = picked.find((one) => !isOpen && !choices.some((choice) => choice.value === one));
  if (wrong !== undefined) throw new Error(`${id} has no choice ${wrong}.`);
  required(id, element, picked.join(','));
  // A choice without a value is not submitted.
  return picked.length === 0 ? undefined : picked.join(',');
}

function text(id: string, element: Json, value: string): string {
  const most = element['maxLength'];
  if (typeof most === 'number' && value.length > most) throw new Error(`Teams does not take more than ${most} characters for ${id}.`);
  const pattern = element['regex'];
  if (typeof pattern === 'string' && value !== '' && !new RegExp(pattern).test(value))
    throw new Error(`Teams does not send: ${id} does not match.`);
  return required(id, element, value);
}

function required(id: string, element: Json, value: string): string {
  if (element['isRequired'] === true && value === '') throw new Error(`Teams does not send: ${id} is required.`);
  return value;
}

function inputsAround(scope: Scope | undefined): CardInput[] {
  return scope ? [...inputsAround(scope.around), ...scope.inputs] : [];
}

function readCard(card: Json, around: Scope | undefined, found: { action: Json; scope: Scope }[], scopes: Scope[] = []): void {
  const scope: Scope = { inputs: [], around };
  scopes.push(scope);
  for (const part of ['body', 'selectAction', 'actions']) read(card[part], scope, true);

  function read(node: unknown, own: Scope, isShown: boolean): void {
    if (Array.isArray(node)) {
      for (const one of node) read(one, own, isShown);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const element = node as Json;
    const type = textOf(element['type']);
    const isSeen = isShown && element['isVisible'] !== false;
    if (type === 'Action.ShowCard') {
      if (isSeen) readCard(element['card'] as Json, own, found, scopes);
      return;
    }
    if (type.startsWith('Action.')) {
      if (isSeen && element['isEnabled'] !== false) found.push({ action: element, scope: own });
      return;
    }
    // A hidden input is submitted; a hidden button cannot be pressed.
    if (type.startsWith('Input.')) own.inputs.push({ id: textOf(element['id']), type, element });
    for (const part of ['items', 'columns', 'rows', 'cells', 'inlines', 'selectAction', 'inlineAction', 'actions'])
      read(element[part], own, isSeen);
  }
}
