import { myVisitors, waitingForMe } from '../../../../bot/channels/chat/lists';
import type { ViewRow } from '../../../../bot/ports/views';
import { buttonsOf } from '../../../fakes/card-form';
import { makePorts, type TestPorts } from '../../../fakes/ports';
import { textOf } from '../../../journeys/steps';
import { headId, newRequestId, sponsorId } from '../../../make';

let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

function row(overrides: Partial<ViewRow>): ViewRow {
  const request = newRequestId();
  return {
    partition: `sponsor:${sponsorId}`,
    row: `${overrides.validTo ?? '2027-06-30'}:${request}`,
    request,
    revision: 1,
    status: 'pending',
    visitor: 'Ottoline Fairweather',
    department: 'computer-science',
    sponsor: sponsorId,
    validFrom: '2027-02-01',
    validTo: '2027-06-30',
    since: '2027-01-18T10:15:00Z',
    ...overrides,
  };
}

async function listed(action: typeof myVisitors, person: string, from = 0): Promise<{ text: string; requests: unknown[] }> {
  const answer = await action({ person, data: { from }, inputs: {}, isAutomatic: false }, ports);
  if (answer.kind === 'sentence') throw new Error('not a card');
  const requests = buttonsOf(answer.message.card).flatMap(({ title, data }) => (title === 'Open' ? [data['request']] : []));
  return { text: textOf(answer.message.card), requests };
}

describe('my visitors', () => {
  it('should put the newest change first, whatever became of it', async () => {
    const [newest, older, oldest] = [
      row({ since: '2027-01-20T10:15:00Z', status: 'rejected' }),
      row({ since: '2027-01-19T10:15:00Z', validTo: '2027-03-31' }),
      row({ since: '2027-01-18T10:15:00Z', validTo: '2027-02-28', status: 'approved' }),
    ];
    for (const one of [older, oldest, newest]) await ports.views.put(one);
    const { requests } = await listed(myVisitors, sponsorId);
    expect(requests).toEqual([newest, older, oldest].map(({ request }) => request));
  });

  it('should tell the status by the dates, even where nothing has rewritten the row', async () => {
    await ports.views.put(row({ status: 'approved', validFrom: '2027-01-01' }));
    await ports.views.put(row({ since: '2027-01-19T10:15:00Z', status: 'active', validFrom: '2026-01-01', validTo: '2027-01-17' }));
    expect((await listed(myVisitors, sponsorId)).text).toMatch(/Expired[^]*Active/);
  });

  it('should begin anew where the page asked for is no longer here', async () => {
    await ports.views.put(row({}));
    expect((await listed(myVisitors, sponsorId, 40)).requests).toHaveLength(1);
  });

  it('should cost one storage call, and one look-up of people for many rows of one department', async () => {
    for (let count = 0; count < 10; count += 1) await ports.views.put(row({}));
    let [lists, people] = [0, 0];
    const [list, person] = [ports.views.list.bind(ports.views), ports.people.person.bind(ports.people)];
    ports.views.list = async (...given) => ((lists += 1), await list(...given));
    ports.people.person = async (id) => ((people += 1), await person(id));
    await listed(myVisitors, sponsorId);
    expect(lists).toBe(1);
    // Head and deputy once; then a name of the sponsor and one of the head for each row.
    expect(people).toBe(2 + 10 * 2);
  });
});

describe('waiting for me', () => {
  it('should leave out what has lapsed or was requested by the head', async () => {
    const partition = 'pending:computer-science';
    const open = row({ partition });
    for (const one of [open, row({ partition, validTo: '2027-01-17' }), row({ partition, sponsor: headId })]) await ports.views.put(one);
    expect((await listed(waitingForMe, headId)).requests).toEqual([open.request]);
  });
});
