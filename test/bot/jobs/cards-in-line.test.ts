import { bringCardsInLine } from '../../../bot/jobs/cards-in-line';
import { TryLater } from '../../../bot/jobs/try-later';
import type { Conversation, Installation } from '../../../bot/ports';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { headId, makeRequest } from '../../make';

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
async function round(installation?: Installation): Promise<void> {
  const install = async (person: string): Promise<Installation> => {
    asked.push(person);
    return installation!;
  };
  const aggregate = (await ports.requests.readAll(request.id))!;
  await bringCardsInLine(aggregate, { ...ports, ...(installation && { installer: { install } }) });
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

  it('should be tried later where that may help, with nothing noted', async () => {
    const later = await round({ outcome: 'later', code: 'Throttled', afterSeconds: 90 }).catch((error: unknown) => error);
    expect(later).toBeInstanceOf(TryLater);
    expect(later).toMatchObject({ code: 'Throttled', afterSeconds: 90 });
    expect(await copies()).toEqual([]);
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
    await expect(round({ outcome: 'installed', conversation })).rejects.toMatchObject({ code: 'directory' });
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
