import fc from 'fast-check';
import { cardStates } from '../../../bot/domain/request/id-card';
import { visitorOrders } from '../../../bot/domain/shown/sponsored';
import { statuses } from '../../../bot/domain/statuses/table';
import { type Place, readPlace, writePlace } from '../../../bot/tab/place';

const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
const filter = fc.record(
  { status: fc.constantFrom(...statuses), department: text, sponsor: text, ends: fc.constantFrom('2027-02', '2026-12'), search: text },
  { requiredKeys: [] },
);
const ofMine = fc.record(
  { status: fc.constantFrom(...statuses), search: text, sort: fc.constantFrom(...visitorOrders) },
  { requiredKeys: [] },
);
const ofCards = fc.record({ card: fc.constantFrom(...cardStates), search: text }, { requiredKeys: [] });
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constantFrom('mine', 'reapproval', 'waiting', 'attention', 'it-tasks', 'health', 'cards').map((page) => ({ page }) as Place),
  filter.map((one) => ({ page: 'requests', filter: one }) as Place),
  ofCards.filter((one) => Object.keys(one).length > 0).map((one) => ({ page: 'cards', filter: one }) as Place),
  ofMine.filter((one) => Object.keys(one).length > 0).map((one) => ({ page: 'mine', filter: one }) as Place),
  fc.stringMatching(/^VR-[0-9A-Z]{8}$/).map((request) => ({ page: 'request', request }) as Place),
  fc.stringMatching(/^VR-[0-9A-Z]{8}$/).map((request) => ({ page: 'request', request, part: 'photo' }) as Place),
  fc.stringMatching(/^VR-[0-9A-Z]{8}$/).map((draft) => ({ page: 'draft', draft }) as Place),
  fc.constant<Place>({ page: 'new' }),
);

describe('places', () => {
  it('should be read from a link as they were written into it', () => {
    fc.assert(fc.property(place, (one) => expect(readPlace(writePlace(one))).toEqual(one)));
  });

  it('should be written in a way that people can read', () => {
    expect(writePlace({ page: 'requests', filter: { status: 'pending', ends: '2027-02' } })).toBe('requests?status=pending&ends=2027-02');
    expect(writePlace({ page: 'requests', filter: {} })).toBe('requests');
    expect(writePlace({ page: 'request', request: 'VR-7K3M9QXA' })).toBe('request/VR-7K3M9QXA');
    expect(writePlace({ page: 'request', request: 'VR-7K3M9QXA', part: 'photo' })).toBe('request/VR-7K3M9QXA/photo');
  });

  it.each([
    '',
    'elsewhere',
    'mine/1',
    'request',
    'request/VR-7',
    'request/VR-7K3M9QXA/photo/1',
    'request/VR-7K3M9QXA/history',
    'draft/VR-7K3M9QXA/photo',
    'request/../mine',
    'requests/x',
    'draft',
    'draft/VR-7',
    'new/VR-7K3M9QXA',
  ])('should not read a place from %p', (link) => expect(readPlace(link)).toBeUndefined());

  it('should leave out what is no filter', () => {
    expect(readPlace('mine?sponsor=x&department=y')).toEqual({ page: 'mine' });
    expect(readPlace('requests?status=pending&__proto__=x&page=request')).toEqual({ page: 'requests', filter: { status: 'pending' } });
  });
});
