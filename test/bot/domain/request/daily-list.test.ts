import { listDays } from '../../../../bot/domain/request/daily-list';
import { makePolicy, makeRequest } from '../../../make';

const policy = makePolicy({ closureDays: ['2027-01-25'] });

describe('the days of an approver’s list', () => {
  it.each([
    ['a working day before eight', '2027-01-20T07:59:00Z', ['2027-01-20']],
    ['a working day at eight', '2027-01-20T08:00:00Z', ['2027-01-21']],
    ['a Friday before a closed Monday', '2027-01-22T16:00:00Z', ['2027-01-26']],
    ['a Sunday morning', '2027-01-24T06:00:00Z', ['2027-01-26']],
    ['an hour that is past eight in summer time', '2027-07-01T07:30:00Z', ['2027-07-02']],
  ])('should begin with the next eight o’clock of a working day after %s', (_when, askedAt, days) => {
    expect(listDays(makeRequest({ question: { askedAt } }), policy).map(String)).toEqual(days);
  });

  it('should be one for each time at which it was asked, soonest first', () => {
    const question = {
      askedAt: '2027-01-18T10:00:00Z',
      resentAt: '2027-01-20T10:00:00Z',
      nudged: { at: '2027-01-19T10:00:00Z', count: 1 },
      passedOn: [{ to: 'deputy', by: 'head', at: '2027-01-22T10:00:00Z' }],
    };
    expect(listDays(makeRequest({ question }), policy).map(String)).toEqual(['2027-01-19', '2027-01-20', '2027-01-21', '2027-01-26']);
  });
});
