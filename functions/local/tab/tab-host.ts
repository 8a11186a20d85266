import type { TabHost, ThemeName } from '../../../bot/tab/host';
import { keptToken } from './kept-token';

/**
 * Shows the tab in a plain browser, as local mode has no Teams: a bar says who looks and in which colours, and the place
 * is in the address. In a frame it does nothing, so that the page talks to its frame as it does to Teams.
 */
interface Persona {
  name: string;
  role: string;
  aadObjectId: string;
}

const savedChoice = (name: string) => sessionStorage.getItem(`tab-${name}`) ?? undefined;
const saveChoice = (name: string, value: string) => sessionStorage.setItem(`tab-${name}`, value);
const placeHere = () => decodeURIComponent(location.hash.slice(1));

const looks: Record<ThemeName, string> = { light: 'Light', dark: 'Dark', contrast: 'High contrast' };
const roleNames: Record<string, string> = {
  sponsor: 'sponsor',
  head: 'head',
  deputy: 'deputy',
  stranger: 'staff elsewhere',
  admin: 'admin',
  cardoffice: 'card office',
  itservice: 'IT service',
};

if (window.parent === window) globalThis.almsTabHost = startTabHost();

async function startTabHost(): Promise<TabHost> {
  const known = (await (await fetch('/local.json')).json()) as { personas: Persona[] };
  const wanted = new URLSearchParams(location.search).get('persona') ?? savedChoice('persona');
  const personas = withWanted(known.personas, wanted);
  const persona = personas.find(({ aadObjectId }) => aadObjectId === wanted) ?? personas[0];
  if (!persona) throw new Error('there is nobody here');
  saveChoice('persona', persona.aadObjectId);
  let tellTheme: ((theme: ThemeName) => void) | undefined;
  const theme = () => (savedChoice('look') ?? 'light') as ThemeName;
  const bar = element('section', { className: 'local-bar', ariaLabel: 'Local mode' });
  bar.append(
    labelledSelect(
      'You are',
      personas.map(({ aadObjectId, name, role }) => [aadObjectId, `${name} (${roleNames[role] ?? role})`]),
      persona.aadObjectId,
      (id) => {
        saveChoice('persona', id);
        // Another person starts where they are wanted first.
        location.assign('/tab');
      },
    ),
    labelledSelect('Look', Object.entries(looks), theme(), (look) => {
      saveChoice('look', look);
      document.documentElement.dataset.look = look;
      tellTheme?.(look as ThemeName);
    }),
    element('a', { href: '/', textContent: 'This machine’s page' }),
  );
  document.body.prepend(bar);
  document.documentElement.dataset.look = theme();
  return {
    ...places(persona.aadObjectId),
    token: keptToken(() => tabToken(persona.aadObjectId)),
    theme,
    onThemeChange: (tell) => {
      tellTheme = tell;
    },
    open: async (url) => void window.open(url, '_blank', 'noopener'),
    isReady: () => undefined,
    hasFailed: () => undefined,
  };
}

/** A mail may lead a person here who is no persona: they see the tab as themselves. */
function withWanted(personas: Persona[], wanted: string | undefined): Persona[] {
  if (!wanted || personas.some(({ aadObjectId }) => aadObjectId === wanted)) return personas;
  return [...personas, { name: 'Whoever the link is for', role: 'another person', aadObjectId: wanted }];
}

async function tabToken(persona: string): Promise<string> {
  const response = await fetch('/local/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona, for: 'tab' }),
  });
  if (!response.ok) throw new Error('no token');
  return ((await response.json()) as { token: string }).token;
}

/**
 * The browser's Back button moves from place to place.
 *
 * @param persona is part of a link, as another window may have another persona.
 */
function places(persona: string): Pick<TabHost, 'startPlace' | 'showsPlace' | 'onPlace' | 'share'> {
  const address = (place: string) => `${location.pathname}#${place}`;
  return {
    startPlace: placeHere,
    showsPlace(place, label) {
      document.title = `${label} – Visitor accounts`;
      if (placeHere() !== place) history.pushState(null, '', address(place));
    },
    onPlace: (tell) => {
      // *Back*, or a pasted address.
      for (const event of ['popstate', 'hashchange']) window.addEventListener(event, () => tell(placeHere()));
    },
    async share(place) {
      try {
        await navigator.clipboard.writeText(`${location.origin}${location.pathname}?persona=${persona}#${place}`);
        return true;
      } catch {
        return false;
      }
    },
  };
}

function labelledSelect(label: string, options: [string, string][], value: string, chosen: (value: string) => void): HTMLElement {
  const select = element('select', {});
  for (const [key, text] of options) select.append(element('option', { value: key, textContent: text, selected: key === value }));
  select.addEventListener('change', () => chosen(select.value));
  const all = element('label', { textContent: `${label} ` });
  all.append(select);
  return all;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
