import { PassThrough } from 'node:stream';
import { askAtTerminal } from '../../../functions/cli/ask-at-terminal';

async function answered(typed: string | undefined): Promise<[boolean, string]> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answer = askAtTerminal('Do this? ', { input, output });
  if (typed === undefined) input.end();
  else input.write(`${typed}\n`);
  const isYes = await answer;
  return [isYes, String(output.read())];
}

describe('a question at the terminal', () => {
  it.each([
    ['yes', true],
    ['Y', true],
    [' yes ', true],
    ['no', false],
    ['', false],
    ['yesterday', false],
  ])('should take %j as %s', async (typed, isYes) => {
    expect(await answered(typed)).toEqual([isYes, 'Do this? (yes or no) ']);
  });

  it('should take it as no where nobody is there to answer', async () => {
    expect(await answered(undefined)).toEqual([false, 'Do this? (yes or no) \n']);
  });
});
