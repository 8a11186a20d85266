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
 * Draws the tab into an empty element. Styles are written at run time, so where the page has a content security policy
 * its nonce stands in `<meta name="csp-nonce">`.
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
    // What the browser draws by itself, such as the calendar of a date.
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }, [theme]);
  return (
    <FluentProvider theme={themes[theme]}>
      {/* Not on the provider: it hands its own look on to every menu and dialog, which would then cover the whole page. */}
      <div className={styles.root}>{children}</div>
    </FluentProvider>
  );
}

/** Who asks decides what there is to show, so that comes first. */
function Start({ host, api }: TabProps) {
  const styles = useStyles();
  const store = useMemo(() => cachedStore(() => api.me()), [api]);
  const { value: me, problem } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => {
    // From here on the tab has a loading sign and words of its own for what goes wrong.
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
