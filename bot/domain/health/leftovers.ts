import type { Policy } from '../organisation/organisation';

/**
 * Where something of the sample organisation is left in what an organisation has to make its own: in JSON as it is read, each as the path
 * to it, such as `developer.websiteUrl`.
 */
export function sampleLeftovers(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return /\bbantshire\b|\.example\b/i.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, held]) =>
    sampleLeftovers(held, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`),
  );
}

/** Dates of the policy that are over, so that they no longer say anything, each as its name. @param today an ISO date. */
export function pastDates({ validTo, closureDays }: Pick<Policy, 'validTo' | 'closureDays'>, today: string): string[] {
  const isOver = validTo !== undefined && validTo <= today;
  const areOver = closureDays.length > 0 && closureDays.every((date) => date < today);
  return [...(isOver ? ['validTo'] : []), ...(areOver ? ['closureDays'] : [])];
}
