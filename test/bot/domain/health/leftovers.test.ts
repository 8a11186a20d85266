import { pastDates, sampleLeftovers } from '../../../../bot/domain/health/leftovers';

describe('what is left of the sample', () => {
  it('should be told by its path, in texts and lists, whatever its case', () => {
    const value = {
      name: 'BANTSHIRE University',
      developer: { websiteUrl: 'https://www.uni.example/visitors', privacyUrl: 'https://www.uni.ac.uk/privacy' },
      domains: ['uni.ac.uk', 'uni.example'],
      days: 30,
      nothing: null,
    };
    expect(sampleLeftovers(value)).toEqual(['name', 'developer.websiteUrl', 'domains[1]']);
  });

  it('should not be found in words that only look like it', () => {
    expect(sampleLeftovers({ text: 'for example a visitor', host: 'examples.ac.uk', other: 'an.examplest' })).toEqual([]);
  });
});

describe('dates that are over', () => {
  it.each([
    [{ validTo: '2027-07-31', closureDays: ['2026-12-25', '2027-12-25'] }, []],
    [{ validTo: '2027-01-18', closureDays: ['2026-12-25'] }, ['validTo', 'closureDays']],
    [{ closureDays: ['2027-01-18'] }, []],
    [{ closureDays: [] }, []],
  ])('should be those that say nothing any more: %j', (policy, names) => expect(pastDates(policy, '2027-01-18')).toEqual(names));
});
