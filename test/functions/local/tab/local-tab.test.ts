import { localOutlook } from '../../../../functions/local/mailbox/local-outlook';
import { localTab, localWay } from '../../../../functions/local/tab/local-tab';

const url = 'http://127.0.0.1:3978';
const [ann, ben] = ['11111111-aaaa-4bbb-8ccc-000000000001', '11111111-aaaa-4bbb-8ccc-000000000002'];

describe('the page in local mode', () => {
  it('should have a host of its own, and load the library of Teams in a frame only', () => {
    const built = '<title>Tab</title><link rel="modulepreload" href="/a.js"><link rel="modulepreload" href="/tab/assets/teams-host-1.js">';
    const { files } = localTab(url, { html: built, assets: new Map() }, new Map());
    expect(files?.html).toMatch(/^<title>Tab<\/title>.*tab-host\.js.*<link rel="modulepreload" href="\/a\.js">$/);
  });
});

describe('the way of mails in local mode', () => {
  it('should lead to a person’s chat window, also one that is opened later', () => {
    const chats = new Map<string, string>();
    const way = localWay(url, chats);
    chats.set(ann, 'http://127.0.0.1:56150/');
    expect(way(ann, 'request/VR-7K3M9QXA')).toBe('http://127.0.0.1:56150/');
    expect(way(ben, 'request/VR-7K3M9QXA')).not.toContain('56150');
  });

  it('should lead to the tab as its reader sees it where there is none', () => {
    const way = localWay(url, new Map());
    expect(way(ben, 'request/VR-7K3M9QXA')).toBe(`${url}/tab?persona=${ben}#request/VR-7K3M9QXA`);
    expect(way(ben, 'reapproval')).toBe(`${url}/tab?persona=${ben}#reapproval`);
    expect(way(ben)).toBe(`${url}/`);
  });

  it('should lead from a card to the tab too', () => {
    const { placeUrl } = localTab(url, { html: '', scripts: new Map() } as never, new Map());
    expect(placeUrl?.(ben, 'request/VR-7K3M9QXA/photo')).toBe(`${url}/tab?persona=${ben}#request/VR-7K3M9QXA/photo`);
    const { openUrl } = localOutlook(url);
    expect(openUrl?.('request/VR-7K3M9QXA')).toBe(`${url}/tab#request/VR-7K3M9QXA`);
    expect(openUrl?.()).toBe(`${url}/`);
  });
});
