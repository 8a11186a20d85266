/** Seconds between the tries of what fails, more than a day in all; after the last, an admin is told. */
export const retryDelays = [5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 8 * 3600, 8 * 3600];
