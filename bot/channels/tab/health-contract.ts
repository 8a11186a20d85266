import { z } from 'zod';

/** `GET /health`: what is not well in the deployment, in sentences; nothing where all is. */
export const healthView = z.object({
  findings: z.array(z.object({ is: z.enum(['problem', 'unknown']), what: z.string(), mend: z.string() })),
  /** ISO instant. */
  lookedAt: z.string(),
});
export type HealthView = z.infer<typeof healthView>;
