import { hash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Aggregate } from '../../ports/requests';
import type { ViewKey } from '../../ports/views';
import { packJson, type ReadRow, type Row, unpackJson } from './table-client';

/** The worker's own rows of a request: its list keys and its lease. */
const placeProperty = 'place';

export function viewsRow(partitionKey: string, keys: ViewKey[]): Row {
  return { partitionKey, rowKey: 'views', ...packJson(keys) };
}

/** A property each, so that a commit adds its places to those noted without reading them. */
export function placesRow(partitionKey: string, places: ViewKey[]): Row {
  const named = places.map(({ partition, row }): [string, string] => {
    const json = JSON.stringify({ partition, row });
    return [`${placeProperty}${hash('sha256', json).slice(0, 24)}`, json];
  });
  return { partitionKey, rowKey: 'views', ...Object.fromEntries(named) };
}

/** Those noted by the last work, and those of each commit since. */
export function viewKeysIn(row: ReadRow): ViewKey[] {
  const added = Object.entries(row).flatMap(([name, json]) => (name.startsWith(placeProperty) ? [String(json)] : []));
  const worked =
    row.json === undefined ? [] : unpackJson<ViewKey[]>(row).map(({ partition, row: at }) => JSON.stringify({ partition, row: at }));
  return [...new Set([...worked, ...added])].map((json) => JSON.parse(json) as ViewKey);
}

export function leaseRow(partitionKey: string, until: Temporal.Instant): Row {
  return { partitionKey, rowKey: 'lease', until: until.toString() };
}

/** The lease row is updated, not deleted: its new ETag shows a worker that another one held the lease meanwhile. */
export function freeLease(partitionKey: string): Row {
  return leaseRow(partitionKey, Temporal.Instant.fromEpochMilliseconds(0));
}

export function leaseIn(row: ReadRow | undefined): Pick<Aggregate, 'lease'> {
  return row ? { lease: { until: Temporal.Instant.from(String(row.until)), etag: row.etag } } : {};
}
