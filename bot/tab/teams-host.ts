import { app, authentication, dialog, FrameContexts, pages } from '@microsoft/teams-js';
import type { TabHost, ThemeName } from './host';

/** Without an answer by then nobody is there. Milliseconds. */
const hostTimeout = 5_000;

const themes: Record<string, ThemeName> = { default: 'light', dark: 'dark', contrast: 'contrast' };

/**
 * Teams, and Outlook and Microsoft 365, which speak the same language. Rejects where none of them shows this page.
 */
export async function teamsHost(): Promise<TabHost> {
  await withHostTimeout(hostTimeout, app.initialize());
  const context = await app.getContext();
  let theme = themeOf(context.app.theme);
  let tellTheme: ((theme: ThemeName) => void) | undefined;
  app.registerOnThemeChangeHandler((name) => {
    theme = themeOf(name);
    tellTheme?.(theme);
  });
  const isDialog = context.page.frameContext === FrameContexts.task && dialog.url.isSupported();
  const trail = openTrail();
  app.notifyAppLoaded();
  return {
    token,
    theme: () => theme,
    onThemeChange: (tell) => {
      tellTheme = tell;
    },
    // A page in a dialog is told of no place but by its address.
    startPlace: () => context.page.subPageId || (new URLSearchParams(location.search).get('place') ?? ''),
    showsPlace: (place) => trail.shows(place),
    onPlace: (tell) => trail.onBack(tell),
    share: async (place, label) => {
      if (!pages.isSupported()) return false;
      pages.shareDeepLink({ subPageId: place, subPageLabel: label });
      return true;
    },
    ...(isDialog && { leave: (draft: string) => dialog.url.submit({ draft }) }),
    open: (url) => app.openLink(url),
    isReady: () => void app.notifySuccess(),
    hasFailed: (message) => app.notifyFailure({ reason: app.FailedReason.Other, message }),
  };
}

/** Teams keeps the token and renews it. It may want the person's consent first, which has to be asked for in view. */
async function token(): Promise<string> {
  try {
    return await authentication.getAuthToken({ silent: true });
  } catch {
    return await authentication.getAuthToken();
  }
}

function themeOf(name: string): ThemeName {
  return themes[name] ?? 'light';
}

/** The places that were shown, for the host's own way back; on a telephone that is the only one. */
function openTrail(): { shows(place: string): void; onBack(tell: (place: string) => void): void } {
  const shown: string[] = [];
  return {
    shows(place) {
      if (shown.at(-1) !== place) shown.push(place);
    },
    onBack(tell) {
      if (!pages.backStack.isSupported()) return;
      pages.backStack.registerBackButtonHandler(() => {
        shown.pop();
        const before = shown.at(-1);
        if (before === undefined) return false;
        tell(before);
        return true;
      });
    },
  };
}

async function withHostTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_done, failed) => {
    timer = setTimeout(() => failed(new Error('no host answers')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
