/** How Teams notifies an approver of waiting requests: a card for each at once, or one list a day. */
export const tellings = ['at-once', 'daily'] as const;
export type Telling = (typeof tellings)[number];
