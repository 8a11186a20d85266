import { Temporal } from 'temporal-polyfill';
import type { Person } from '../../../../bot/domain/organisation/organisation';
import { maySeePhoto } from '../../../../bot/domain/request/view-photo';
import { detailsNotice, photoNotice, type ViewingPart, viewing } from '../../../../bot/domain/words/privacy-words';
import { adminId, deputyId, headId, makePerson, makeRequest, sponsorId, strangerId } from '../../../make';

const request = makeRequest({ status: 'active', involved: [sponsorId, '00000000-0000-4000-8000-000000000002'] });
const deciders = { may: [headId, deputyId] };
const today = Temporal.PlainDate.from('2027-03-01');

/** Somebody who is nothing else. */
const somebody: Record<ViewingPart, Person> = {
  sponsor: makePerson(),
  approver: makePerson({ id: headId }),
  cardOffice: makePerson({ id: strangerId, isCardOffice: true }),
  itService: makePerson({ id: strangerId, isItService: true }),
  admins: makePerson({ id: adminId, isAdmin: true }),
};

describe('the notice about a photo', () => {
  it.each([1, 30, 45])('should name the %s days of the policy', (photoDays) => {
    expect(photoNotice({ photoDays })).toContain(`Kept for ${photoDays} day${photoDays === 1 ? '' : 's'} after`);
  });

  it.each(Object.keys(somebody) as ViewingPart[])('should name the %s where the rule lets them see it, and only then', (part) => {
    const seen = photoNotice({ photoDays: 30 }).includes(viewing[part].called);
    expect([seen, viewing[part].photo]).toEqual([viewing[part].photo, maySeePhoto(request, somebody[part], deciders, today)]);
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
  it.each(Object.values(viewing))('should name $called', ({ called }) => {
    expect(detailsNotice({ draftDays: 21 })).toContain(called.replace(/^the /, ''));
  });

  it('should name the days of the policy, and promise no erasure', () => {
    expect(detailsNotice({ draftDays: 21 })).toContain('21 days');
    expect(detailsNotice({ draftDays: 21 })).not.toMatch(/erase|month/);
  });
});
