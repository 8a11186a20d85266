import {
  createDOMRenderer,
  FluentProvider,
  makeStaticStyles,
  makeStyles,
  RendererProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components';
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import type { TabApi } from './api';
import { cachedStore } from './cached-read';
import { CrashGuard } from './crash-guard';
import type { TabHost, ThemeName } from './host';
import { LoadingRows } from './loading';
import { Trouble } from './problem-bar';
import { Shell } from './shell';

const themes: Record<ThemeName, typeof teamsLightTheme> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

interface TabProps {
  host: TabHost;
  api: TabApi;
}

/**
 * Renders the tab into an empty element. Fluent writes styles at run time, so a page with a content security policy
 * gives its nonce in `<meta name="csp-nonce">`.
 */
export function mountTab(host: TabHost, api: TabApi, root: HTMLElement): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
  createRoot(root).render(
    <RendererProvider renderer={renderer} targetDocument={document}>
      <Themed host={host}>
        <CrashGuard onCrash={() => host.hasFailed('drawing')}>
          <Start host={host} api={api} />
        </CrashGuard>
      </Themed>
    </RendererProvider>,
  );
}

const useBodyStyles = makeStaticStyles({ body: { margin: 0 } });
const useStyles = makeStyles({
  root: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground1 },
  start: { padding: tokens.spacingHorizontalL },
});

function Themed({ host, children }: { host: TabHost; children: ReactNode }) {
  useBodyStyles();
  const styles = useStyles();
  const [theme, setTheme] = useState(() => host.theme());
  useEffect(() => {
    host.onThemeChange(setTheme);
    setTheme(host.theme());
  }, [host]);
  useEffect(() => {
    // For the browser's own controls, such as the calendar of a date input.
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }, [theme]);
  return (
    <FluentProvider theme={themes[theme]}>
      {/* Not on the provider: it hands its own look on to every menu and dialog, which would then cover the whole page. */}
      <div className={styles.root}>{children}</div>
    </FluentProvider>
  );
}

/** Reads `/me` first: the person's roles decide which pages exist. */
function Start({ host, api }: TabProps) {
  const styles = useStyles();
  const store = useMemo(() => cachedStore(() => api.me()), [api]);
  const { value: me, problem } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => {
    // From here on the tab shows its own spinner and its own error messages.
    host.isReady();
    void store.read();
  }, [host, store]);
  if (me) return <Shell host={host} api={api} me={me} />;
  return (
    <div className={styles.start}>
      {problem ? <Trouble problem={problem} onAgain={() => void store.read()} /> : <LoadingRows count={8} />}
    </div>
  );
}
