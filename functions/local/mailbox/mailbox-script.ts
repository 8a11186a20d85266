// Runs in the mailbox page, and draws a mail’s card as Outlook would: the same rules, the same calls.
import {
  Action,
  AdaptiveCard,
  type BaseSerializationContext,
  CardObjectRegistry,
  GlobalRegistry,
  HostConfig,
  OpenUrlAction,
  type PropertyBag,
  SerializationContext,
  Versions,
} from 'adaptivecards';
import { markdownHtml } from './outlook-markdown';
import { headersOf, httpActionOf, outlookProblems } from './outlook-rules';

/** Milliseconds that Outlook waits for a card that refreshes itself; the card as mailed stays then. */
const refreshTimeout = 2_000;

const section = document.getElementById('card');
const drawn = document.getElementById('drawn');
const status = document.getElementById('status');
const plain = document.getElementById('plain') as HTMLDetailsElement | null;
if (section && drawn && status) void openMail(section.dataset.mail ?? '');

async function openMail(mail: string): Promise<void> {
  const { card, person } = (await (await fetch(`/local/mailbox/${encodeURIComponent(mail)}/card`)).json()) as {
    card: CardJson;
    person: string;
  };
  if (!showMailCard(card, person)) return;
  if (card.autoInvokeAction) await refresh(card.autoInvokeAction, person);
}

type CardJson = Record<string, unknown> & { autoInvokeAction?: Record<string, unknown> };

/** False where Outlook would not show it: then the mail’s own words stand there, and here the reasons. */
function showMailCard(card: CardJson, person: string): boolean {
  const problems = outlookProblems(card, location.origin);
  if (problems.length > 0) {
    setStatus(`Outlook would not show this card.\n${problems.join('\n')}`, 'refused');
    if (plain && drawn?.childElementCount === 0) plain.open = true;
    return false;
  }
  const element = rendered(card, person);
  drawn?.replaceChildren(...(element ? [element] : []));
  setStatus('');
  return true;
}

/** Outlook does not escape the inputs that it substitutes, but the library does: this action keeps the body as written. */
class HttpButton extends Action {
  static readonly JsonTypeName = 'Action.Http';
  source: Record<string, unknown> = {};

  override getJsonTypeName(): string {
    return HttpButton.JsonTypeName;
  }

  protected override internalParse(source: PropertyBag, context: BaseSerializationContext): void {
    super.internalParse(source, context);
    this.source = source as Record<string, unknown>;
  }
}

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownHtml(text);
  result.didProcess = true;
};

function rendered(card: CardJson, person: string): HTMLElement | undefined {
  const registry = new CardObjectRegistry<Action>();
  GlobalRegistry.populateWithDefaultActions(registry);
  registry.register(HttpButton.JsonTypeName, HttpButton);
  // The library dates some parts of Outlook’s version 1.0 later; the rules above say what may be there.
  const context = new SerializationContext(Versions.latest);
  context.setActionRegistry(registry);
  const one = new AdaptiveCard();
  one.hostConfig = hostConfig();
  one.parse({ ...card, version: '1.5' }, context);
  one.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) window.open(action.url, '_blank', 'noopener');
    if (action instanceof HttpButton) void sendAction(action.source, inputValues(one), person);
  };
  return one.render();
}

function inputValues(card: AdaptiveCard): Record<string, string> {
  return Object.fromEntries(card.getAllInputs().map(({ id, value }) => [id ?? '', String(value ?? '')]));
}

/** A button: the answer is a new card, or a sentence in a header; otherwise nothing changes, so it can be pressed again. */
async function sendAction(action: Record<string, unknown>, values: Record<string, string>, person: string): Promise<void> {
  const buttons = [...(drawn?.querySelectorAll('button') ?? [])];
  for (const button of buttons) button.disabled = true;
  setStatus('One moment…');
  try {
    const answer = await call(action, values, person);
    const said = answer.headers.get('card-action-status');
    const became = await replaces(answer, person);
    if (became === 'refused') return;
    if (became === 'shown') {
      setStatus(said ?? '');
      // The button that had the focus is gone with its card.
      return drawn?.focus();
    }
    setStatus(
      said ?? (answer.ok ? 'The action completed.' : `The action could not be completed (${answer.status}).`),
      answer.ok ? '' : 'refused',
    );
  } catch {
    setStatus('The action could not be completed: nobody answered.', 'refused');
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

/** The card's automatic refresh when its mail is opened; after a failure or a late answer the mailed card stays. */
async function refresh(action: Record<string, unknown>, person: string): Promise<void> {
  try {
    await replaces(await call(action, {}, person, AbortSignal.timeout(refreshTimeout)), person);
  } catch {
    // As Outlook: the card as mailed stays, and nothing is said.
  }
}

/** What the answer did to the card; where Outlook would refuse the new one, the reasons stand there already. */
async function replaces(answer: Response, person: string): Promise<'shown' | 'refused' | 'no card'> {
  const isCard = answer.status === 200 && answer.headers.get('card-update-in-body')?.toLowerCase() === 'true';
  if (!isCard) return 'no card';
  return showMailCard((await answer.json()) as CardJson, person) ? 'shown' : 'refused';
}

async function call(
  action: Record<string, unknown>,
  values: Record<string, string>,
  person: string,
  signal?: AbortSignal,
): Promise<Response> {
  const asked = httpActionOf(action, values);
  const headers = {
    ...headersOf(asked, await outlookToken(person)),
    'Card-Correlation-Id': crypto.randomUUID(),
    'Action-Request-Id': crypto.randomUUID(),
  };
  const body = asked.method === 'POST' ? { body: asked.body } : {};
  return await fetch(asked.url, { method: asked.method, headers, ...body, ...(signal && { signal }) });
}

/** A token of the mailbox’s owner: in a forwarded mail, the person it was forwarded to presses with their own. */
async function outlookToken(persona: string): Promise<string> {
  const answer = await fetch('/local/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona, for: 'outlook' }),
  });
  if (!answer.ok) throw new Error('no token');
  return ((await answer.json()) as { token: string }).token;
}

function setStatus(text: string, kind: '' | 'refused' = ''): void {
  if (!status) return;
  status.textContent = text;
  status.className = kind;
}

function hostConfig(): HostConfig {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const [ink, soft] = isDark ? ['#ffffff', '#c4c4c4'] : ['#242424', '#5c5c5c'];
  const colour = (plainColour: string) => ({ default: plainColour, subtle: soft });
  const foregroundColors = {
    default: colour(ink),
    accent: colour(isDark ? '#a3a6ff' : '#4f52b2'),
    attention: colour(isDark ? '#ff9aa2' : '#b10e1c'),
    good: colour(isDark ? '#92d48a' : '#0e700e'),
    warning: colour(isDark ? '#f2c661' : '#7a5200'),
  };
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return new HostConfig({
    fontFamily: "'Segoe UI', system-ui, sans-serif",
    supportsInteractivity: true,
    separator: { lineThickness: 1, lineColor: isDark ? '#525252' : '#d1d1d1' },
    actions: {
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
      maxActions: 6,
      buttonSpacing: 8,
      spacing: 'Default',
      showCard: { actionMode: 'Inline' },
    },
    containerStyles: {
      default: style(isDark ? '#292929' : '#ffffff'),
      emphasis: style(isDark ? '#333333' : '#f0f0f0'),
      accent: style(isDark ? '#3d3e66' : '#e8ebfa'),
      good: style(isDark ? '#1b3a1b' : '#e7f2e7'),
      attention: style(isDark ? '#4a2226' : '#fbe9ea'),
      warning: style(isDark ? '#43360f' : '#fdf3dc'),
    },
  });
}
