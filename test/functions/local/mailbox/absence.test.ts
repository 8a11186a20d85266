import departmentsJson from '../../../../bot/data/departments.json';
import { loadDepartments } from '../../../../bot/data/load';
import { localAbsence } from '../../../../functions/local/mailbox/absence';
import { localPeople } from '../../../../functions/local/storage/seed';
import { StoryClock } from '../../../fakes/story-clock';

const away = localPeople.filter(({ awayUntil }) => awayUntil !== undefined);

describe('who is away in local mode', () => {
  it.each([
    ['2027-01-18T10:15', '2027-02-12'],
    ['2027-02-12T23:59', '2027-02-12'],
    ['2027-02-13T00:00', '2028-02-12'],
    ['2040-01-01T00:00', '2040-02-12'],
  ])('should on %s be the one of the people file, until %s', async (today, until) => {
    const clock = new StoryClock();
    clock.set(today);
    const absence = localAbsence(localPeople, clock);
    expect(await absence.away(away[0]?.id ?? '')).toEqual({ until });
    expect(await absence.away(localPeople[0]?.id ?? '')).toBeUndefined();
  });

  it('should be one head with deputies, and none of the people who have a chat', () => {
    expect(away).toHaveLength(1);
    expect(away[0]?.role).toBeUndefined();
    const department = loadDepartments(departmentsJson).find(({ head }) => head === away[0]?.id);
    expect(department?.deputies.length).toBeGreaterThan(0);
  });
});
