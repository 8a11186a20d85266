import { downloadWords, fileSize } from '../../../../bot/tab/lists/download-words';

describe('the size of a download', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 KB'],
    [12_340, '12.3 KB'],
    [999_949, '999.9 KB'],
    [999_950, '1 MB'],
    [1_260_000, '1.3 MB'],
  ])('should be told of %d bytes', (bytes, words) => {
    expect(fileSize(bytes)).toBe(words);
  });

  it('should stand in what is said of it', () => {
    expect([downloadWords.underWay(2_500), downloadWords.done('a.csv', 2_500)].every((text) => text.includes('2.5 KB'))).toBe(true);
  });
});
