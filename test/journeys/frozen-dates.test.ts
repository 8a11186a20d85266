import type { Department } from '../../bot/domain/organisation/organisation';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { sampleDepartments } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makesRequest, requestsIn, seenBy } from './steps';

const blank = { validFrom: '', validTo: '' };
const early = { validFrom: '2027-02-01', validTo: '2027-06-30' };
const late = { validFrom: '2027-03-01', validTo: '2027-09-30' };
const school = sampleDepartments.find(({ id }) => id === 'computer-science')!;

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
afterEach(() => world.stop());

const departments = () => world.stores.departments as unknown as { save(department: Department): Promise<void> };
const all = () => requestsIn(world).all();
const datesOf = ({ validFrom, validTo }: VisitorRequest) => ({ validFrom, validTo });
async function asks(firstName: string, dates: Record<string, string> = blank): Promise<VisitorRequest> {
  await makesRequest(world, sponsor, { names: { firstName, lastName: 'Fairweather' }, dates });
  const made = all().find(({ answers }) => answers.firstName === firstName);
  if (!made) throw new Error(`No request was made: ${seenBy(sponsor)}`);
  return made;
}

describe.each<[string, () => Promise<World>, () => Promise<unknown>]>([
  ['the department', () => startWorld({ departments: [{ ...school, ...early }] }), () => departments().save({ ...school, ...late })],
  ['the organisation', () => startWorld({ departments: [school], policy: early }), async () => void Object.assign(world.policy, late)],
])('dates of %s that change after a request was made', (_whose, start, change) => {
  beforeEach(async () => {
    world = await start();
    [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  });

  it('should touch new requests only; blank and resolved date are both kept', async () => {
    const before = await asks('Ottoline');
    expect(datesOf(before)).toEqual(early);
    await change();
    const after = await asks('Ada');
    expect(datesOf(after)).toEqual(late);
    expect(all().find(({ id }) => id === before.id)).toEqual(before);
    for (const { answers } of [before, after]) {
      expect(answers).not.toHaveProperty('validFrom');
      expect(answers).not.toHaveProperty('validTo');
    }
  });

  it('should leave a request alone that is decided, or returned and sent again with its dates unchanged, after that', async () => {
    await asks('Ottoline');
    await change();
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which building?' });
    await world.work();
    await sponsor.presses('Edit and resubmit');
    expect(seenBy(sponsor)).toContain('Wed 30 Jun 2027');
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { lastName: 'Vale' });
    await sponsor.presses('Resubmit');
    await world.work();
    expect(all()[0]).toMatchObject({ status: 'pending', ...early });
    expect(all()[0]?.answers).not.toHaveProperty('validTo');
    await head.presses('Approve');
    await world.work();
    expect(all()[0]).toMatchObject({ status: 'approved', ...early });
    expect(seenBy(sponsor)).toContain('Wed 30 Jun 2027');
  });

  it('should never take the place of a date that was given', async () => {
    const given = { validFrom: '2027-02-08', validTo: '2027-05-31' };
    const made = await asks('Ottoline', given);
    await change();
    expect([datesOf(made), made.answers]).toMatchObject([given, given]);
    expect(all()).toEqual([made]);
  });
});
