/** Pseudo-random numbers, repeatable by seed. For invented data only, never for secrets. */
export interface Dice {
  /** A whole number, `from` and `to` included. */
  between(from: number, to: number): number;
  /** True in that share of cases, 0 to 1. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  bytes(count: number): Uint8Array;
}

/** Dice for a seed, a whole number from 0 to 4294967295. */
export function diceOf(seed: number): Dice {
  const next = generator(seed);
  const share = () => next() / 2 ** 32;
  const between = (from: number, to: number) => from + Math.floor(share() * (to - from + 1));
  return {
    between,
    chance: (wanted) => share() < wanted,
    pick: (from) => {
      if (from.length === 0) throw new RangeError('nothing to pick from');
      return from[between(0, from.length - 1)]!;
    },
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const entries = Object.entries(weights) as [K, number][];
      let left = share() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => next() >>> 24),
  };
}

/** Dice of a request's own, the same each time. */
export function diceOfReference(reference: string): Dice {
  return diceOf(Number.parseInt(reference.slice('VR-'.length), 36) % 2 ** 32);
}

/** sfc32 by Chris Doty-Humphrey: small, fast, and with state enough that references of two runs do not meet. */
function generator(seed: number): () => number {
  let [a, b, c, counter] = [seed >>> 0, 0x9e3779b9, 0x243f6a88, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // Neighbouring seeds begin alike.
  for (let warmUp = 0; warmUp < 20; warmUp += 1) next();
  return next;
}
