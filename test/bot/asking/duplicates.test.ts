import { duplicatesFor } from '../../../bot/asking/duplicates';
import { stepNames } from '../../../bot/domain/form/steps';
import type { Draft } from '../../../bot/domain/request/records';
import { syncViews } from '../../../bot/outbox/sync-views';
import { formContext } from '../../../bot/shown/form-context';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { makeDraft, makePerson, makeRequest, strangerId } from '../../make';

let ports: TestPorts;
let listed: string[];
const answers = { ...makeRequest().answers, personalEmail: 'o.fairweather@example.org' };
beforeEach(() => {
  ports = makePorts();
  listed = [];
  const { list } = ports.views;
  ports.views.list = async (partition, most, next) => (listed.push(partition), await list.call(ports.views, partition, most, next));
});

const draft = (changes: Partial<Draft> = {}) => makeDraft({ id: 'VR-00000001', step: 'review', answers, ...changes });
const look = async (filling = draft()) => await duplicatesFor(filling, await formContext(ports), ports);

async function there(changes: Parameters<typeof makeRequest>[0] = {}): Promise<void> {
  const request = makeRequest({ answers, ...changes });
  await ports.has(request);
  const aggregate = await ports.requests.readAll(request.id);
  if (aggregate) await syncViews(aggregate, ports);
}

describe('looking for the same visitor', () => {
  it.each(stepNames)('should cost one call on the visit, two on the review, and none elsewhere: %s', async (step) => {
    await there();
    const told = await look(draft({ step }));
    expect(listed).toHaveLength(step === 'review' ? 2 : step === 'visit' ? 1 : 0);
    expect(told === undefined).toBe(listed.length === 0);
  });

  it('should cost nothing for what is not given', async () => {
    const { personalEmail: _1, lastName: _2, ...rest } = answers;
    await look(draft({ answers: rest }));
    await look(draft({ answers: { ...rest, lastName: '’', department: 'closed-long-ago' } }));
    expect(listed).toEqual([]);
  });

  it('should find nothing but nobody’s where there is nothing', async () => {
    expect(await look()).toBeUndefined();
  });

  it('should name the department and the sponsor of somebody else’s, and nothing more', async () => {
    await there({ sponsor: strangerId });
    const told = await look();
    expect(told).toEqual({
      own: [],
      others: [{ department: 'School of Computer Science', sponsor: expect.stringMatching(/^[A-Z]\w+ \w+/) }],
    });
    expect(JSON.stringify(told)).not.toMatch(/VR-|2027|example\.org|Ottoline/);
  });

  it('should tell nothing of somebody else’s to whoever is no staff, or not known to be', async () => {
    await there({ sponsor: strangerId });
    ports.people.person = async () => makePerson({ isStaff: false });
    expect(await look()).toBeUndefined();
    ports.people.person = () => Promise.reject(new Error('out of reach'));
    expect(await look()).toBeUndefined();
    expect(ports.lines).toMatchObject([{ level: 'warn' }]);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('could not read Ottoline'))],
    ['does not answer', () => new Promise<never>(() => undefined)],
  ])('should let the draft go on without where storage %s, and log no name', async (_what, list) => {
    ports.views.list = list;
    expect(await look()).toBeUndefined();
    expect(ports.lines).toMatchObject([{ level: 'warn', fields: { draft: 'VR-00000001' } }]);
    expect(JSON.stringify(ports.lines)).not.toMatch(/Ottoline|Fairweather|example\.org/);
  });
});
