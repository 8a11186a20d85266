/** The cards of a draft, in the order in which they are asked: where, who, the visit itself, and all of it to check. */
export const stepNames = ['department', 'who', 'visit', 'review'] as const;

export type StepName = (typeof stepNames)[number];
