import type { Channel } from '../../../bot/domain/request/visitor-request';
import { act, actOnMany } from '../../../bot/verbs/act';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { deputyId, headId, makeRequest, sponsorId, strangerId } from '../../make';

let ports: TestPorts;
const unknownId = '99999999-aaaa-4bbb-8ccc-000000000099';
const running = makeRequest({ status: 'active', revision: 4 });
const seen = { request: running.id, revision: 4 };
const by = (id: string, channel: Channel = 'tab') => ({ id, channel });
const stored = async () => (await ports.requests.read(running.id))?.value;

beforeEach(async () => {
  ports = makePorts();
  ports.clock.set('2027-08-10T09:00:00');
  await ports.has(running);
});

describe('act', () => {
  it('should do a verb once, on the revision seen, and answer the next press with how it stands', async () => {
    expect(await act(by(sponsorId), seen, 'reapprove', { until: '2027-12-31' }, ports)).toMatchObject({
      kind: 'done',
      request: { validTo: '2027-12-31', revision: 5 },
      before: { validTo: '2027-08-31' },
    });
    expect(await act(by(sponsorId), seen, 'reapprove', { until: '2027-12-31' }, ports)).toMatchObject({
      kind: 'stale',
      refusal: { refused: 'moved-on' },
      request: { validTo: '2027-12-31' },
    });
  });

  it('should record who, where and what', async () => {
    await act(by(sponsorId, 'outlook'), seen, 'let-end', {}, ports);
    expect((await ports.requests.readAll(running.id))?.events.at(-1)).toMatchObject({
      verb: 'let-end',
      actor: sponsorId,
      channel: 'outlook',
    });
  });

  it('should say what is wrong with what was typed, and with which part of it', async () => {
    expect(await act(by(sponsorId), seen, 'reapprove', { until: 'soon' }, ports)).toMatchObject({
      kind: 'wrong',
      field: 'until',
      sentence: 'Enter a date, such as 31/07/2027.',
    });
    const pending = makeRequest({ id: 'VR-7K3M9QX0' });
    await ports.has(pending);
    const terms = { validTo: '2027-08-31', itAccess: 'admin' };
    expect(await act(by(headId), { request: pending.id, revision: 1 }, 'approve-changed', { terms }, ports)).toMatchObject({
      kind: 'wrong',
      field: 'terms',
      term: 'itAccess',
    });
    expect(await stored()).toEqual(running);
  });

  it('should say why the state does not allow it, where there is more to say than that it moved on', async () => {
    ports.clock.set('2027-03-01T09:00:00');
    expect(await act(by(sponsorId), seen, 'let-end', {}, ports)).toMatchObject({
      kind: 'stale',
      sentence: expect.stringContaining('30 days before the last day'),
    });
  });

  it.each([
    ['a stranger', strangerId],
    ['the head, who does not stand in', headId],
    ['somebody whom the directory does not know', unknownId],
  ])('should be refused and logged: %s', async (_who, person) => {
    expect(await act(by(person), seen, 'reapprove', { until: '2027-12-31' }, ports)).toMatchObject({
      kind: 'not-theirs',
      refusal: { refused: 'not-yours' },
    });
    expect(await stored()).toEqual(running);
    const fields = { request: running.id, person, channel: 'tab', verb: 'reapprove', outcome: 'not-yours' };
    expect(ports.lines).toContainEqual({ level: 'warn', fields, what: 'a verb was refused' });
  });

  it('should log whoever is involved and decides, and tell them why not', async () => {
    await ports.has(makeRequest({ id: 'VR-7K3M9QX0', involved: [sponsorId, headId] }));
    expect(await act(by(headId), { request: 'VR-7K3M9QX0', revision: 1 }, 'approve', {}, ports)).toMatchObject({
      kind: 'not-theirs',
      sentence: 'You made or changed this request, so someone else has to decide it.',
    });
    expect(ports.lines).toContainEqual(expect.objectContaining({ fields: expect.objectContaining({ outcome: 'own-request' }) }));
  });

  it('should tell of a request that is not there what it tells a stranger', async () => {
    const missing = await act(by(strangerId), { request: 'VR-ZZZZZZZZ', revision: 4 }, 'end', {}, ports);
    const real = await act(by(strangerId), seen, 'end', {}, ports);
    expect('sentence' in missing && missing.sentence).toBe('sentence' in real && real.sentence);
    expect(missing).not.toHaveProperty('request');
  });

  it.each(['withdraw', 'recall', 'approve', 'reapprove', 'decline-handover'] as const)(
    'should wait while the directory does not answer, and log no name: %s',
    async (verb) => {
      ports.people.person = async () => {
        throw new TypeError('Marisol Okafor');
      };
      expect(await act(by(sponsorId), seen, verb, {}, ports)).toMatchObject({ kind: 'later', reason: 'directory-away' });
      expect(await stored()).toEqual(running);
      expect(ports.lines).toMatchObject([{ level: 'warn', fields: { person: sponsorId, fault: 'TypeError' } }]);
      expect(JSON.stringify(ports.lines)).not.toContain('Okafor');
    },
  );

  it('should wait where it loses every race', async () => {
    ports.requests.commit = async () => 'lost';
    expect(await act(by(sponsorId), seen, 'end', {}, ports)).toMatchObject({ kind: 'later', reason: 'busy' });
  });

  it('should have the draft that changes a request looked at again once it is withdrawn', async () => {
    await ports.has(makeRequest({ id: 'VR-7K3M9QX0', status: 'returned' }));
    await act(by(sponsorId), { request: 'VR-7K3M9QX0', revision: 1 }, 'withdraw', {}, ports);
    expect((await ports.requests.readAll('VR-7K3M9QX0'))?.todos.map(({ value }) => value.target)).toContain('draft');
    await act(by(sponsorId), seen, 'let-end', {}, ports);
    expect((await ports.requests.readAll(running.id))?.todos.map(({ value }) => value.target)).not.toContain('draft');
  });

  it('should know no verb that is not in the table, also not one of every object', async () => {
    for (const name of ['juggle', 'constructor', '__proto__']) {
      await expect(act(by(sponsorId), seen, name, {}, ports)).rejects.toThrow(RangeError);
    }
  });
});

describe('actOnMany', () => {
  it('should be each its own change, in order, whatever becomes of the others', async () => {
    const ids = Array.from({ length: 12 }, (_, place) => `VR-000000${String(place).padStart(2, '0')}`);
    for (const id of ids) await ports.has(makeRequest({ id, ...(id.endsWith('07') && { status: 'withdrawn' }) }));
    const acted = await actOnMany(
      by(deputyId),
      ids.map((request) => ({ request, revision: 1 })),
      'approve',
      () => ({}),
      ports,
    );
    expect(acted.map(({ kind }) => kind)).toEqual(ids.map((id) => (id.endsWith('07') ? 'stale' : 'done')));
    expect(acted.map((one) => 'request' in one && one.request?.id)).toEqual(ids);
  });
});

describe('somebody who has left', () => {
  const pending = makeRequest({ id: 'VR-7K3M9QXB' });
  const decided = makeRequest({
    id: 'VR-7K3M9QXC',
    status: 'approved',
    validFrom: '2027-09-01',
    validTo: '2027-12-31',
    decision: { verb: 'approve', by: headId, at: '2027-08-10T07:55:00Z', channel: 'teams' },
  });

  it.each([
    ['withdraw', sponsorId, pending],
    ['recall', headId, decided],
  ] as const)('should %s nothing: disabled, unknown, or while the directory is away', async (verb, who, request) => {
    await ports.has(pending);
    await ports.has(decided);
    const tries = () => act(by(who, 'teams'), { request: request.id, revision: 1 }, verb, {}, ports);
    const real = ports.people.person.bind(ports.people);
    ports.people.person = async (id) => {
      const person = await real(id);
      return id === who && person ? { ...person, isEnabled: false } : person;
    };
    expect(await tries()).toMatchObject({ kind: 'not-theirs', refusal: { refused: 'not-yours' } });
    ports.people.person = async (id) => (id === who ? undefined : real(id));
    expect(await tries()).toMatchObject({ kind: 'not-theirs' });
    expect(ports.lines.filter(({ what }) => what === 'a verb was refused')).toHaveLength(2);
    ports.people.person = async () => {
      throw new Error('away');
    };
    expect(await tries()).toMatchObject({ kind: 'later', reason: 'directory-away' });
    expect((await ports.requests.read(request.id))?.value).toEqual(request);
    ports.people.person = real;
    expect(await tries()).toMatchObject({ kind: 'done' });
  });
});
