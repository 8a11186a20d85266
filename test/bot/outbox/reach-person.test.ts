import { postToPerson, update } from '../../../bot/outbox/reach-person';
import type { Conversation, Conversations, Delivery } from '../../../bot/ports/chat';
import { makePorts } from '../../fakes/ports';
import { sponsorId } from '../../make';

const message = { card: {}, summary: 'A visitor' };
const at = (conversation: string): Conversation => ({
  person: sponsorId,
  botId: 'bot',
  conversation,
  serviceUrl: 'https://teams',
  member: 'm',
});
const blocked: Delivery = { outcome: 'unreachable', code: 'MessageWritesBlocked' };

/** Somebody who was found in one conversation, and is stored in another one by now, or in none. */
function moved(to: Conversation | undefined, answers: Record<string, Delivery>) {
  const ports = makePorts();
  const said: string[] = [];
  const looks: unknown[] = [];
  const find: Conversations['find'] = async (_person, fresh) => (looks.push(fresh), to);
  const answer = async (there: Conversation) => (said.push(there.conversation), answers[there.conversation] ?? blocked);
  const chat = { post: answer, update: answer };
  return { ports: { ...ports, conversations: { find, remember: async () => undefined }, chat } as never, said, looks };
}

describe.each([
  ['a message', (ports: never) => postToPerson(at('old'), sponsorId, message, ports)],
  ['a redrawing', (ports: never) => update(at('old'), 'a1', message, ports)],
])('%s for somebody', (_what, deliver) => {
  const delivered: Delivery = { outcome: 'delivered', activity: 'a1' };

  it('should go where they were found, without a further look', async () => {
    const { ports, said, looks } = moved(at('new'), { old: delivered });
    expect([await deliver(ports), said, looks]).toEqual([delivered, ['old'], []]);
  });

  it('should go where they are now, once, when they are not reached where they were found', async () => {
    const { ports, said, looks } = moved(at('new'), { new: delivered });
    expect([await deliver(ports), said, looks]).toEqual([delivered, ['old', 'new'], ['fresh']]);
    const nowhere = moved(at('new'), {});
    expect([await deliver(nowhere.ports), nowhere.said]).toEqual([blocked, ['old', 'new']]);
  });

  it.each([at('old'), undefined])('should not go again where nothing else is known: %j', async (to) => {
    const { ports, said } = moved(to, {});
    expect([await deliver(ports), said]).toEqual([blocked, ['old']]);
  });

  it('should not go again where it may have arrived', async () => {
    const unclear: Delivery = { outcome: 'later', code: 'Http503', isAmbiguous: true };
    const { ports, said } = moved(at('new'), { old: unclear, new: delivered });
    expect([await deliver(ports), said]).toEqual([unclear, ['old']]);
  });
});
