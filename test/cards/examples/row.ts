import { type Status, statusRow } from '../../../bot/domain/statuses/table';
import type { RequestsRow } from '../../../cards/requests';

/** A row of a list of requests, by the names that it shows. */
export interface NamedRow {
  request: string;
  revision: number;
  status: Status;
  visitor: string;
  department: string;
  validFrom: string;
  validTo: string;
  since: string;
  waitsFor?: readonly string[];
  sponsor: string;
}

export function requestsRow({ waitsFor = [], department, sponsor, ...row }: NamedRow): RequestsRow {
  const { label: statusLabel, tone } = statusRow(row.status);
  return {
    shown: {
      ...row,
      wants: 'Contractor/Consultant · Staff-like · ID card',
      statusLabel,
      tone,
      department: { id: department, name: department },
      sponsor: { id: sponsor, name: sponsor },
    },
    waitsFor: [...waitsFor],
  };
}
