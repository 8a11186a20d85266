/** The cards of a draft in order: where, who, the visit, and the review. */
export const stepNames = ['department', 'who', 'visit', 'review'] as const;

export type StepName = (typeof stepNames)[number];
