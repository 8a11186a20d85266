import type { Temporal } from 'temporal-polyfill';

/** The clock of the organisation. Rules get its answer passed in. */
export interface Clock {
  now(): Temporal.ZonedDateTime;
}

/** Randomness; `bytes(16)` for a link, `bytes(8)` for a reference. */
export interface Random {
  bytes(count: number): Uint8Array;
}
