import { Temporal } from 'temporal-polyfill';
import type { Person } from '../../../../bot/domain/organisation/organisation';
import { maySeePhoto } from '../../../../bot/domain/request/view-photo';
import { detailsNotice, photoNotice, photoViewers } from '../../../../bot/domain/words/privacy-words';
import { adminId, deputyId, headId, makePerson, makeRequest, sponsorId, strangerId } from '../../../make';

const request = makeRequest({ status: 'active', involved: [sponsorId, '00000000-0000-4000-8000-000000000002'] });
const deciders = { may: [headId, deputyId] };
const today = Temporal.PlainDate.from('2027-03-01');

/** Somebody who is nothing else. */
const somebody: Record<keyof typeof photoViewers, Person> = {
  sponsor: makePerson(),
  approver: makePerson({ id: headId }),
  cardOffice: makePerson({ id: strangerId, isCardOffice: true }),
  admin: makePerson({ id: adminId, isAdmin: true }),
};

describe('the notice about a photo', () => {
  it.each([1, 30, 45])('should name the %s days of the policy', (photoDays) => {
    expect(photoNotice({ photoDays })).toContain(`Kept for ${photoDays} day${photoDays === 1 ? '' : 's'} after`);
  });

  it.each(Object.entries(somebody))('should name the %s, whom the rule lets see it', (part, person) => {
    expect(photoNotice({ photoDays: 30 })).toContain(photoViewers[part as keyof typeof photoViewers]);
    expect(maySeePhoto(request, person, deciders, today)).toBe(true);
  });

  it('should name nobody else, as nobody else sees it', () => {
    expect(photoNotice({ photoDays: 30 })).toContain(
      'Seen by you, the people who approve the request, the card office and administrators.',
    );
    for (const id of [strangerId, '00000000-0000-4000-8000-000000000002']) {
      expect(maySeePhoto(request, makePerson({ id }), deciders, today)).toBe(false);
    }
  });
});

describe('the notice about details', () => {
  it('should name the days of the policy, and promise no erasure', () => {
    expect(detailsNotice({ draftDays: 21 })).toContain('21 days');
    expect(detailsNotice({ draftDays: 21 })).not.toMatch(/erase|month/);
  });
});
