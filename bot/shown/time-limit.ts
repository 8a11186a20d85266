/** What is only worth having soon did not come. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * Waits so long and no longer, for what a turn can do without: a turn has five seconds in all. What was begun may still be
 * done. Throws `TooLate`, or what the work throws.
 */
export async function withTimeLimit<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate()), milliseconds);
  });
  // A late rejection of the abandoned promise must not be unhandled.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
