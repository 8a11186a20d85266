import { randomUUID } from 'node:crypto';
import { type Attempt, type ChatMessage, type Download, type FakeChat, type Fault, type StoredFile, startConnector } from './bot-connector';
import { buttonsOf, type CardButton, inputsOf, submittedData } from './card-form';
import type { LocalIssuer } from './local-issuer';

type Json = Record<string, unknown>;

export interface TeamsWishes {
  tenantId: string;
  appId: string;
  /** The product: `app.fetch`, or `process` of the adapter. */
  send: (request: Request) => Promise<Response> | Response;
  /** Absent: activities have no token, as from the Agents Playground. */
  issuer?: LocalIssuer;
  /** URL of the requests to the product. */
  endpoint?: string;
}

export interface Pressed {
  status: number;
  body: { statusCode: number; type: string; value: unknown };
  /** The card that replaced the pressed one. */
  card?: object;
  /** A sentence above the card, which stays as it is. */
  text?: string;
}

/** A dialog that a button opened: a page in a frame, or a sentence. */
export interface Opened {
  url?: string;
  fallbackUrl?: string;
  title?: string;
  text?: string;
}

export interface PressOptions {
  /** Id of the message whose card is pressed; default is the newest full card. */
  on?: string;
  /** A stale card, as another device of the person still shows. */
  seen?: ChatMessage;
  /** Part of the button's data, where several have the same title. */
  where?: Json;
}

export interface FakeTeams {
  serviceUrl: string;
  person(who: { id: string; name: string }): TeamsPerson;
  /** Sends any body, a string unchanged. Adds no token: `headers` may have one. */
  sendRaw(body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Returns the authorization header for an activity of `activityOf`. */
  authorization(): Promise<Record<string, string>>;
  /** Sends the last activity again: with its id, or with a new one, as Teams does after half a minute. */
  repeatLast(options?: { newId?: boolean }): Promise<Response>;
  fail(fault: Fault): void;
  /** Removes all faults. */
  recover(): void;
  posts(): Attempt[];
  /** Downloads by the bot, failed ones included. */
  downloads(): Download[];
  stop(): Promise<void>;
}

/** Starts a fake Teams for several people: the Bot Connector, and clients that render cards. */
export async function startTeams(wishes: TeamsWishes): Promise<FakeTeams> {
  const connector = await startConnector({ isOpen: wishes.issuer === undefined });
  const people = new Map<string, TeamsPerson>();
  let last: Json | undefined;

  async function authorization(): Promise<Record<string, string>> {
    if (!wishes.issuer) return {};
    return { authorization: `Bearer ${await wishes.issuer.mint({ aud: wishes.appId, serviceurl: connector.url })}` };
  }
  async function sendRaw(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return await wishes.send(
      new Request(wishes.endpoint ?? 'http://127.0.0.1/api/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  }
  async function deliver(activity: Json): Promise<Response> {
    last = activity;
    return await sendRaw(activity, await authorization());
  }

  function keep(path: string, file: StoredFile): string {
    connector.files.set(path, file);
    return new URL(path, connector.url).href;
  }

  return {
    serviceUrl: connector.url,
    person({ id, name }) {
      const known = people.get(id);
      if (known) return known;
      const chat: FakeChat = { conversation: `a:29:${id}`, state: 'not-installed', messages: [] };
      connector.chats.set(chat.conversation, chat);
      const person = new TeamsPerson(id, name, chat, {
        ...wishes,
        serviceUrl: connector.url,
        deliver,
        keep: (path, file) => keep(path, file),
      });
      people.set(id, person);
      return person;
    },
    sendRaw,
    authorization,
    async repeatLast({ newId = false } = {}) {
      if (!last) throw new Error('Nothing was sent yet.');
      return await deliver(newId ? { ...last, id: `f:${randomUUID()}` } : last);
    },
    fail: connector.fail,
    recover: connector.recover,
    posts: () => [...connector.attempts],
    downloads: () => [...connector.downloads],
    stop: connector.stop,
  };
}

interface Line {
  tenantId: string;
  appId: string;
  serviceUrl: string;
  deliver(activity: Json): Promise<Response>;
  /** Stores a file for download by the bot; returns its URL. */
  keep(path: string, file: StoredFile): string;
}

/** A person in a personal chat with the bot. */
export class TeamsPerson {
  /** Sentences that answered presses. */
  readonly notices: string[] = [];

  constructor(
    readonly id: string,
    readonly name: string,
    private readonly chat: FakeChat,
    private readonly line: Line,
  ) {}

  get conversation(): string {
    return this.chat.conversation;
  }

  get member(): string {
    return `29:${this.id}`;
  }

  /** Makes an activity of this person, which a test sends itself. */
  activityOf(rest: Json): Json {
    const { tenantId, appId, serviceUrl } = this.line;
    return {
      id: `f:${randomUUID()}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: this.member, name: this.name, aadObjectId: this.id },
      recipient: { id: `28:${appId}`, name: 'ALMS' },
      conversation: { conversationType: 'personal', tenantId, id: this.conversation },
      channelData: { tenant: { id: tenantId } },
      locale: 'en-GB',
      entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows', timezone: 'Europe/London' }],
      ...rest,
    };
  }

  /** Sends both activities of an installation, as Teams and the Agents Playground do. */
  async installs(): Promise<void> {
    this.chat.state = 'open';
    const membersAdded = [{ id: `28:${this.line.appId}` }, { id: this.member, aadObjectId: this.id }];
    await this.delivered(this.activityOf({ type: 'installationUpdate', action: 'add' }));
    await this.delivered(this.activityOf({ type: 'conversationUpdate', membersAdded }));
  }

  async uninstalls(): Promise<void> {
    this.chat.state = 'not-installed';
    await this.delivered(this.activityOf({ type: 'installationUpdate', action: 'remove' }));
  }

  blocks(): void {
    this.chat.state = 'blocked';
  }

  /** Sends a message; returns the answers. */
  async says(text: string): Promise<ChatMessage[]> {
    this.chat.state = this.chat.state === 'not-installed' ? 'open' : this.chat.state;
    const before = this.chat.messages.length;
    await this.delivered(this.activityOf({ type: 'message', text, textFormat: 'plain' }));
    return this.messages().slice(before);
  }

  /** Sends files by way of the person's OneDrive; a string is the URL of a file elsewhere. */
  async sendsFile(...sent: (Buffer | StoredFile | string)[]): Promise<ChatMessage[]> {
    const attachments = sent.map((one) => ({
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: 'https://bantshire-my.sharepoint.com/personal/somebody/Documents/Microsoft Teams Chat Files/visitor.jpg',
      name: 'visitor.jpg',
      content: { downloadUrl: this.addressOf(one, `/files/${randomUUID()}`), uniqueId: randomUUID(), fileType: 'jpg' },
    }));
    return await this.sends(attachments);
  }

  /** Pastes a picture into a message; Teams stores it with the Bot Connector. */
  async pastes(sent: Buffer | StoredFile | string): Promise<ChatMessage[]> {
    const file = Buffer.isBuffer(sent) ? { bytes: sent, needsToken: true } : sent;
    const contentUrl = this.addressOf(file, `/teams/v3/attachments/${randomUUID()}/views/original`);
    return await this.sends([
      { contentType: 'image/*', contentUrl },
      { contentType: 'text/html', content: '<p><img alt="image" src="https://eu-api.asm.skype.example/x"></p>' },
    ]);
  }

  /** All messages of the chat in their current state, newest last. */
  messages(): ChatMessage[] {
    return this.chat.messages.map((message) => ({ ...message }));
  }

  cards(): (ChatMessage & { card: object })[] {
    return this.messages().filter((message): message is ChatMessage & { card: object } => message.card !== undefined);
  }

  /** The newest full card; `lines` has the collapsed ones. */
  lastCard(): ChatMessage & { card: object } {
    const card = this.cards().findLast(({ card: one }) => !isLine(one));
    if (!card) throw new Error(`${this.name} has no card.`);
    return card;
  }

  /** Cards that are collapsed to a line, newest last, closed ones included. */
  lines(): (ChatMessage & { card: object })[] {
    return this.cards().filter(({ card }) => isLine(card));
  }

  /** Opens the newest line that has a button. */
  async opensNews(): Promise<Pressed> {
    const news = this.lines().findLast(({ card }) => buttonsOf(card).length > 0);
    if (!news) throw new Error(`${this.name} has no news to open.`);
    return await this.presses('Open', {}, { on: news.activity });
  }

  texts(): string[] {
    return this.messages().flatMap(({ text }) => (text === undefined ? [] : [text]));
  }

  /** Titles of the buttons on a card. */
  buttons(on?: string): string[] {
    return buttonsOf(this.shown(on).card).map(({ title }) => title);
  }

  /** Values of a card's inputs by id. */
  inputs(on?: string): Record<string, unknown> {
    return Object.fromEntries(inputsOf(this.shown(on).card).map(({ id, element }) => [id, element['value']]));
  }

  /** Presses a button as Teams does. Throws where no button has the title, or Teams would not submit. */
  async presses(title: string, typed: Record<string, string> = {}, options: PressOptions = {}): Promise<Pressed> {
    const message = options.seen ?? this.shown(options.on);
    const button = this.button(message, title, 'Action.Execute', options.where);
    return await this.invokes(message, { ...button.action, data: submittedData(button, typed) }, 'manual');
  }

  /** Presses a button in a client that supports only Action.Submit, which sends a message. */
  async submits(title: string, typed: Record<string, string> = {}, options: PressOptions = {}): Promise<ChatMessage[]> {
    const message = options.seen ?? this.shown(options.on);
    const button = this.button(message, title, 'Action.', options.where);
    const fallback = (button.action['fallback'] ?? button.action) as Json;
    const value = submittedData({ ...button, data: (fallback['data'] ?? {}) as Json }, typed);
    const before = this.chat.messages.length;
    await this.delivered(this.activityOf({ type: 'message', replyToId: message.activity, value }));
    return this.messages().slice(before);
  }

  /** Presses a button that opens a dialog. Throws where a client would open none. */
  async opens(title: string, options: PressOptions & { data?: Json } = {}): Promise<Opened> {
    const message = options.seen ?? this.shown(options.on);
    const { data } = this.button(message, title, 'Action.Submit', options.where);
    if ((data['msteams'] as Json | undefined)?.['type'] !== 'task/fetch') throw new Error(`“${title}” opens no dialog.`);
    const value = { data: { ...data, ...options.data }, context: { theme: 'default' } };
    const response = await this.delivered(this.activityOf({ type: 'invoke', name: 'task/fetch', replyToId: message.activity, value }));
    return openedBy(((await response.json()) as { task?: { type: string; value: unknown } }).task);
  }

  /** Submits the result of the page in the dialog, which closes. */
  async closesDialog(result: Json = { photo: 'saved' }): Promise<void> {
    const value = { data: result, context: { theme: 'default' } };
    const response = await this.delivered(this.activityOf({ type: 'invoke', name: 'task/submit', value }));
    const body = await response.text();
    if (body !== '') throw new Error(`Teams would keep the dialog open: ${body}`);
  }

  /** Refreshes a card, as a client does when the card comes into view. */
  async refreshes(on?: string): Promise<Pressed> {
    const message = this.shown(on);
    const action = (message.card as { refresh?: { action: Json } }).refresh?.action;
    if (!action) throw new Error('The card has no refresh.');
    return await this.invokes(message, action, 'automatic');
  }

  /** Deletes a message of the bot. */
  deletes(activity: string): void {
    this.chat.messages = this.chat.messages.filter((message) => message.activity !== activity);
  }

  private addressOf(sent: Buffer | StoredFile | string, path: string): string {
    if (typeof sent === 'string') return sent;
    return this.line.keep(path, Buffer.isBuffer(sent) ? { bytes: sent } : sent);
  }

  private async sends(attachments: Json[]): Promise<ChatMessage[]> {
    const before = this.chat.messages.length;
    await this.delivered(this.activityOf({ type: 'message', attachments }));
    return this.messages().slice(before);
  }

  private shown(on?: string): ChatMessage & { card: object } {
    if (on === undefined) return this.lastCard();
    const message = this.cards().find(({ activity }) => activity === on);
    if (!message) throw new Error(`${this.name} has no card ${on}.`);
    return message;
  }

  private button(message: ChatMessage, title: string, type: string, where: Json = {}): CardButton {
    const all = buttonsOf(message.card ?? {});
    const wanted = all.filter(
      (one) => one.title === title && one.type.startsWith(type) && Object.entries(where).every(([key, value]) => one.data[key] === value),
    );
    const [button, another] = wanted;
    if (!button) throw new Error(`There is no button “${title}”; there are: ${all.map((one) => one.title).join(', ') || 'none'}.`);
    if (another) throw new Error(`There are ${wanted.length} buttons “${title}”: say which by “where”.`);
    return button;
  }

  private async invokes(message: ChatMessage, action: Json, trigger: 'manual' | 'automatic'): Promise<Pressed> {
    const { type, id, title, verb, data } = action;
    const value = { action: { type, id, title, verb, data }, trigger };
    const activity = this.activityOf({ type: 'invoke', name: 'adaptiveCard/action', replyToId: message.activity, value });
    const response = await this.delivered(activity);
    const body = (await response.json()) as Pressed['body'];
    return { status: response.status, body, ...this.showAnswer(message.activity, body) };
  }

  private showAnswer(activity: string, body: Pressed['body']): { card?: object; text?: string } {
    if (body.statusCode === 200 && body.type === 'application/vnd.microsoft.card.adaptive') {
      const card = body.value as object;
      const message = this.chat.messages.find((one) => one.activity === activity);
      if (message) message.card = card;
      return { card };
    }
    if (body.statusCode === 200 && body.type === 'application/vnd.microsoft.activity.message') {
      this.notices.push(String(body.value));
      return { text: String(body.value) };
    }
    throw new Error(`Teams would show “Unable to reach app”: ${body.statusCode} ${body.type}`);
  }

  private async delivered(activity: Json): Promise<Response> {
    const response = await this.line.deliver(activity);
    if (response.status !== 200) throw new Error(`Teams would show “Unable to reach app”: HTTP ${response.status}`);
    return response;
  }
}

/** Only a line has no `refresh`. */
function isLine(card: object): boolean {
  return !('refresh' in card);
}

function openedBy(task: { type: string; value: unknown } | undefined): Opened {
  if (task?.type === 'message') return { text: String(task.value) };
  if (task?.type !== 'continue') throw new Error(`Teams would open no dialog: ${JSON.stringify(task)}`);
  return task.value as Opened;
}
