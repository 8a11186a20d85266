import { ApiProblem } from '../../../bot/tab/api';
import { cachedStore } from '../../../bot/tab/cached-read';

describe('one thing that is kept', () => {
  it('should stay until its next reading has come', async () => {
    const answers = [Promise.resolve('first'), new Promise<string>(() => undefined)];
    const store = cachedStore(() => answers.shift() ?? Promise.reject(new Error('none')));
    await store.read();
    void store.read();
    expect(store.state()).toEqual({ value: 'first', isReading: true });
  });

  it('should never be replaced by an older answer', async () => {
    const given: ((value: string) => void)[] = [];
    const store = cachedStore(() => new Promise<string>((resolve) => void given.push(resolve)));
    const readings = [store.read(), store.read()];
    given[1]?.('newer');
    given[0]?.('older');
    await Promise.all(readings);
    expect(store.state()).toEqual({ value: 'newer', isReading: false });
  });

  it('should say what went wrong, and tell whoever listens', async () => {
    let told = 0;
    const store = cachedStore(() => Promise.reject(new ApiProblem({ title: 'Too busy.', status: 503, code: 'busy' })));
    const leave = store.subscribe(() => void (told += 1));
    await store.read();
    expect(store.state()).toEqual({ isReading: false, problem: { title: 'Too busy.', status: 503, code: 'busy' } });
    expect(told).toBe(2);
    leave();
    await store.read();
    expect(told).toBe(2);
  });
});
