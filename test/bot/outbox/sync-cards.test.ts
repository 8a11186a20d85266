import { syncCards } from '../../../bot/outbox/sync-cards';
import type { Progress } from '../../../bot/outbox/work-ports';
import type { Conversation, Installation } from '../../../bot/ports/chat';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeCommit, makeRequest } from '../../make';

const request = makeRequest();
const conversation: Conversation = {
  person: headId,
  botId: 'bot',
  conversation: '19:head_app',
  serviceUrl: 'https://teams.example/',
  member: headId,
};
const notInstalled = { outcome: 'unreachable', code: 'ForbiddenOperationException' } as const;

let ports: TestPorts;
let asked: string[];
beforeEach(async () => {
  ports = makePorts();
  asked = [];
  await ports.has(request);
});

/** The round of a worker whose installer answers so. */
async function round(installation?: Installation): Promise<Progress> {
  const install = async (person: string): Promise<Installation> => {
    asked.push(person);
    return installation!;
  };
  const aggregate = (await ports.requests.readAll(request.id))!;
  return await syncCards(aggregate, { ...ports, ...(installation && { installer: { install } }) });
}

const copies = async () => (await ports.requests.readAll(request.id))!.copies;

describe('a head who never opened the bot', () => {
  it('should get it installed, and the card', async () => {
    await round({ outcome: 'installed', conversation });
    expect(asked).toEqual([headId]);
    expect(ports.chat.sent.map(({ what, person }) => [what, person])).toEqual([['post', headId]]);
    expect(await copies()).toEqual([expect.objectContaining({ person: headId, activity: 'posted-1' })]);
    expect(await ports.conversations.find(headId)).toEqual(conversation);
  });

  it('should get one card however often the work comes', async () => {
    await round({ outcome: 'installed', conversation });
    await round({ outcome: 'installed', conversation });
    expect(asked).toHaveLength(1);
    expect(ports.chat.sent).toHaveLength(1);
  });

  it('should keep the conversation that Teams has told meanwhile', async () => {
    ports.chat.answers = () => {
      void ports.knows(headId);
      return undefined;
    };
    await round({ outcome: 'installed', conversation });
    expect(await ports.conversations.find(headId)).toMatchObject({ conversation: `a:${headId}` });
  });

  it('should have the card also where the conversation cannot be kept', async () => {
    ports.people.beforeCommit = () => Promise.reject(new Error('storage is away'));
    await round({ outcome: 'installed', conversation });
    expect(await copies()).toEqual([expect.objectContaining({ activity: 'posted-1' })]);
  });

  it('should be recorded where it is refused, and not be tried again', async () => {
    await round({ outcome: 'refused', code: 'Forbidden' });
    await round({ outcome: 'refused', code: 'Forbidden' });
    expect(asked).toHaveLength(1);
    expect(ports.chat.sent).toEqual([]);
    expect(await copies()).toEqual([expect.objectContaining({ person: headId, failed: 'Forbidden' })]);
    expect(ports.views.attention).toEqual([{ kind: 'unreached', request: request.id, code: 'Forbidden' }]);
  });

  it('should be tried later where that may help, with the try noted', async () => {
    const later = await round({ outcome: 'later', code: 'Throttled', afterSeconds: 90 });
    expect(later).toEqual({ again: { code: 'Throttled', seconds: 90 } });
    const [note] = await copies();
    expect(note).toMatchObject({ attempts: [{ code: 'Throttled' }], notBefore: '2027-01-18T10:16:30Z' });
    expect(note).not.toHaveProperty('failed');
  });

  it('should be noted as not reachable where nothing can install', async () => {
    await round();
    expect(await copies()).toEqual([expect.objectContaining({ failed: 'no-conversation' })]);
    await round({ outcome: 'installed', conversation });
    expect(ports.chat.sent).toHaveLength(1);
  });
});

describe('a request that only admins may decide', () => {
  beforeEach(async () => {
    ports = makePorts();
    await ports.has({ ...request, answers: { ...request.answers, department: 'nowhere' } });
  });

  it('should wait where the directory does not say who they are', async () => {
    ports.people.fault = new Error('away');
    await expect(round({ outcome: 'installed', conversation })).rejects.toThrow('away');
    delete ports.people.fault;
    await round({ outcome: 'installed', conversation });
    expect(asked.length).toBeGreaterThan(0);
  });
});

describe('a head who removed the bot', () => {
  beforeEach(async () => await ports.knows(headId));

  it('should get it installed, and the card once more', async () => {
    ports.chat.answers = () => (ports.chat.sent.length === 1 ? notInstalled : undefined);
    await round({ outcome: 'installed', conversation });
    expect(ports.chat.sent).toHaveLength(2);
    expect(await copies()).toEqual([expect.objectContaining({ activity: 'posted-2' })]);
  });

  it('should be recorded where the card is refused after it too', async () => {
    ports.chat.answers = () => notInstalled;
    await round({ outcome: 'installed', conversation });
    expect(asked).toHaveLength(1);
    expect(ports.chat.sent).toHaveLength(2);
    expect(await copies()).toEqual([expect.objectContaining({ failed: 'ForbiddenOperationException' })]);
  });
});

it.each(['ConversationBlockedByUser', 'BotDisabledByAdmin', 'BotNotInConversationRoster', 'MessageWritesBlocked'])(
  'should install nothing for somebody who does not want it: %s',
  async (code) => {
    await ports.knows(headId);
    ports.chat.answers = () => ({ outcome: 'unreachable', code });
    await round({ outcome: 'installed', conversation });
    expect(asked).toEqual([]);
    expect(await copies()).toEqual([expect.objectContaining({ failed: code })]);
  },
);

describe('a card whose time is reserved', () => {
  const paced = async (reserve: jest.Mock) => {
    const aggregate = (await ports.requests.readAll(request.id))!;
    return await syncCards(aggregate, {
      ...ports,
      pace: { reserve },
      wait: async (milliseconds) => ports.clock.pass({ milliseconds }),
    });
  };
  const inSeconds = (seconds: number) => jest.fn(async () => ports.clock.now().toInstant().add({ seconds }));

  it('should wait for a near time, and be posted then', async () => {
    await ports.knows(headId);
    const before = ports.clock.now().toInstant();
    await paced(inSeconds(2));
    expect(before.until(ports.clock.now().toInstant()).total('seconds')).toBe(2);
    expect(ports.chat.sent).toHaveLength(1);
  });

  it('should keep a far time with its note, and go then without asking for another', async () => {
    await ports.knows(headId);
    const reserve = inSeconds(12);
    expect(await paced(reserve)).toEqual({ again: { code: 'paced', seconds: 12 } });
    expect(await copies()).toMatchObject([{ person: headId, reserved: ports.clock.now().toInstant().add({ seconds: 12 }).toString() }]);
    ports.clock.pass({ seconds: 12 });
    await paced(reserve);
    expect(reserve).toHaveBeenCalledTimes(1);
    expect(ports.chat.sent).toHaveLength(1);
    const [note] = await copies();
    expect(note).toMatchObject({ activity: 'posted-1', shownRevision: request.revision });
    expect(note).not.toHaveProperty('reserved');
  });

  it('should not be taken for drawn while its redrawing waits', async () => {
    await ports.knows(headId);
    await paced(inSeconds(0));
    const { etag } = (await ports.requests.read(request.id))!;
    const later = makeRequest({ revision: 2, events: 2 });
    await ports.requests.commit(makeCommit({ request: later, etag }));
    const reserve = inSeconds(12);
    expect(await paced(reserve)).toMatchObject({ again: { code: 'paced' } });
    expect(await copies()).toMatchObject([{ activity: 'posted-1', shownRevision: 1 }]);
    ports.clock.pass({ seconds: 12 });
    await paced(reserve);
    expect(ports.chat.sent.map(({ what }) => what)).toEqual(['post', 'update']);
    expect(await copies()).toMatchObject([{ shownRevision: 2 }]);
  });

  it('should reserve another time once it was refused at its own', async () => {
    await ports.knows(headId);
    const reserve = inSeconds(12);
    expect(await paced(reserve)).toMatchObject({ again: { code: 'paced' } });
    ports.clock.pass({ seconds: 12 });
    ports.chat.answers = () => ({ outcome: 'later', code: 'Throttled', isAmbiguous: false, isRefused: true, afterSeconds: 5 });
    expect(await paced(reserve)).toMatchObject({ again: { code: 'Throttled', isRefused: true } });
    ports.clock.pass({ seconds: 30 });
    expect(await paced(reserve)).toMatchObject({ again: { code: 'paced' } });
    expect(reserve).toHaveBeenCalledTimes(2);
    expect(ports.chat.sent).toHaveLength(1);
  });
});
