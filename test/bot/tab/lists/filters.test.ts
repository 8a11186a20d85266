import { filterTags, isMailAddress, isMonth, withFilter } from '../../../../bot/tab/lists/filters';

const physics = { id: 'physics', name: 'School of Physics' };
const library = { id: 'library', name: 'Library Services' };
const names = {
  me: { departments: [physics, library], statuses: [{ id: 'active' as const, label: 'Active' }], reasons: [] },
  sponsorNames: new Map([['sam-id', 'Sam Sponsor']]),
};
const words = (filter: Parameters<typeof filterTags>[0]) => filterTags(filter, names).map((one) => one.words.replaceAll('\u00a0', ' '));

describe('filters', () => {
  it('should change one part and leave the others', () => {
    expect(withFilter({ status: 'active', search: 'Ota' }, 'search', 'Oka')).toEqual({ status: 'active', search: 'Oka' });
    expect(withFilter({ status: 'active', search: 'Ota' }, 'search', '')).toEqual({ status: 'active' });
    expect(withFilter({ status: 'active' }, 'status', undefined)).toEqual({});
  });

  it('should be told in words, by names where they are known', () => {
    expect(words({ search: 'Ota', status: 'active', department: 'physics', ends: '2027-02', sponsor: 'sam-id' })).toEqual([
      'Search: Ota',
      'Status: Active',
      'School or service: School of Physics',
      'Ends in: February 2027',
      'Sponsor: Sam Sponsor',
    ]);
    expect(words({ sponsor: 'sam@bantshire.example' })).toEqual(['Sponsor: sam@bantshire.example']);
    expect(words({ sponsor: 'unknown-id', department: 'closed' })).toEqual(['School or service: closed', 'Sponsor: One sponsor']);
  });

  it('should tell of no order, which leaves nothing out', () => {
    expect(words({ search: 'Ota', sort: 'status' })).toEqual(['Search: Ota']);
  });

  it('should tell a whole month and a whole address from what is half typed', () => {
    expect(['2027-02', '2027-13', '2027', ''].map(isMonth)).toEqual([true, false, false, false]);
    expect(['sam@bantshire.example', 'sam@', 'sam', 'a b@c.d'].map(isMailAddress)).toEqual([true, false, false, false]);
  });
});
