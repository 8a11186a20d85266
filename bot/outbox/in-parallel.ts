/** Runs a job for each of these, so many at once. Fails with the first that fails, once the others have ended. */
export async function inParallel<T, R>(all: readonly T[], atOnce: number, job: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < all.length; start += atOnce) {
    const settled = await Promise.allSettled(all.slice(start, start + atOnce).map(job));
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      results.push(one.value);
    }
  }
  return results;
}
