/** Maps an async iterable with up to `atOnce` calls in flight, and yields the results in order. */
export async function* inOrder<T, R>(items: AsyncIterable<T>, atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const under: Promise<R>[] = [];
  for await (const item of items) {
    const one = work(item);
    // The consumer sees a rejection later; until then it must not count as unhandled.
    one.catch(() => undefined);
    under.push(one);
    const first = under.length >= atOnce ? under.shift() : undefined;
    if (first) yield await first;
  }
  for (const one of under) yield await one;
}
