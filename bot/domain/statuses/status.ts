/** How a status looks; which colours that are in each channel, `tones.ts` says. */
export type Tone = 'accent' | 'warning' | 'good' | 'attention' | 'emphasis';

/** What the clock does to a request, as its history calls it. */
export type ClockVerb = 'activate' | 'expire' | 'lapse' | 'expire-handover' | 'lapse-proposal';

/** What of a request its status is worded from. A `VisitorRequest` has all of it; ISO dates. */
export interface StatusFacts {
  validFrom: string;
  validTo: string;
  decision?: { verb: string };
}

/** Where the button of that name is: a mail names it too. */
export const requestAgainHint = '“Request again” in Teams makes a new request from this one.';

/** One row of the table of statuses: all that rules and channels know of it. */
export interface StatusRow {
  label: string;
  tone: Tone;
  /** `open`: somebody has to answer. `running`: approved, with or without an account yet. `over`: nothing follows but asking again. */
  phase: 'open' | 'running' | 'over';
  /** What the dates make of it, by the name of a status: on its first day, and at 00:00 after its last. */
  onFirstDay?: string;
  afterLastDay?: string;
  /** By what the clock brings a request here; absent where people do. */
  enteredBy?: ClockVerb;
  /** What people are told because of the time: the sponsor to reapprove, or to answer; the approvers once more; the sponsor that it is over. */
  notice?: 'reapproval' | 'answer' | 'nudge' | 'over';
  /** What the line under it tells: who has it, who decided, when it happened, or who ended it. */
  line: 'waiting' | 'decided' | 'happened' | 'ended';
  /** The reason, the question or the note of the decision is shown with it. */
  hasWords?: true;
  /** Its state in a digest; `window` where the last thirty days decide. */
  inList: 'pending' | 'returned' | 'over' | 'settled' | 'window';
  /** What comes next, to its sponsor. `today`: ISO date. */
  next(request: StatusFacts, today: string): string;
  /** The same to others, where it differs. */
  nextForOthers?(request: StatusFacts, today: string): string;
}
