/** The queues of messages that failed too often. */
export interface PoisonQueues {
  /** How many messages lie in them, by the service's own estimate. */
  count(): Promise<number>;
  /** Moves each message back into its queue, to be tried anew. Returns their number; after a crash a message may be in both. */
  moveAll(): Promise<number>;
}
