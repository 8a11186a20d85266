import type { Person } from '../../../bot/domain/organisation/organisation';
import { adminsOf, decidersFor, nameOf } from '../../../bot/verbs/people';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { adminId, deputyId, headId, makePerson, makeRequest } from '../../make';

let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

const is = (id: string, overrides: Partial<Person>) => ports.people.save(makePerson({ id, ...overrides }));

describe('who decides a request', () => {
  it.each<[string, Partial<Person>, Partial<Person>, { ask: string[]; may: string[] }]>([
    ['the head, and the deputy too', {}, {}, { ask: [headId], may: [headId, deputyId] }],
    ['the deputy where the head is disabled', { isEnabled: false, isStaff: false }, {}, { ask: [deputyId], may: [deputyId] }],
    ['the head alone where the deputy is disabled', {}, { isEnabled: false, isStaff: false }, { ask: [headId], may: [headId] }],
    ['the head alone where the deputy is a guest, a student or a visitor', {}, { isStaff: false }, { ask: [headId], may: [headId] }],
    ['a head who is in no staff group', { isStaff: false }, {}, { ask: [headId], may: [headId, deputyId] }],
    ['the admins where neither may', { isEnabled: false, isStaff: false }, { isStaff: false }, { ask: [adminId], may: [adminId] }],
  ])('should be %s', async (_who, head, deputy, deciders) => {
    await is(headId, head);
    await is(deputyId, deputy);
    expect(await decidersFor(makeRequest(), ports)).toMatchObject(deciders);
  });

  it('should be who it was, without admins, while the directory does not answer', async () => {
    ports.people.fault = new Error('away');
    expect(await decidersFor(makeRequest(), ports)).toMatchObject({ ask: [headId], may: [headId, deputyId], as: 'department' });
    expect(await adminsOf(ports)).toEqual([]);
  });
});

it('should have a word for somebody whose name cannot be had', async () => {
  expect(await nameOf(headId, ports)).toBe('Eleanor Brightwater');
  expect(await nameOf('00000000-0000-4000-8000-000000000000', ports)).toBe('a colleague');
  ports.people.fault = new Error('away');
  expect(await nameOf(headId, ports)).toBe('a colleague');
});
