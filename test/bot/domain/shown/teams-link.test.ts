import { readFileSync } from 'node:fs';
import { digestPlaces, tabLink, teamsLink, teamsWay } from '../../../../bot/domain/shown/teams-link';
import { readPlace } from '../../../../bot/tab/place';

const tenantId = '7a7edc27-9ba1-4a59-931e-318ab5fc3797';
const botId = '07b2de9f-2640-4c74-838a-a3cf3608219a';
const teamsApp = '2d3c4b5a-6978-4a5b-8c6d-7e8f90a1b2c3';
const chat = `https://teams.microsoft.com/l/chat/0/0?tenantId=${tenantId}&users=28:${botId}`;

/** The parts of a link, as Teams takes it apart. */
function read(link: string) {
  const url = new URL(link);
  const { context, ...rest } = Object.fromEntries(url.searchParams);
  return { path: `${url.host}${url.pathname}`, ...rest, context: JSON.parse(context ?? 'null') as unknown };
}

it('should lead to the bot’s chat in its tenant', () => {
  expect(teamsLink(tenantId, botId)).toBe(chat);
});

describe('a link to the tab', () => {
  it('should name the app of the catalogue, the tab, the tenant and the place', () => {
    const link = tabLink({ tenantId, teamsApp, place: 'request/VR-7K3M9QXA', label: 'VR-7K3M9QXA' });
    expect(link).toBe(
      `https://teams.microsoft.com/l/entity/${teamsApp}/requests?tenantId=${tenantId}&label=VR-7K3M9QXA&context=%7B%22subEntityId%22%3A%22request%2FVR-7K3M9QXA%22%7D`,
    );
  });

  it('should name the tab as the manifest does', () => {
    const manifest = JSON.parse(readFileSync('manifest/manifest.json', 'utf8')) as { staticTabs: { entityId: string }[] };
    const { path } = read(tabLink({ tenantId, teamsApp, place: 'waiting', label: '' }));
    expect(manifest.staticTabs.map(({ entityId }) => entityId)).toEqual(['conversations', path.split('/').at(-1)]);
  });

  it('should keep whatever stands in a place or a label inside it', () => {
    const place = 'requests?search=O"Neill&status=pending#/../x';
    const label = 'All & "more" #1?context={}';
    expect(read(tabLink({ tenantId, teamsApp, place, label }))).toEqual({
      path: `teams.microsoft.com/l/entity/${teamsApp}/requests`,
      tenantId,
      label,
      context: { subEntityId: place },
    });
  });
});

describe('the way of mails', () => {
  const way = teamsWay({ tenantId, botId, teamsApp, hasTab: true });

  it.each([
    ['request/VR-7K3M9QXA', 'VR-7K3M9QXA'],
    ['request/VR-7K3M9QXA/photo', 'VR-7K3M9QXA'],
    ['draft/VR-7K3M9QXA', 'VR-7K3M9QXA'],
    ['waiting', 'Waiting for me'],
    ['reapproval', 'Reapprovals'],
  ] as const)('should lead to the tab at %s, a place that the tab knows', (place, label) => {
    expect(read(way(place))).toMatchObject({ label, context: { subEntityId: place } });
    expect(readPlace(place)).toBeDefined();
  });

  it('should lead to the chat where no place is meant, or no tab can be linked', () => {
    expect(way()).toBe(chat);
    expect(teamsWay({ tenantId, botId, teamsApp, hasTab: false })('waiting')).toBe(chat);
    expect(teamsWay({ tenantId, botId, hasTab: true })('waiting')).toBe(chat);
  });

  it('should lead from a digest to the list that it is about', () => {
    expect(digestPlaces).toEqual({ sponsor: 'reapproval', decider: 'waiting' });
  });
});
