import { Temporal } from 'temporal-polyfill';
import { type ActionLink, actionUrl, readActionLink } from '../../../bot/shown/outlook-link';

const now = Temporal.ZonedDateTime.from('2027-01-18T10:15:00[Europe/London]');
const later = (days: number) => now.add({ days });
const [first, second, third] = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array, Uint8Array];
const recipient = '0ff9bb51-0944-4e0c-bdfb-369bab13dfae';
const link: ActionLink = { verb: 'approve', seen: { request: 'VR-7K3M9QXA', revision: 3 }, recipient };
const list = { kind: 'sponsor', date: '2027-07-01' } as const;
const inList: ActionLink = { ...link, verb: 'let-end', list };
const ofList: ActionLink = { verb: 'show', recipient, list };
const base = 'https://alms.bantshire.example';
const pathOf = (url: string) => new URL(url).pathname.slice('/api/outlook/'.length);
const path = pathOf(actionUrl(base, link, [first], now));

describe('the address of a button', () => {
  it('should be read as it was made, without anything that HTML or a query would change', () => {
    expect(actionUrl(base, link, [first], now)).toMatch(/^https:\/\/alms\.bantshire\.example\/api\/outlook\/[\w/-]+$/);
    expect(readActionLink(path, [first], now)).toEqual({ link, isOver: false });
    for (const one of [inList, ofList])
      expect(readActionLink(pathOf(actionUrl(base, one, [first], now)), [first], now)).toEqual({ link: one, isOver: false });
  });

  it('should be another for each verb, request, revision, recipient and moment', () => {
    const others = [
      { ...link, verb: 'reject' },
      { ...link, seen: { request: 'VR-7K3M9QXB', revision: 3 } },
      { ...link, seen: { request: 'VR-7K3M9QXA', revision: 4 } },
      inList,
      { ...inList, list: { ...list, date: '2027-07-02' } },
      { ...inList, list: { ...list, kind: 'decider' as const } },
      ofList,
      { ...link, recipient: '6fced11d-2bd8-41e6-b47a-8387cdde8d51' },
    ];
    const signatures = [...others.map((one) => actionUrl(base, one, [first], now)), actionUrl(base, link, [first], later(1))];
    expect(new Set([path, ...signatures].map((one) => one.split('/').at(-1))).size).toBe(10);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('should be nobody’s once any part of it is changed: part %d', (part) => {
    const changes = [
      'reject',
      'VR-7K3M9QXB',
      '4',
      '6fced11d-2bd8-41e6-b47a-8387cdde8d51',
      'sponsor.2027-07-01',
      '9999999999',
      'A'.repeat(43),
    ];
    const parts = path.split('/');
    parts[part] = changes[part] ?? '';
    expect(readActionLink(parts.join('/'), [first], now)).toBeUndefined();
  });

  it.each([
    '',
    'approve',
    `${path}/`,
    `${path}/more`,
    `/${path}`,
    path.replace('approve', 'erase'),
    path.replace('approve', 'constructor'),
    path.replace('/3/', '/3.0/'),
    path.replace('/3/', '/03/'),
    path.slice(0, -1),
    path.replace('VR-', '../VR-'),
    `${path.slice(0, path.lastIndexOf('/'))}/${'é'.repeat(43)}`,
  ])('should not be guessed or bent: %s', (bent) => {
    expect(readActionLink(bent, [first], now)).toBeUndefined();
  });

  it('should work for thirty days and then only be known', () => {
    expect(readActionLink(path, [first], later(30).subtract({ seconds: 1 }))).toEqual({ link, isOver: false });
    expect(readActionLink(path, [first], later(30))).toEqual({ link, isOver: true });
  });

  it('should go on working while the key before is still accepted, and no longer', () => {
    expect(readActionLink(path, [second, first], now)).toEqual({ link, isOver: false });
    expect(readActionLink(path, [second, third], now)).toBeUndefined();
    expect(readActionLink(path, [], now)).toBeUndefined();
    expect(actionUrl(base, link, [second, first], now)).toBe(actionUrl(base, link, [second], now));
  });

  it('should not be made without a key', () => {
    expect(() => actionUrl(base, link, [], now)).toThrow(RangeError);
  });
});
