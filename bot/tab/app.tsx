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
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import type { Me } from '../channels/tab/contract';
import type { TabApi } from './api';
import { type CachedStore, cachedStore } from './cached-read';
import { CrashGuard } from './crash-guard';
import type { TabHost, ThemeName } from './host';
import { isRowsPlace } from './lists/columns';
import { type ListStore, listStore, type RowsPlace } from './lists/list-store';
import { LoadingRows } from './loading';
import { readPlace } from './place';
import { Trouble } from './problem-bar';
import { Shell } from './shell';
import { shellWords } from './words';

const themes: Record<ThemeName, typeof teamsLightTheme> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

interface TabProps {
  host: TabHost;
  api: TabApi;
  me: CachedStore<Me>;
  lists: ListStore;
  /** The list that a link names. */
  first: RowsPlace | undefined;
}

/**
 * Renders the tab into an empty element. The person and the list that a link names are asked for before anything is drawn. Fluent writes
 * styles at run time, so a page with a content security policy gives its nonce in `<meta name="csp-nonce">`.
 */
export function mountTab(host: TabHost, api: TabApi, root: HTMLElement): void {
  const me = cachedStore(() => api.me());
  const lists = listStore(api);
  void me.read();
  const linked = readPlace(host.startPlace());
  const first = linked && isRowsPlace(linked) ? linked : undefined;
  if (first) lists.show(first);
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
  createRoot(root).render(
    <RendererProvider renderer={renderer} targetDocument={document}>
      <Themed host={host}>
        <CrashGuard onCrash={() => host.hasFailed('drawing')}>
          <Start host={host} api={api} me={me} lists={lists} first={first} />
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

/** How long the person and the first list may take before placeholders are drawn for them, in milliseconds: these cost as much as rows. */
const drawnWithin = 300;

/** Waits for the person: the roles decide which pages exist. A list that comes at the same time is drawn with its page, at once. */
function Start({ host, api, me: store, lists, first }: TabProps) {
  const styles = useStyles();
  const { value: me, problem } = useSyncExternalStore(store.subscribe, store.state);
  const isListComing = useSyncExternalStore(lists.subscribe, () => first !== undefined && lists.state(first).reading === 'first');
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), drawnWithin);
    return () => window.clearTimeout(timer);
  }, []);
  useEffect(() => {
    // From here on the tab shows its own spinner and its own error messages.
    host.isReady();
  }, [host]);
  if (me && (isLate || !isListComing)) return <Shell host={host} api={api} me={me} lists={lists} />;
  return (
    <div className={styles.start}>
      {problem ? <Trouble problem={problem} onAgain={() => void store.read()} /> : isLate ? <LoadingRows count={8} /> : shellWords.loading}
    </div>
  );
}
