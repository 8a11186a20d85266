import { readCommandLine } from '../../../functions/local/options';
import { StartError } from '../../../functions/local/start-error';

describe('the command line of npm start', () => {
  it('should ask for nothing by itself', () => {
    expect(readCommandLine([])).toEqual({ isHeadless: false, chats: ['sponsor', 'head'], isFresh: false });
  });

  it('should take every option', () => {
    expect(readCommandLine(['--headless', '--chats', 'head, deputy,sponsor', '--fresh', '--data', 'somewhere'])).toEqual({
      isHeadless: true,
      chats: ['sponsor', 'head', 'deputy'],
      isFresh: true,
      folder: 'somewhere',
    });
  });

  it.each([
    [['--fesh'], '--fesh'],
    [['-h'], '-h'],
    [['headless'], 'headless'],
    [['--data'], '--data'],
    [['--data', ' '], '--data'],
    [['--fresh=no'], '--fresh'],
    [['--chats'], '--chats'],
    [['--chats', ''], '--chats'],
    [['--chats', 'sponsor,king'], '--chats'],
    [['--chats', 'head,head'], '--chats'],
  ])('should refuse %j, saying what there is', (given, wrong) => {
    const read = () => readCommandLine(given);
    expect(read).toThrow(StartError);
    expect(read).toThrow(wrong);
    expect(read).toThrow('--headless     without the chat windows');
  });
});
