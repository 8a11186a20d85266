import { Button, Link, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import type { Me } from '../channels/tab/contract';
import { accessibilityLink } from '../domain/words/accessibility-words';
import { afterPaint } from './after-paint';
import type { TabApi } from './api';
import { cachedStore } from './cached-read';
import { CrashGuard } from './crash-guard';
import { Header } from './header';
import type { TabHost } from './host';
import { attentionStore, taskStore } from './lists/attention-store';
import type { ListStore } from './lists/list-store';
import { RequestList } from './lists/request-list';
import { LoadingRows } from './loading';
import { keptTyping } from './organisation/kept-typing';
import { isOwnPage, writePlace } from './place';
import { Heard } from './screen-reader-text';
import { type Tab, TabProvider } from './tab-context';
import { usePlaces } from './use-places';
import { narrow } from './widths';
import { pageNames, shellWords } from './words';

/** Each is a chunk of its own, because most visits start with a list. */
const RequestPage = lazy(async () => ({ default: (await import('./request/request-page.tsx')).RequestPage }));
const Overview = lazy(async () => ({ default: (await import('./overview/overview.tsx')).Overview }));
const AttentionList = lazy(async () => ({ default: (await import('./lists/attention-list.tsx')).AttentionList }));
const TaskList = lazy(async () => ({ default: (await import('./lists/task-list.tsx')).TaskList }));
const HealthPage = lazy(async () => ({ default: (await import('./lists/health-page.tsx')).HealthPage }));
const DepartmentPage = lazy(async () => ({ default: (await import('./organisation/department-page.tsx')).DepartmentPage }));
const PolicyPage = lazy(async () => ({ default: (await import('./organisation/policy-page.tsx')).PolicyPage }));
const NewDraft = lazy(async () => ({ default: (await import('./draft/new-draft.tsx')).NewDraft }));
const DraftPage = lazy(async () => ({ default: (await import('./draft/draft-page.tsx')).DraftPage }));

const useStyles = makeStyles({
  main: { outlineStyle: 'none' },
  foot: {
    padding: `0 ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXL}`,
    fontSize: tokens.fontSizeBase200,
    [narrow]: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXL}` },
  },

  list: {
    maxWidth: '1400px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    [narrow]: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXXL}` },
  },
});

interface ShellProps {
  host: TabHost;
  api: TabApi;
  me: Me;
  lists: ListStore;
}

export function Shell({ host, api, me, lists }: ShellProps) {
  const styles = useStyles();
  const places = usePlaces(host, me);
  const { place, list, go } = places;
  const tab = useMemo((): Tab => {
    const counts = cachedStore(() => api.counts());
    const overviews = {
      university: cachedStore(() => api.overview('university')),
      department: cachedStore(() => api.overview('department')),
    };
    const attention = attentionStore(api);
    const tasks = taskStore(api);
    const drafts = cachedStore(() => api.drafts());
    return {
      me,
      host,
      lists,
      attention,
      tasks,
      counts,
      overviews,
      drafts,
      openDrafts: new Map(),
      policyTyping: keptTyping(me.id, () => sessionStorage),
      go,
      api,
      sponsorNames: new Map(),
    };
  }, [api, go, host, me, lists]);
  useFreshness(tab, list);
  useCounts(tab);
  return (
    <TabProvider value={tab}>
      {!host.leave && <Header place={place} page={list.page} />}
      <main className={styles.main} tabIndex={-1}>
        {places.because && <ShellNotice sentence={shellWords[places.because]} onDismiss={places.dismiss} />}
        <CrashGuard key={isOwnPage(place) ? writePlace(place) : place.page}>
          <div id="shown" role="tabpanel" aria-labelledby={`tab-${list.page}`} className={isOwnPage(place) ? undefined : styles.list}>
            {!isOwnPage(place) && <Heard as="h1">{pageNames[place.page]}</Heard>}
            <Suspense fallback={<LoadingRows count={8} />}>
              {place.page === 'request' ? (
                <RequestPage
                  reference={place.request}
                  isLedToPhoto={place.part === 'photo'}
                  api={tab.api}
                  host={host}
                  me={me}
                  onBack={() => go(list)}
                  onChanged={tab.lists.changed}
                />
              ) : place.page === 'draft' ? (
                <DraftPage key={place.draft} reference={place.draft} onBack={() => (host.leave ? host.leave(place.draft) : go(list))} />
              ) : place.page === 'new' ? (
                <NewDraft />
              ) : place.page === 'overview' ? (
                <Overview of="university" />
              ) : place.page === 'attention' ? (
                <AttentionList />
              ) : place.page === 'it-tasks' ? (
                <TaskList />
              ) : place.page === 'departments' ? (
                <DepartmentPage />
              ) : place.page === 'policy' ? (
                <PolicyPage />
              ) : place.page === 'health' ? (
                <HealthPage />
              ) : (
                <RequestList key={place.page} place={place} />
              )}
            </Suspense>
          </div>
        </CrashGuard>
      </main>
      <footer className={styles.foot}>
        <Link href="/accessibility" target="_blank" rel="noopener">
          {accessibilityLink}
        </Link>
      </footer>
    </TabProvider>
  );
}

/** A verb changes the counts of several lists; so does what IT or an admin has done. */
function useCounts({ counts, lists, attention, tasks }: Tab): void {
  useEffect(() => {
    const callOff = afterPaint(() => void counts.read());
    let timer: number | undefined;
    const soon = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void counts.read(), 500);
    };
    const stops = [lists, attention, tasks].map((list) => list.subscribeChanges(soon));
    return () => {
      callOff();
      for (const stop of stops) stop();
      window.clearTimeout(timer);
    };
  }, [counts, lists, attention, tasks]);
}

const leastGap = 10_000;

/** Refreshes in the background when the window gets the focus, because others decide meanwhile. */
function useFreshness({ lists, attention, tasks, counts, overviews, drafts }: Tab, list: ReturnType<typeof usePlaces>['list']): void {
  useEffect(() => {
    let last = performance.now();
    const refresh = () => {
      // A frame gets `focus` with every click into it.
      if (document.visibilityState === 'hidden' || performance.now() - last < leastGap) return;
      last = performance.now();
      void counts.read();
      if (list.page === 'mine' && !drafts.state().isReading) void drafts.read();
      // Too expensive for a background refresh; the page has a button.
      if (list.page === 'health' || list.page === 'policy' || list.page === 'departments') return;
      if (list.page === 'overview' || list.page === 'department')
        void overviews[list.page === 'overview' ? 'university' : 'department'].read();
      if (list.page === 'overview') return;
      if (list.page !== 'attention' && list.page !== 'it-tasks') return lists.refresh(list);
      const store = list.page === 'attention' ? attention : tasks;
      if (!store.state().isReading) void store.read();
    };
    window.addEventListener('focus', refresh);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      window.removeEventListener('focus', refresh);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [lists, attention, tasks, counts, overviews, drafts, list]);
}

function ShellNotice({ sentence, onDismiss }: { sentence: string; onDismiss: () => void }) {
  return (
    <div role="alert">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{sentence}</MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button appearance="transparent" icon={<DismissRegular />} aria-label={shellWords.dismiss} onClick={onDismiss} />
          }
        />
      </MessageBar>
    </div>
  );
}
