import { seenBy } from './steps';
import { story } from './story';

const { world } = story();

const commands = ['New visitor', 'My visitors', 'Waiting for me', 'Reapprovals', 'Find', 'Notifications'];

describe('the greeting', () => {
  it('should come once, though Teams tells of an installation twice', async () => {
    const sponsor = await world.somebody('sponsor');
    expect(sponsor.messages()).toHaveLength(1);
    expect(seenBy(sponsor)).toContain('request accounts for visitors');
    expect(sponsor.buttons()).toEqual(commands);
  });

  it('should do by button what the same words do', async () => {
    const sponsor = await world.somebody('sponsor');
    await sponsor.presses('My visitors');
    expect(seenBy(sponsor)).toContain('You have no visitors yet.');
  });
});

describe('what a person writes', () => {
  it.each([
    ['NEW VISITOR', 'Which school or professional service is the visitor coming to?'],
    ['could I have a new visitor, please?', 'Which school or professional service is the visitor coming to?'],
    ['  my   visitors!! ', 'You have no visitors yet.'],
    ['who is Waiting For Me today', 'Nothing is waiting for your decision.'],
    ['Help', 'request accounts for visitors'],
  ])('should be understood whatever its case and the words around it: %s', async (text, expected) => {
    const sponsor = await world.somebody('sponsor');
    const answers = await sponsor.says(text);
    expect(answers).toHaveLength(1);
    expect(seenBy(sponsor)).toContain(expected);
  });

  it.each(['what is the weather like', '🙂', '', '<at>Everyone</at>', 'x'.repeat(20_000)])(
    'should get help, never silence: %.30s',
    async (text) => {
      const sponsor = await world.somebody('sponsor');
      expect(await sponsor.says(text)).toHaveLength(1);
      expect(seenBy(sponsor)).toContain('I did not understand that.');
      expect(sponsor.buttons()).toEqual(commands);
    },
  );
});

describe('somebody who may not sponsor', () => {
  it('should get a sentence and no draft', async () => {
    const visitor = await world.person('5e78454d-f065-41c2-b4cc-4549c1acc990');
    await visitor.says('new visitor');
    expect(seenBy(visitor)).toContain('Only members of staff');
    expect(await world.stores.drafts.list(visitor.id, 5)).toEqual([]);
  });
});
