import type { Clock } from '../../ports/system';
import type { Admission } from '../../ports/turn';

/** How much one person may ask of one process. */
export interface Allowance {
  /** What may come in one burst. */
  atOnce: number;
  /** How fast the burst grows back. */
  perSecond: number;
  /** How many may be under way together. */
  atATime: number;
}

/**
 * Far above what people do: a chat that opens asks for each card in view once, from each device, and a press may come four
 * times. Somebody who asks for several visitors sends a photo for each, and a few times until one is good enough.
 */
export const allowances = {
  turns: { atOnce: 100, perSecond: 10, atATime: 12 },
  uploads: { atOnce: 20, perSecond: 0.5, atATime: 3 },
} as const satisfies Record<string, Allowance>;

/** Bytes of uploads that one process holds at a time: six of the largest, or some twenty of what telephones take. */
export const maxUploadBytes = 64 * 1024 * 1024;

interface Account {
  /** What is left of the burst when it was last looked at. */
  left: number;
  /** Milliseconds of the clock. */
  lookedAt: number;
  underWay: number;
  isFlooding: boolean;
}

const refused = { kind: 'over', isFirst: false } as const;

/**
 * Keeps one from taking what the others need. It holds for this process, so with many instances the whole is that many
 * times as much; storage bears it. What does several things at once counts as many, and is let in whole or not at all. Accounts beyond `atMost` are forgotten, the longest unused first, but never one with
 * work under way: those are as few as the host lets in.
 */
export function floodLimit(
  { atOnce, perSecond, atATime }: Allowance,
  clock: Clock,
  atMost = 10_000,
): (who: string, changes?: number) => Admission {
  const accounts = new Map<string, Account>();

  function accountOf(who: string, now: number): Account {
    const known = accounts.get(who);
    const account = known ?? { left: atOnce, lookedAt: now, underWay: 0, isFlooding: false };
    // The map keeps the order of arrival: taken out and put back, an account counts as used last.
    accounts.delete(who);
    accounts.set(who, account);
    if (!known && accounts.size > atMost) forgetOne(accounts);
    return account;
  }

  return (who, changes = 1) => {
    // More than a whole burst would never be let in.
    const cost = Math.min(changes, atOnce);
    const now = clock.now().epochMilliseconds;
    const account = accountOf(who, now);
    account.left = Math.min(atOnce, account.left + (Math.max(0, now - account.lookedAt) / 1_000) * perSecond);
    account.lookedAt = now;
    // Not as soon as one gets in again: in a flood that happens all the time.
    if (account.underWay === 0 && account.left >= atOnce / 2) account.isFlooding = false;
    if (account.left < cost || account.underWay >= atATime) {
      if (account.isFlooding) return refused;
      account.isFlooding = true;
      return { kind: 'over', isFirst: true };
    }
    account.left -= cost;
    account.underWay += 1;
    let isOver = false;
    return {
      kind: 'admitted',
      leave() {
        if (!isOver) account.underWay -= 1;
        isOver = true;
      },
    };
  };
}

/** Admits what fits beside all that is held: for what costs memory, whoever it is from. */
export function byteLimit(atMost: number): (bytes: number) => Admission {
  let held = 0;
  return (bytes) => {
    if (held + bytes > atMost) return refused;
    held += bytes;
    let isOver = false;
    return {
      kind: 'admitted',
      leave() {
        if (!isOver) held -= bytes;
        isOver = true;
      },
    };
  };
}

function forgetOne(accounts: Map<string, Account>): void {
  for (const [who, { underWay }] of accounts) {
    if (underWay > 0) continue;
    accounts.delete(who);
    return;
  }
}
