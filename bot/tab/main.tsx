import { tabApi } from './api';
import { mountTab } from './app';
import type { TabHost } from './host';

declare global {
  /** A page that shows the tab outside Teams brings its own host. */
  var almsTabHost: Promise<TabHost> | undefined;
}

async function startTab(root: HTMLElement): Promise<void> {
  const host = await (globalThis.almsTabHost ?? loadTeamsHost());
  mountTab(
    host,
    tabApi(() => host.token()),
    root,
  );
}

/** Only where it is wanted: Microsoft's library looks for its hosts as soon as it is there. */
async function loadTeamsHost(): Promise<TabHost> {
  const { teamsHost } = await import('./teams-host.ts');
  return await teamsHost();
}

const root = document.getElementById('root');
if (root) {
  startTab(root).catch(() => {
    // Neither Teams nor anybody else answered.
    root.textContent = 'This page opens in Microsoft Teams: find the app “Visitor accounts” there.';
  });
}
