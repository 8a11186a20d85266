/** How an approver is told in Teams of what waits for them: by a card of each request at once, or by one list a day. */
export const tellings = ['at-once', 'daily'] as const;
export type Telling = (typeof tellings)[number];
