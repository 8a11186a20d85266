import { readCommandLine } from '../../../functions/local/options';
import { StartError } from '../../../functions/local/start-error';

describe('the command line of npm start', () => {
  it('should ask for nothing by itself', () => {
    expect(readCommandLine([])).toEqual({ isHeadless: false, isFresh: false });
  });

  it('should take every option', () => {
    expect(readCommandLine(['--headless', '--fresh', '--data', 'somewhere'])).toEqual({
      isHeadless: true,
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
  ])('should refuse %j, saying what there is', (given, wrong) => {
    const read = () => readCommandLine(given);
    expect(read).toThrow(StartError);
    expect(read).toThrow(wrong);
    expect(read).toThrow('--headless     without the chat windows');
  });
});
