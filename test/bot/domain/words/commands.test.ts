import * as fc from 'fast-check';
import { type CommandAction, commands, understand } from '../../../../bot/domain/words/commands';

describe('understand', () => {
  it.each<[string, CommandAction]>([
    ['new visitor', 'newVisitor'],
    ['NEW VISITOR', 'newVisitor'],
    ['  New\u00a0  visitor!! ', 'newVisitor'],
    ['new-visitor', 'newVisitor'],
    ['Could I have a new visitor, please?', 'newVisitor'],
    ['visitor', 'newVisitor'],
    ['hello, a new visitor please', 'newVisitor'],
    ['<at>ALMS</at> new visitor', 'newVisitor'],
    ['my visitors', 'myVisitors'],
    ['show me MY VISITORS.', 'myVisitors'],
    ['visitors', 'myVisitors'],
    ['what is waiting for me?', 'waitingForMe'],
    ['"Waiting"', 'waitingForMe'],
    ['approvals', 'waitingForMe'],
    ['Find', 'find'],
    ['could you look for somebody', 'find'],
    ['Hi', 'help'],
    ['help me', 'help'],
  ])('should understand "%s" as %s', (text, action) => {
    expect(understand(text)).toBe(action);
  });

  it.each([
    '',
    '   ',
    '???',
    'lorem ipsum',
    'renewal',
    'visitorship',
    'this',
    'newvisitor',
    '😀',
    '\u0000',
    'неw visitоr',
    `${'x'.repeat(50_000)} help`,
  ])('should not pretend to understand "%.20s"', (text) => expect(understand(text)).toBeUndefined());

  it('should understand every phrase of its own, whatever the case, punctuation and nonsense around it', () => {
    const noise = fc.constantFrom('', 'lorem', 'ipsum dolor', '…', '!!', 'bitte', '\n');
    const mark = fc.constantFrom(' ', ', ', '. ', '! ', '\n', ' - ');
    const phrase = fc.constantFrom(...commands.flatMap(({ action, says }) => says.map((said) => ({ action, said }))));
    fc.assert(
      fc.property(phrase, noise, noise, mark, fc.boolean(), ({ action, said }, before, after, between, isLoud) => {
        const text = `${before}${between}${said.replaceAll(' ', between)}${between}${after}`;
        expect(understand(isLoud ? text.toUpperCase() : text)).toBe(action);
      }),
    );
  });

  it('should hear the longest phrase that is there, wherever it stands', () => {
    const shorter = fc.shuffledSubarray(['new', 'visitor', 'visitors', 'hi', 'help', 'mine', 'status']);
    fc.assert(
      fc.property(shorter, shorter, (before, after) => {
        expect(understand([...before, 'waiting for me', ...after].join(', '))).toBe('waitingForMe');
      }),
    );
  });

  it('should offer each command once, under its own title', () => {
    expect(new Set(commands.map(({ action }) => action)).size).toBe(commands.length);
    for (const { action, title } of commands) expect(understand(title)).toBe(action);
    const says = commands.flatMap((command) => [...command.says]);
    expect(new Set(says).size).toBe(says.length);
  });
});
