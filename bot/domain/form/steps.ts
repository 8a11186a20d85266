/** The steps in the order in which they are asked; a step may be left out by what is answered. */
export const stepNames = ['department', 'reason', 'employer', 'names', 'dates', 'access', 'photo', 'more', 'review'] as const;

export type StepName = (typeof stepNames)[number];
