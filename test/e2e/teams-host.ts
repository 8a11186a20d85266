import type { Browser, Frame, Page, Route } from 'playwright-core';

/** The tab's address as Teams knows it: invented, as is all of it. */
const appOrigin = 'https://alms.bantshire.example';

export interface TeamsWishes {
  /** Where the product really is. */
  url: string;
  /** A token for whoever is signed in to Teams, asked for anew each time; throwing refuses it. */
  token(): Promise<string>;
  theme?: 'default' | 'dark' | 'contrast';
  /** What a deep link names. */
  subPageId?: string;
  /** The address at which the bot opened a dialog: then the page stands in one. */
  dialog?: string;
}

export interface InTeams {
  page: Page;
  tab: Frame;
  /** What the tab has asked of Teams: function and arguments, oldest first. */
  asked(): Promise<{ func: string; args: unknown[] }[]>;
  changesTheme(theme: 'default' | 'dark' | 'contrast'): Promise<void>;
  /** Teams' own way back. */
  goesBack(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Teams on the web, as far as a tab sees it: a page of teams.microsoft.com that frames the tab and answers what teams-js
 * asks by messages. The tab, its library and its policy are the built ones, unmodified; only their origin is brought to
 * this machine.
 */
export async function openInTeams(
  browser: Browser,
  { url, token, theme = 'default', subPageId = '', dialog }: TeamsWishes,
): Promise<InTeams> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.exposeFunction('tokenForTab', async () => {
    try {
      return [true, await token()];
    } catch (error) {
      return [false, (error as Error).message];
    }
  });
  await context.route('https://teams.microsoft.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: teamsPage({ theme, subPageId, dialog }) }),
  );
  await context.route(`${appOrigin}/**`, (route) => bring(route, url));
  await page.goto('https://teams.microsoft.com/v2/');
  const tab = await (await page.waitForSelector('iframe')).contentFrame();
  if (!tab) throw new Error('the tab has no frame');
  return {
    page,
    tab,
    asked: () => page.evaluate('asked') as Promise<{ func: string; args: unknown[] }[]>,
    changesTheme: (name) => page.evaluate(`tell('themeChange', [${JSON.stringify(name)}])`) as Promise<void>,
    goesBack: () => page.evaluate(`tell('backButtonPress', [])`) as Promise<void>,
    close: () => context.close(),
  };
}

/** Teams' page. Its answers have the shapes that teams-js 2.58 reads. */
function teamsPage({ theme, subPageId, dialog }: { theme: string; subPageId: string; dialog: string | undefined }): string {
  const frameContext = dialog === undefined ? 'content' : 'task';
  const address = dialog === undefined ? '/tab' : `${new URL(dialog).pathname}${new URL(dialog).search}`;
  const context = {
    theme,
    subEntityId: subPageId,
    entityId: 'requests',
    locale: 'en-gb',
    hostName: 'Teams',
    hostClientType: 'web',
    frameContext,
    sessionId: 'session',
    appSessionId: 'session',
    tid: '00000000-0000-4000-8000-000000000001',
  };
  const runtime = {
    apiVersion: 4,
    isLegacyTeams: false,
    hostVersionsInfo: {},
    supports: { pages: { backStack: {} }, dialog: { url: {} } },
  };
  return `<!doctype html><title>Teams</title><style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style>
<iframe src="${appOrigin}${address}" title="Requests" allow="clipboard-write"></iframe>
<script>
const asked = [];
const frame = document.querySelector('iframe');
const send = (message) => frame.contentWindow.postMessage(message, ${JSON.stringify(appOrigin)});
const tell = (func, args) => send({ func, args });
const answers = {
  initialize: () => ['${frameContext}', 'web', ${JSON.stringify(JSON.stringify(runtime))}, '2.58.0'],
  getContext: () => [${JSON.stringify(context)}],
  'authentication.getAuthToken': () => tokenForTab(),
  executeDeepLink: () => [true],
};
addEventListener('message', async ({ data, origin }) => {
  if (origin !== ${JSON.stringify(appOrigin)} || typeof data.func !== 'string') return;
  asked.push({ func: data.func, args: data.args });
  const answer = await answers[data.func]?.();
  if (answer) send({ id: data.id, uuidAsString: data.uuidAsString, args: answer });
});
</script>`;
}

/** The same call to the product, which answers nobody but this machine. */
async function bring(route: Route, url: string): Promise<void> {
  const request = route.request();
  const { pathname, search } = new URL(request.url());
  const given = await request.allHeaders();
  const passed = ['authorization', 'content-type', 'accept', 'accept-encoding'];
  const headers = Object.fromEntries(passed.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
  const body = request.postDataBuffer();
  const response = await fetch(`${url}${pathname}${search}`, {
    method: request.method(),
    headers,
    ...(body && { body: new Uint8Array(body) }),
  });
  // Unpacked already.
  const { 'content-encoding': _packed, 'content-length': _length, ...rest } = Object.fromEntries(response.headers);
  await route.fulfill({ status: response.status, headers: rest, body: Buffer.from(await response.arrayBuffer()) });
}
