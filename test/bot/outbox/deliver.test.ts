import { retry } from '../../../bot/domain/messages/delivery';
import { deliver, type Sent, soonest } from '../../../bot/outbox/deliver';
import { addToDigests } from '../../../bot/outbox/open-digests';
import { sendDigest } from '../../../bot/outbox/send-digest';
import { syncCards } from '../../../bot/outbox/sync-cards';
import { syncMails } from '../../../bot/outbox/sync-mails';
import { channelOf, FakeMailer } from '../../fakes/fake-mailer';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeRequest, sponsorId } from '../../make';

let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

const plan = (send: () => Promise<Sent | 'moved-on' | 'over'>) => ({ channel: 'mail' as const, causedBy: sponsorId, send });
const sent = jest.fn(async (): Promise<Sent> => ({ outcome: 'delivered' }));
beforeEach(() => sent.mockClear());

describe('a delivery', () => {
  it('should not be begun after the lease, nor before its time, nor be taken for tried then', async () => {
    const now = ports.clock.now().toInstant();
    const early = { notBefore: now.add({ seconds: 30 }).toString(), attempts: [] };
    expect(await deliver(early, plan(sent), ports)).toEqual({ record: early, again: { seconds: 30, code: 'not-before' } });
    expect(await deliver({}, plan(sent), ports, now)).toEqual({ record: {}, again: { seconds: 0, code: 'out-of-time' } });
    expect(sent).not.toHaveBeenCalled();
    ports.clock.pass({ seconds: 30 });
    expect((await deliver(early, plan(sent), ports)).record).toMatchObject({ sentAt: expect.any(String) });
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('should come again where what it says has changed, and end where there is nothing to say', async () => {
    const record = {};
    const moved = await deliver(
      record,
      plan(async () => 'moved-on'),
      ports,
    );
    expect(moved).toEqual({ record, again: { seconds: 1, code: 'moved-on' } });
    expect(
      await deliver(
        record,
        plan(async () => 'over'),
        ports,
      ),
    ).toEqual({ record });
    expect(moved.record).toBe(record);
  });

  it('should change nothing where drawing it throws', async () => {
    await expect(
      deliver(
        {},
        plan(() => Promise.reject(new Error('storage is away'))),
        ports,
      ),
    ).rejects.toThrow('storage is away');
  });

  it('should come again at the first of several times', () => {
    const at = (seconds: number) => ({ seconds, code: 'paced' });
    expect(soonest([at(9), undefined, at(3), at(5)])).toEqual(at(3));
    expect(soonest([undefined])).toBeUndefined();
  });
});

describe('times that cannot be reserved', () => {
  const request = makeRequest();
  const away = { reserve: () => Promise.reject(new Error('storage is away')) };
  const again = { code: 'no-pace', seconds: 15 };

  it('should let cards and mails wait, and cost them no try', async () => {
    const mailer = new FakeMailer();
    await ports.has(request);
    await ports.knows(headId);
    const stored = async () => (await ports.requests.readAll(request.id))!;
    const without = { ...ports, mail: channelOf(mailer), pace: away };
    for (let tried = 0; tried <= retry.delays.length + 1; tried += 1) {
      expect(await syncCards(await stored(), without)).toEqual({ again });
      expect(await syncMails(await stored(), without)).toEqual({ again });
    }
    expect((await stored()).copies).toEqual([]);
    expect([ports.chat.sent, mailer.tried, ports.views.attention]).toEqual([[], [], []]);
    await syncCards(await stored(), ports);
    expect(ports.chat.sent).toHaveLength(1);
  });

  it('should let a digest wait without a try and without its lease', async () => {
    const date = '2027-08-01';
    const key = { person: sponsorId, kind: 'sponsor', date } as const;
    ports.clock.set('2027-08-01T08:03');
    await ports.knows(sponsorId);
    await ports.has(makeRequest({ status: 'active', revision: 2, validTo: '2027-08-31' }));
    await addToDigests([{ person: sponsorId, kind: 'sponsor', request: request.id }], date, ports);
    ports.queue.take();
    const message = { kind: 'digest', person: sponsorId, digest: 'sponsor', date } as const;
    await sendDigest(message, { ...ports, pace: away });
    expect(ports.queue.waiting()).toEqual([{ message, delaySeconds: 15 }]);
    expect((await ports.digests.read(key))?.value).toEqual({ ...key, items: [request.id], state: 'open' });
    await sendDigest(message, ports);
    expect((await ports.digests.read(key))?.value).toMatchObject({ state: 'sent' });
  });

  it('should leave no lease of a digest that failed, so that its next message finds it free', async () => {
    const date = '2027-08-01';
    ports.clock.set('2027-08-01T08:03');
    await ports.knows(sponsorId);
    await ports.has(makeRequest({ status: 'active', revision: 2, validTo: '2027-08-31' }));
    await addToDigests([{ person: sponsorId, kind: 'sponsor', request: request.id }], date, ports);
    ports.queue.take();
    const message = { kind: 'digest', person: sponsorId, digest: 'sponsor', date } as const;
    const conversations = { ...ports.conversations, find: () => Promise.reject(new Error('storage is away')) };
    await sendDigest(message, { ...ports, conversations });
    expect(ports.queue.waiting()).toEqual([{ message: { ...message, attempt: 1 }, delaySeconds: 5 }]);
    expect((await ports.digests.read({ person: sponsorId, kind: 'sponsor', date }))?.value.leasedUntil).toBeUndefined();
  });
});
