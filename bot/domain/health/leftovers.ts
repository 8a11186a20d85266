import type { Policy } from '../organisation/organisation';

/**
 * Finds values of the sample organisation in parsed JSON that an organisation has to replace, each by its path,
 * such as `developer.websiteUrl`.
 */
export function sampleLeftovers(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return /\bbantshire\b|\.example\b/i.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, held]) =>
    sampleLeftovers(held, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`),
  );
}

/** Names of policy dates that are in the past. @param today an ISO date. */
export function pastDates({ validTo, closureDays }: Pick<Policy, 'validTo' | 'closureDays'>, today: string): string[] {
  const isOver = validTo !== undefined && validTo <= today;
  const areOver = closureDays.length > 0 && closureDays.every((date) => date < today);
  return [...(isOver ? ['validTo'] : []), ...(areOver ? ['closureDays'] : [])];
}
