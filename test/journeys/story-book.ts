import { moment } from '../../bot/domain/words/words';
import { plainText } from '../../functions/local/mailbox/plain-text';
import { FakeMailer } from '../fakes/fake-mailer';
import type { TeamsPerson } from '../fakes/teams-client';
import type { World } from '../fakes/world';

type Json = Record<string, unknown>;

/** How one message of a chat looks at the end of a story: a card with a request on it, or one line. */
export interface Left {
  isLine: boolean;
  text: string[];
}

/**
 * Writes down what each person sees of a story, in the order in which they see it: messages as they arrive, what they press,
 * how cards change in place, and mails. Begins when it is made; what is in a chat by then is not told.
 */
export class StoryBook {
  readonly #pages = new Map<TeamsPerson, string[]>();
  readonly #seen = new Map<TeamsPerson, string[]>();
  readonly #mails = new Map<TeamsPerson, number>();

  constructor(
    private readonly title: string,
    private readonly world: World,
    private readonly mailer: FakeMailer,
    private readonly readers: Record<string, TeamsPerson>,
  ) {
    for (const person of Object.values(readers)) {
      this.#pages.set(person, []);
      this.#seen.set(person, looksOf(person));
      this.#mails.set(person, this.#mailsTo(person).length);
    }
  }

  /** Somebody presses a button; the worker does what comes of it. */
  async presses(
    person: TeamsPerson,
    title: string,
    typed: Record<string, string> = {},
    options: Parameters<TeamsPerson['presses']>[2] = {},
  ) {
    const said = Object.values(typed).map((value) => `“${chosenIn(person.lastCard().card, value)}”`);
    this.#write(person, `presses [${title}]${said.length > 0 ? ` with ${said.join(', ')}` : ''}`);
    const { text } = await person.presses(title, typed, options);
    if (text !== undefined) this.#write(person, `is told: ${text}`);
    this.look();
    await this.world.work();
    this.look();
  }

  async says(person: TeamsPerson, words: string): Promise<void> {
    this.#write(person, `writes “${words}”`);
    await person.says(words);
    this.look();
  }

  async passTo(moment: string): Promise<void> {
    await this.world.passTo(moment, () => this.look());
    this.look();
  }

  /** Notes whatever has changed since it was last looked at. */
  look(): void {
    for (const person of Object.values(this.readers)) {
      const before = this.#seen.get(person) ?? [];
      const now = looksOf(person);
      const summaries = person.messages().map(({ summary }) => summary);
      now.forEach((text, place) => {
        if (before[place] === text) return;
        const isNew = place >= before.length;
        const rings = isNew && summaries[place] !== undefined ? [`notification: ${summaries[place]}`] : [];
        this.#write(person, `${isNew ? 'message' : 'changes: message'} ${place + 1}`, [...rings, ...indented(text)]);
      });
      this.#seen.set(person, now);
      const mails = this.#mailsTo(person);
      for (const { subject, html, card } of mails.slice(this.#mails.get(person)))
        this.#write(person, `mail: ${subject}`, [...(card ? ['(with a card)'] : []), ...indented(plainText(html).replace(/\n+/g, '\n'))]);
      this.#mails.set(person, mails.length);
    }
  }

  /** What is left in the chat of this person. */
  left(person: TeamsPerson): Left[] {
    return looksOf(person).map((text) => ({
      isLine: text.split('\n').filter((line) => !line.startsWith('[')).length === 1,
      text: text.split('\n'),
    }));
  }

  toString(): string {
    const chapters = Object.entries(this.readers).map(([part, person]) => {
      const page = this.#pages.get(person) ?? [];
      const left = this.left(person).map(({ isLine, text }, place) => `  ${place + 1} ${isLine ? 'line' : 'card'}: ${text[0]}`);
      return [`## ${person.name}, ${part}`, ...page, '', 'In the chat at the end:', ...left].join('\n');
    });
    return `# ${this.title}\n\n${chapters.join('\n\n')}\n`;
  }

  #write(person: TeamsPerson, what: string, lines: string[] = []): void {
    const { zone } = this.world.policy;
    const at = moment(this.world.clock.now().toInstant().round('minute').toString(), zone);
    this.#pages.get(person)?.push('', `${at} · ${what}`, ...lines.map((line) => `    ${line}`));
  }

  #mailsTo({ id }: TeamsPerson) {
    return this.mailer.arrived.filter(({ to }) => to.person === id);
  }
}

/** What somebody picks goes by an id, which nobody sees. */
function chosenIn(card: object, value: string): string {
  const titles = new Map<unknown, string>();
  JSON.stringify(card, (_key, one: Json) => {
    if (one?.['title'] !== undefined && one['value'] !== undefined) titles.set(one['value'], String(one['title']));
    return one;
  });
  return titles.get(value) ?? value;
}

function looksOf(person: TeamsPerson): string[] {
  return person.messages().map(({ card, text }) => (card ? cardText(card as Json) : (text ?? '')));
}

function indented(text: string): string[] {
  return text.split('\n');
}

/** A card as plain lines: what is read, fields as `[label: value]`, and last of each part its buttons as `[title]`. */
export function cardText(card: Json): string {
  return [...linesOf(card['body']), ...buttonLine(card['actions'])].join('\n');
}

function linesOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(linesOf);
  const element = (node ?? {}) as Json;
  if (element['isVisible'] === false) return [];
  switch (element['type']) {
    case 'TextBlock':
      return [String(element['text'])];
    case 'RichTextBlock':
      return [(element['inlines'] as Json[]).map(({ text }) => String(text)).join('')];
    case 'ColumnSet':
      // An empty column only takes the rest of the width.
      return [
        (element['columns'] as Json[])
          .map((column) => linesOf(column['items']).join(' / '))
          .filter((text) => text !== '')
          .join(': '),
      ];
    case 'Container':
      return linesOf(element['items']);
    case 'ActionSet':
      return buttonLine(element['actions']);
    case 'Image':
      return ['(picture)'];
    default:
      return String(element['type']).startsWith('Input.') ? [inputLine(element)] : [];
  }
}

function inputLine({ label, title, value, choices }: Json): string {
  const chosen = (choices as { title: string; value: string }[] | undefined)?.find((one) => one.value === value)?.title;
  return `[${[label, title].filter(Boolean).join(' ')}: ${chosen ?? value ?? ''}]`;
}

/** The buttons that a client keeps behind “…” come after that. */
function buttonLine(actions: unknown): string[] {
  const all = (actions ?? []) as Json[];
  const titles = (mode: boolean) => all.filter((one) => (one['mode'] === 'secondary') === mode).map(({ title }) => `[${String(title)}]`);
  const [first, more] = [titles(false), titles(true)];
  return all.length === 0 ? [] : [[...first, ...(more.length > 0 ? ['…', ...more] : [])].join(' ')];
}
