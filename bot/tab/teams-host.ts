import { app, authentication, dialog, FrameContexts, pages } from '@microsoft/teams-js';
import type { TabHost, ThemeName } from './host';

/** Timeout for the host's answer, in milliseconds. */
const hostTimeout = 5_000;

const themes: Record<string, ThemeName> = { default: 'light', dark: 'dark', contrast: 'contrast' };

/**
 * The host for Teams, Outlook and Microsoft 365 through teams-js. Rejects if the page runs in none of them.
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
    // A dialog gets its place from the URL only.
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

/** Teams caches and renews the token. It may need the person's consent first, which requires a visible prompt. */
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

/** The visited places, for the host's Back button, which is the only one on a phone. */
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
