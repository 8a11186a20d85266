import { systemClock } from '../../functions/system-clock';

describe('the clock of the machine', () => {
  const { now } = systemClock('Europe/London');
  const at = (milliseconds: number) => {
    jest.spyOn(Date, 'now').mockReturnValue(milliseconds);
    return now();
  };

  it('should be the present of the zone at every call, forwards and back', () => {
    const [winter, summer] = [Date.parse('2027-03-28T00:59:59.999Z'), Date.parse('2027-03-28T01:00:00Z')];
    expect([winter, summer, winter].map((one) => at(one).toString())).toEqual([
      '2027-03-28T00:59:59.999+00:00[Europe/London]',
      '2027-03-28T02:00:00+01:00[Europe/London]',
      '2027-03-28T00:59:59.999+00:00[Europe/London]',
    ]);
  });

  it('should make one moment for a millisecond', () => {
    expect(at(1_000)).toBe(at(1_000));
  });
});
