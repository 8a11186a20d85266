import { TooLate, withTimeLimit } from '../../../bot/shown/time-limit';

describe('within', () => {
  it('should hand on what comes in time, and what fails in time', async () => {
    expect(await withTimeLimit(1000, Promise.resolve(7))).toBe(7);
    await expect(withTimeLimit(1000, Promise.reject(new Error('out of reach')))).rejects.toThrow('out of reach');
  });

  it('should not wait for what does not come, nor fall over what fails later', async () => {
    let fail: (fault: Error) => void = () => undefined;
    const work = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    await expect(withTimeLimit(5, work)).rejects.toThrow(TooLate);
    fail(new Error('much later'));
    await new Promise((resolve) => setImmediate(resolve));
  });
});
