import { find } from '../../../../bot/channels/chat/find';
import { namePlacesOf } from '../../../../bot/domain/request/search';
import { viewOf } from '../../../../bot/domain/request/views';
import type { ViewRow } from '../../../../bot/ports/views';
import { buttonsOf } from '../../../fakes/card-form';
import { makePorts, type TestPorts } from '../../../fakes/ports';
import { textOf } from '../../../journeys/steps';
import { adminId, deputyId, headId, newRequestId, sponsorId, strangerId } from '../../../make';

let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

/** A request as it stands in the lists: of its sponsor, its department, and by surname. */
async function listed(overrides: Partial<ViewRow> & { surname?: string } = {}): Promise<string> {
  const { surname = 'Fairweather', ...rest } = overrides;
  const request = newRequestId();
  const row = {
    request,
    revision: 1,
    status: 'approved' as const,
    visitor: `Ottoline ${surname}`,
    department: 'computer-science',
    sponsor: sponsorId,
    validFrom: '2027-02-01',
    validTo: '2027-06-30',
    since: '2027-01-18T10:15:00Z',
    ...rest,
  };
  for (const partition of [`sponsor:${row.sponsor}`, `department:${row.department}`])
    await ports.views.put({ ...row, partition, row: request });
  for (const key of namePlacesOf([row.visitor])) await ports.views.put({ ...row, partition: viewOf.name(key), row: `${key}:${request}` });
  return request;
}

async function finds(person: string, name?: string, from = 0): Promise<{ text: string; requests: unknown[] }> {
  const answer = await find({ person, data: { from, ...(name !== undefined && { name }) }, inputs: {}, isAutomatic: false }, ports);
  if (answer.kind === 'sentence') throw new Error('not a card');
  const requests = buttonsOf(answer.message.card).flatMap(({ title, data }) => (title === 'Open' ? [data['request']] : []));
  return { text: textOf(answer.message.card), requests };
}

describe('finding a visitor', () => {
  it.each([
    ['the sponsor', sponsorId],
    ['the head', headId],
    ['a deputy', deputyId],
    ['an admin', adminId],
  ])('should show %s each request once', async (_who, person) => {
    const one = await listed();
    await listed({ surname: 'Vale' });
    expect((await finds(person, 'fair')).requests).toEqual([one]);
  });

  it('should show a stranger nothing, in the words for a name that nobody has', async () => {
    await listed();
    const nothing = await finds(strangerId, 'zzz');
    expect(await finds(strangerId, 'fair')).toEqual({ ...nothing, requests: [] });
    expect(nothing.text).toContain('No visitors found');
  });

  it('should read none but the lists of one who is no admin, and show nothing to a head who is disabled meanwhile', async () => {
    await listed();
    const read: string[] = [];
    const list = ports.views.list.bind(ports.views);
    ports.views.list = async (partition, ...rest) => (read.push(partition), await list(partition, ...rest));
    const known = ports.people.person.bind(ports.people);
    ports.people.person = async (id) => {
      const person = await known(id);
      return person && { ...person, isEnabled: id !== headId };
    };
    expect((await finds(headId, 'fair')).requests).toEqual([]);
    expect(read).toEqual([`sponsor:${headId}`, 'department:computer-science']);
  });

  it('should show the head no request of another department, but one that they sponsor themselves', async () => {
    await listed({ department: 'history', sponsor: strangerId });
    expect((await finds(headId, 'fair')).requests).toEqual([]);
    const own = await listed({ sponsor: headId });
    expect((await finds(headId, 'fair')).requests).toEqual([own]);
  });

  it('should find by a surname of which an admin typed the first name too', async () => {
    const one = await listed({ department: 'history', sponsor: strangerId });
    expect((await finds(adminId, 'ottoline fair')).requests).toEqual([one]);
  });

  it('should put those that are over last, and others by name, the newest first', async () => {
    const over = await listed({ status: 'rejected', visitor: 'Ada Fairweather' });
    const older = await listed({ since: '2027-01-02T10:00:00Z' });
    const newer = await listed({ since: '2027-01-03T10:00:00Z' });
    const first = await listed({ visitor: 'Bea Fairweather' });
    expect((await finds(sponsorId, 'fair')).requests).toEqual([first, newer, older, over]);
  });

  it('should go over several cards and several reads', async () => {
    for (let count = 0; count < 512; count += 1) await listed({ surname: count < 500 ? 'Vale' : 'Fairweather', row: '' });
    const [first, second] = [await finds(sponsorId, 'fair'), await finds(sponsorId, 'fair', 10)];
    expect([first.requests.length, second.requests.length]).toEqual([10, 2]);
    expect(first.text).toContain('1 to 10 of 12');
  });

  it.each([undefined, '', '   '])('should say how to look for somebody where there is nothing to look for: %j', async (name) => {
    expect((await finds(sponsorId, name)).text).toContain('Write “find” and the beginning of a name');
  });
});
