import { tabApi } from './api';
import { mountTab } from './app';
import type { TabHost } from './host';

declare global {
  /** Set by a page that shows the tab outside Teams. */
  var almsTabHost: Promise<TabHost> | undefined;
}

async function startTab(root: HTMLElement): Promise<void> {
  const host = await (globalThis.almsTabHost ?? loadTeamsHost());
  mountTab(
    host,
    tabApi((isRefused) => host.token(isRefused)),
    root,
  );
}

/** Loaded on demand: teams-js looks for its host on load. */
async function loadTeamsHost(): Promise<TabHost> {
  const { teamsHost } = await import('./teams-host.ts');
  return await teamsHost();
}

const root = document.getElementById('root');
if (root) {
  startTab(root).catch(() => {
    // No host answered.
    root.textContent = 'This page opens in Microsoft Teams: find the app “Visitor accounts” there.';
  });
}
