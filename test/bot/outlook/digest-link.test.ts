import { Temporal } from 'temporal-polyfill';
import { readActionLink } from '../../../bot/outlook/action-link';
import { type DigestLink, digestUrl, readDigestLink } from '../../../bot/outlook/digest-link';
import { sponsorId } from '../../make';

const now = Temporal.ZonedDateTime.from('2027-07-01T08:05[Europe/London]');
const key = new Uint8Array(32).fill(1);
const link: DigestLink = {
  verb: 'keep',
  kind: 'sponsor',
  date: '2027-07-01',
  recipient: sponsorId,
  visitor: { request: 'VR-7K3M9QXA', revision: 3 },
};
const pathOf = (given: DigestLink) =>
  digestUrl('https://alms.example', given, [key], now).slice('https://alms.example/api/outlook/'.length);

describe('the address behind a mailed list', () => {
  it('should come back as it was made, for a visitor and for the list', () => {
    expect(readDigestLink(pathOf(link), [key], now)).toEqual({ link, isOver: false });
    const { visitor: _one, ...list } = link;
    expect(readDigestLink(pathOf({ ...list, verb: 'show' }), [key], now)).toEqual({ link: { ...list, verb: 'show' }, isOver: false });
  });

  it('should be over after thirty days', () => {
    expect(readDigestLink(pathOf(link), [key], now.add({ days: 29 }))?.isOver).toBe(false);
    expect(readDigestLink(pathOf(link), [key], now.add({ days: 30 }))?.isOver).toBe(true);
  });

  it('should be nobody’s once any part of it is changed', () => {
    const path = pathOf(link);
    for (const [place, part] of path.split('/').entries()) {
      const bent = path.split('/');
      bent[place] = part.slice(0, -1) + (part.endsWith('1') ? '2' : '1');
      expect(readDigestLink(bent.join('/'), [key], now)).toBeUndefined();
    }
    expect(readDigestLink(path, [new Uint8Array(32).fill(2)], now)).toBeUndefined();
    expect(readDigestLink(`${path}/x`, [key], now)).toBeUndefined();
    expect(readDigestLink('', [key], now)).toBeUndefined();
  });

  it('should change nothing for the whole list at once', () => {
    const { visitor: _one, ...list } = link;
    expect(readDigestLink(pathOf({ ...list, verb: 'keep' }), [key], now)).toBeUndefined();
  });

  it('should mean nothing as the address of a request, nor the other way round', () => {
    expect(readActionLink(pathOf(link), [key], now)).toBeUndefined();
    expect(readDigestLink('approve/VR-7K3M9QXA/3/x/1/y', [key], now)).toBeUndefined();
  });

  it('should not be made without a key', () => {
    expect(() => digestUrl('https://alms.example', link, [], now)).toThrow(RangeError);
  });
});
