import { lookEvery, watchRequest } from '../../../../bot/tab/request/watch-request';

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function stage(goesOn = () => true) {
  const [document, window] = [new Page(), new EventTarget()];
  const looks: AbortSignal[] = [];
  const stop = watchRequest({ document, window }, async (signal) => (looks.push(signal), goesOn()), true);
  return { document, window, looks, stop };
}

const passes = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

describe('a request that somebody looks at', () => {
  it('should be read at once, and again and again', async () => {
    const { looks, stop } = stage();
    await passes(2 * lookEvery + 10);
    expect(looks).toHaveLength(3);
    stop();
    await passes(5 * lookEvery);
    expect(looks).toHaveLength(3);
  });

  it('should be left alone while nobody sees it, and read as soon as somebody does', async () => {
    const { document, window, looks, stop } = stage();
    await passes(10);
    document.visibilityState = 'hidden';
    await passes(3 * lookEvery);
    expect(looks).toHaveLength(1);
    document.visibilityState = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('focus'));
    await passes(10);
    // Both at once are one look.
    expect(looks).toHaveLength(2);
    stop();
    expect(looks.at(-1)?.aborted).toBe(true);
  });

  it('should be read no more once it is gone', async () => {
    const { window, looks, stop } = stage(() => false);
    await passes(3 * lookEvery);
    window.dispatchEvent(new Event('focus'));
    await passes(10);
    expect(looks).toHaveLength(1);
    stop();
  });
});
