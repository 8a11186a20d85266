import { z } from 'zod';
import { isoDate, reference } from './contract';

/** `GET /overview` for admins, `GET /overview/department` for heads and deputies: figures of the last sweep; reckoned once where there are none yet. */
export const overviewView = z.object({
  /** Absent where they could not be reckoned. */
  figures: z
    .object({
      /** ISO instant of which they are. */
      asOf: z.string(),
      /** The Monday of the week of `starting`, the month of `ending`. */
      week: isoDate,
      month: z.string(),
      waiting: z.number().int(),
      /** Of these, for longer than six working days. */
      long: z.number().int(),
      starting: z.number().int(),
      ending: z.number().int(),
      /** Accounts that end in each week, by its Monday. */
      weeks: z.array(z.object({ from: isoDate, count: z.number().int() })),
    })
    .optional(),
  /** What has been waiting longest and still waits. `askedAt`: an ISO instant. */
  oldest: z.array(z.object({ request: reference, visitor: z.string(), department: z.string(), askedAt: z.string() })),
});
export type OverviewView = z.infer<typeof overviewView>;
