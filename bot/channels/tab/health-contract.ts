import { z } from 'zod';

/** `GET /health`: the findings of the health checks, in sentences; empty if all is well. */
export const healthView = z.object({
  findings: z.array(z.object({ is: z.enum(['problem', 'unknown']), what: z.string(), mend: z.string() })),
  /** ISO instant. */
  lookedAt: z.string(),
});
export type HealthView = z.infer<typeof healthView>;
