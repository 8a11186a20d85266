/** Does something with each as they come, `atOnce` together, and gives what came of it in their order: no more of it waits. */
export async function* inOrder<T, R>(items: AsyncIterable<T>, atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const under: Promise<R>[] = [];
  for await (const item of items) {
    const one = work(item);
    // Whoever comes to it later hears of its fault; until then it is nobody's.
    one.catch(() => undefined);
    under.push(one);
    const first = under.length >= atOnce ? under.shift() : undefined;
    if (first) yield await first;
  }
  for (const one of under) yield await one;
}
