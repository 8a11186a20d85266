/** Timer schedules in UTC, the only zone of the deployed plan. Seconds come first. */
export const schedules = {
  /**
   * Every hour, as messages go from the first minutes of an hour and states change at midnight of whatever zone. Not on the
   * hour itself: the sweep leaves a wake-up alone until the clock is `grace` (two minutes, bot/jobs/sweep.ts) into its
   * hour, so at minute 0 each would wait for an hour. The minute in between is for a host whose clock is a little fast.
   */
  sweep: '0 3 * * * *',
  /**
   * At night, when hardly anybody is in the chat: not at midnight, when states change, nor at the minute of the sweep. In UTC no night lacks this hour or has it twice.
   */
  reconcile: '0 33 2 * * *',
  /**
   * After the night's deletions, so that the copy follows them at once. The second and the third hour are for what the first
   * could not do; where it could do all, they do nothing.
   */
  backup: '0 13 3-5 * * *',
} as const;
