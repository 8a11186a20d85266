import { z } from 'zod';
import { requestIdPattern } from '../domain/request/visitor-request';

/** The fields that name a message of a queue. One that cannot be read is left out, as poison is named too. */
export const messageName = {
  kind: z
    .string()
    .regex(/^[a-z-]{1,16}$/)
    .optional()
    .catch(undefined),
  id: z.string().regex(requestIdPattern).optional().catch(undefined),
};
