import { Temporal } from 'temporal-polyfill';
import { messageKey } from '../../../bot/domain/messages/message';
import { work } from '../../../bot/jobs/work';
import { syncCards } from '../../../bot/outbox/sync-cards';
import { syncMails } from '../../../bot/outbox/sync-mails';
import type { WorkPorts } from '../../../bot/outbox/work-ports';
import type { MailDelivery } from '../../../bot/ports/mail';
import { channelOf, FakeMailer, linkInMails } from '../../fakes/fake-mailer';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { deputyId, headId, makeCommit, makeRequest, sponsorId } from '../../make';

const request = makeRequest();
const rejected = makeRequest({
  status: 'rejected',
  revision: 2,
  events: 2,
  decision: { verb: 'reject', by: headId, at: '2027-01-18T10:15:00Z', channel: 'outlook', words: 'No room.', outcomeRevision: 2 },
});
const card = { type: 'AdaptiveCard', version: '1.0' };
const lost = { outcome: 'later', code: 'Unreachable', isAmbiguous: true } as const;

let ports: TestPorts & WorkPorts;
let mailer: FakeMailer;
beforeEach(async () => {
  mailer = new FakeMailer();
  ports = { ...makePorts(), mail: channelOf(mailer) };
  await ports.requests.commit(makeCommit({ request, todos: [] }));
});

const stored = async () => (await ports.requests.readAll(request.id))!;
const mails = async () => (await stored()).copies.filter(({ channel }) => channel === 'outlook');
const round = async (until?: Temporal.Instant) => syncMails(await stored(), ports, until);
const answering = (...answers: (MailDelivery | undefined)[]) => {
  mailer.answers = () => answers.shift();
};

/** A later commit, as it is stored, with the targets that it leaves to the worker. */
async function moves(to: typeof request, todos: ('cards' | 'mails')[] = []): Promise<void> {
  const { etag } = (await stored()).request;
  expect(await ports.requests.commit(makeCommit({ request: to, etag, todos, commitId: 'next' }))).toBe('committed');
}

describe('a question by mail', () => {
  it('should go to who is asked, with what the card says, and be noted', async () => {
    await round();
    expect(mailer.arrived).toEqual([
      {
        to: { person: headId, address: 'eleanor.brightwater@bantshire.example' },
        subject: expect.stringMatching(/ needs your approval .* \(VR-7K3M9QXA\)$/),
        html: expect.stringContaining('Ottoline Fairweather'),
      },
    ]);
    expect(mailer.arrived[0]?.html).toContain(linkInMails.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
    const at = '2027-01-18T10:15:00Z';
    expect(await mails()).toEqual([
      {
        person: headId,
        channel: 'outlook',
        message: { kind: 'ask', revision: 1 },
        shownRevision: 1,
        shownStatus: 'pending',
        sentAt: at,
        attempts: [{ at, code: 'sent' }],
      },
    ]);
  });

  it('should go once, however often the work comes', async () => {
    await round();
    await round();
    expect(mailer.tried).toHaveLength(1);
  });

  it('should go again when it is asked anew', async () => {
    await round();
    await moves(makeRequest({ revision: 3, events: 2, question: { revision: 3 } }));
    await round();
    expect((await mails()).map(({ message }) => messageKey(message)).sort()).toEqual(['ask-1', 'ask-3']);
  });

  it('should carry its card, drawn for this reader', async () => {
    ports.outlookCard = async (one, viewer, person, { may }) => ({ ...card, body: [one.id, viewer, person, may.includes(person)] });
    await round();
    expect(mailer.arrived[0]?.card).toEqual({ ...card, body: [request.id, 'decider', headId, true] });
  });

  it('should go without its card where that cannot be drawn', async () => {
    ports.outlookCard = () => Promise.reject(new Error('no provider'));
    await round();
    expect(mailer.arrived).toHaveLength(1);
    expect(mailer.arrived[0]).not.toHaveProperty('card');
    expect(ports.lines).toContainEqual(expect.objectContaining({ level: 'warn', what: 'a mail goes without its card' }));
  });

  it('should not be sent once it is answered, though it was to go before (fault 30)', async () => {
    answering({ outcome: 'later', code: 'Throttled', afterSeconds: 60, isAmbiguous: false });
    expect((await round()).again?.seconds).toBe(60);
    ports.clock.pass({ seconds: 60 });
    await moves(rejected);
    await round();
    expect(mailer.arrived.filter(({ to }) => to.person === headId)).toEqual([]);
  });

  it('should not be sent where it is answered at that very moment', async () => {
    ports.outlookCard = async () => {
      await moves(rejected);
      return card;
    };
    expect(await round()).toEqual({ again: { code: 'moved-on', seconds: 1 } });
    expect(mailer.tried).toEqual([]);
  });

  it('should not be begun after the lease has come to its end', async () => {
    expect(await round(ports.clock.now().toInstant())).toMatchObject({ again: { code: 'out-of-time' } });
    expect(mailer.tried).toEqual([]);
  });

  it('should change nothing where the host sends no mails', async () => {
    const { mail: _, ...without } = ports;
    await syncMails(await stored(), without);
    expect((await stored()).copies).toEqual([]);
  });
});

describe('a mail that fails', () => {
  it('should be recorded where it may have arrived, and repeated once', async () => {
    answering(lost, lost, lost);
    expect(await round()).toEqual({ again: { code: 'Unreachable', seconds: 60 } });
    expect(await mails()).toEqual([
      expect.objectContaining({ attempts: [expect.objectContaining({ code: 'Unreachable', isAmbiguous: true })] }),
    ]);
    await round();
    expect(mailer.tried).toHaveLength(1);
    ports.clock.pass({ seconds: 60 });
    await round();
    await round();
    expect(mailer.tried).toHaveLength(2);
    expect(await mails()).toEqual([expect.objectContaining({ failed: 'Unreachable', attempts: [expect.anything(), expect.anything()] })]);
  });

  it('should be repeated as often as Exchange asks to wait, which says that it did not arrive', async () => {
    const busy = { outcome: 'later', code: 'Throttled', afterSeconds: 90, isAmbiguous: false } as const;
    answering(busy, busy, busy);
    for (let times = 0; times < 3; times += 1) {
      expect(await round()).toMatchObject({ again: { seconds: 90 } });
      ports.clock.pass({ seconds: 90 });
    }
    await round();
    expect(mailer.arrived).toHaveLength(1);
    expect((await mails())[0]?.attempts?.map(({ code }) => code)).toEqual(['Throttled', 'Throttled', 'Throttled', 'sent']);
  });

  it('should wait for its reserved time without that being an attempt, and ask for none again', async () => {
    const reserve = jest.fn(async () => ports.clock.now().toInstant().add({ seconds: 12 }));
    ports.pace = { reserve };
    await moves(makeRequest({ revision: 2, events: 2, question: { revision: 2 } }), ['mails']);
    const message = { kind: 'request', id: request.id, commitId: '' };
    await work(message, ports);
    ports.clock.pass({ seconds: 11 });
    await work(message, ports);
    expect(mailer.tried).toEqual([]);
    expect((await stored()).todos).toEqual([expect.objectContaining({ value: expect.objectContaining({ target: 'mails', attempts: 0 }) })]);
    ports.clock.pass({ seconds: 1 });
    await work(message, ports);
    expect(mailer.arrived).toHaveLength(1);
    expect(reserve.mock.calls).toEqual([['mail', sponsorId, 'single']]);
    expect((await mails())[0]).not.toHaveProperty('reserved');
    expect(ports.views.attention).toEqual([]);
  });

  it('should reserve another time where the one it had went by long ago', async () => {
    let reserved = 0;
    ports.pace = {
      reserve: async () => {
        reserved += 1;
        return ports.clock
          .now()
          .toInstant()
          .add({ seconds: reserved === 1 ? 12 : 0 });
      },
    };
    await moves(makeRequest({ revision: 2, events: 2, question: { revision: 2 } }));
    await round();
    ports.clock.pass({ minutes: 5 });
    await round();
    expect([reserved, mailer.arrived.length]).toEqual([2, 1]);
  });

  it('should come back where Exchange refuses it, however often, and let the others wait with it', async () => {
    const busy = { outcome: 'later', code: 'Throttled', afterSeconds: 12, isAmbiguous: false, isRefused: true } as const;
    ports.random = { bytes: (count) => new Uint8Array(count) };
    answering(...Array.from({ length: 20 }, () => busy));
    await moves(makeRequest({ revision: 2, events: 2, recalled: { by: headId, at: '2027-01-18T10:15:00Z', revision: 2 } }));
    for (let times = 1; times <= 20; times += 1) {
      expect(await round()).toEqual({ again: { code: 'Throttled', seconds: 12, isRefused: true } });
      expect(mailer.tried).toHaveLength(times);
      ports.clock.pass({ seconds: 12 });
    }
    await round();
    expect(mailer.arrived.map(({ to }) => to.person)).toEqual([headId, sponsorId]);
  });

  it('should wait where the directory does not answer, and not go to somebody without an account', async () => {
    ports.people.fault = new Error('away');
    expect(await round()).toMatchObject({ again: { code: 'directory' } });
    ports.clock.pass({ seconds: 5 });
    delete ports.people.fault;
    await ports.people.save({ ...(await ports.people.person(headId))!, mail: '' });
    await round();
    expect(await mails()).toEqual([expect.objectContaining({ failed: 'no-address' })]);
  });
});

describe('the ladder', () => {
  const refused = { outcome: 'unreachable', code: 'ErrorAccessDenied' } as const;
  const blocked = { outcome: 'unreachable', code: 'ConversationBlockedByUser' } as const;
  const both = async () => {
    await syncCards(await stored(), ports);
    await round();
  };

  it('should tell an admin of a question that neither Teams nor a mail could bring, once', async () => {
    answering(refused);
    await both();
    await both();
    expect(mailer.tried).toHaveLength(1);
    expect(ports.views.attention).toMatchObject([{ kind: 'unreached', request: request.id }]);
  });

  it('should tell an admin as well where the mail failed first', async () => {
    answering(refused);
    await round();
    expect(ports.views.attention).toEqual([]);
    await syncCards(await stored(), ports);
    expect(ports.views.attention).toEqual([{ kind: 'unreached', request: request.id, code: 'no-conversation' }]);
  });

  it('should bother no admin while one of the two has brought it', async () => {
    await both();
    expect(mailer.arrived).toHaveLength(1);
    expect(ports.views.attention).toEqual([]);
    await ports.knows(headId);
    mailer.answers = () => refused;
    await moves(makeRequest({ revision: 3, events: 2, question: { revision: 3 } }));
    await both();
    expect(ports.chat.sent).toHaveLength(1);
    expect(ports.views.attention).toEqual([]);
  });

  it('should mail an outcome only to a sponsor whom Teams does not reach', async () => {
    await ports.knows(sponsorId);
    await moves(rejected);
    await both();
    expect(mailer.tried).toEqual([]);
    ports.chat.answers = () => blocked;
    await moves({ ...rejected, revision: 3, events: 3, decision: { ...rejected.decision!, outcomeRevision: 3 } });
    await both();
    expect(mailer.subjectsFor(sponsorId)).toEqual([expect.stringMatching(/ rejected your request \(VR-7K3M9QXA\)$/)]);
    expect(mailer.arrived[0]?.html).toContain('No room.');
    expect(ports.views.attention).toEqual([]);
  });

  it('should not mail an outcome while its card is still tried', async () => {
    await ports.knows(sponsorId);
    ports.chat.answers = () => ({ outcome: 'later', code: '503', isAmbiguous: false });
    await moves(rejected, ['cards', 'mails']);
    await work({ kind: 'request', id: request.id, commitId: 'next' }, ports);
    expect(mailer.tried).toEqual([]);
    expect((await stored()).todos.map(({ value }) => value.target).sort()).toEqual(['cards', 'mails']);
    ports.chat.answers = () => blocked;
    for (let times = 0; times < 3; times += 1) {
      ports.clock.pass({ seconds: 10 });
      await work({ kind: 'request', id: request.id, commitId: '' }, ports);
    }
    expect(mailer.subjectsFor(sponsorId)).toHaveLength(1);
    expect((await stored()).todos).toEqual([]);
  });

  it('should keep a question moving while its card is still tried', async () => {
    await ports.knows(headId, deputyId);
    ports.chat.answers = () => ({ outcome: 'later', code: '503', isAmbiguous: false });
    await moves(makeRequest({ revision: 2, events: 2, question: { revision: 2 } }), ['cards', 'mails']);
    await work({ kind: 'request', id: request.id, commitId: 'next' }, ports);
    expect(mailer.subjectsFor(headId)).toHaveLength(1);
    expect((await stored()).todos.map(({ value }) => value.target)).toEqual(['cards']);
  });
});
