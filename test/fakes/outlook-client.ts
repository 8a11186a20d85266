import { outlookCard } from '../../cards/outlook-schema';
import { ofType, type Piece } from '../cards/walk';

interface HttpAction extends Piece {
  title: string;
  url: string;
  headers: { name: string; value: string }[];
  body: string;
}

/** The text of a question's one input, or of several inputs by their ids; those not named stay as they are. */
type Typed = string | Record<string, string>;

interface Line {
  send(request: Request): Response | Promise<Response>;
  /** A token of this person, as Outlook gets one for each action. */
  token(): Promise<string>;
  /** The card of the newest mail about a request; undefined where none has come to this person. */
  mailed(request: string): Promise<object | undefined>;
}

export interface OutlookPressed {
  status: number;
  /** What took the place of the card. */
  card?: object;
  /** What stands beside the buttons then. */
  text?: string;
}

interface Titled {
  title: string;
}

/** A person in Outlook: renders a mailed card, presses its buttons and reopens the mail. */
export class OutlookPerson {
  #card: object | undefined;

  constructor(private readonly line: Line) {}

  /** The card that Outlook shows now. */
  get card(): object {
    if (!this.#card) throw new Error('No mail has come.');
    return this.#card;
  }

  async getsMail(request: string): Promise<void> {
    const card = await this.line.mailed(request);
    if (!card) throw new Error(`No mail with a card has come about ${request}.`);
    this.receives(card);
  }

  /** Throws where Outlook would not render the card. */
  receives(card: object): void {
    this.#card = outlookCard.parse(JSON.parse(JSON.stringify(card)));
  }

  buttons(): string[] {
    const { body, actions } = this.card as { body: { type: string; actions?: Titled[] }[]; actions: Titled[] };
    return [...body.flatMap((element) => element.actions ?? []), ...actions].map(({ title }) => title);
  }

  /** URLs of the buttons by title. */
  action(title: string): HttpAction {
    const found = ofType({ ...this.card, autoInvokeAction: undefined }, 'Action.Http').find((one) => one.title === title);
    if (!found) throw new Error(`The card has no button “${title}”, but ${this.buttons().join(', ')}.`);
    return found as HttpAction;
  }

  /** Initial value of an input. */
  #standing(id: string): string {
    const input = ofType(this.card, 'Input.Text', 'Input.Date', 'Input.ChoiceSet').find((one) => one.id === id);
    return String(input?.value ?? '');
  }

  /** Presses a button, its question's text typed before; `seen` is the card as another device still shows it. */
  async presses(
    title: string,
    typed: Typed = '',
    { seen, headers }: { seen?: object; headers?: Record<string, string> } = {},
  ): Promise<OutlookPressed> {
    if (seen) this.receives(seen);
    return await this.#call(this.action(title), typed, headers);
  }

  /** Outlook asks by itself when the mail is opened; where that fails, the card stays. */
  async opens(): Promise<OutlookPressed> {
    const { autoInvokeAction } = this.card as { autoInvokeAction?: HttpAction };
    if (!autoInvokeAction) throw new Error('The card asks for nothing when it is opened.');
    return await this.#call(autoInvokeAction, '');
  }

  async #call({ url, headers, body }: HttpAction, typed: Typed, more: Record<string, string> = {}): Promise<OutlookPressed> {
    const own = Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
    // An action that names Authorization keeps its own, and the token moves aside.
    const token = { [own.authorization === undefined ? 'authorization' : 'action-authorization']: `Bearer ${await this.line.token()}` };
    const response = await this.line.send(
      new Request(url, {
        method: 'POST',
        headers: { ...own, ...token, 'card-correlation-id': 'c0ffee00-0000-4000-8000-000000000001', 'action-request-id': 'ac7-1', ...more },
        // As it is: Outlook escapes nothing.
        body: body.replace(/\{\{(\w+)\.value\}\}/g, (_, id: string) =>
          typeof typed === 'string' ? typed : (typed[id] ?? this.#standing(id)),
        ),
      }),
    );
    const { status } = response;
    if (status === 200 && response.headers.get('card-update-in-body') === 'true') {
      this.receives((await response.json()) as object);
      return { status, card: this.card };
    }
    return { status, text: response.headers.get('card-action-status') ?? '' };
  }
}
