import { asWritten, requestSchemas, type Schemas, upgraded } from '../../domain/request/request-schema';
import { UnknownSchema, type VisitorRequest } from '../../domain/request/visitor-request';
import { statuses } from '../../domain/statuses/table';
import type { Log } from '../../ports/log-fields';
import type { Commit } from '../../ports/requests';
import type { Stored } from '../../ports/stored';
import { packJson, type ReadRow, type Row, unpackJson } from './table-client';

/** The row `request` of a request: written in one schema version, read in each that is known. */
interface RequestStates {
  row(commit: Pick<Commit, 'request' | 'commitId'>): Row;
  /** Throws {@link UnknownSchema} for a version that is not known. */
  read(row: ReadRow): Stored<VisitorRequest>;
}

/** @param log gets an error for each state of an unknown version. */
export function requestStates(log?: Pick<Log, 'error'>, schemas: Schemas = requestSchemas): RequestStates {
  return {
    /** The whole state is in `json`; the other columns are for a person who reads the table. */
    row: ({ request, commitId }) => ({
      partitionKey: request.id,
      rowKey: 'request',
      schema: schemas.written,
      commitId,
      status: request.status,
      revision: request.revision,
      sponsor: request.sponsor,
      department: request.answers.department,
      validFrom: request.validFrom,
      validTo: request.validTo,
      ...packJson(asWritten(request, schemas)),
    }),
    read(row) {
      const value = typeof row.schema === 'number' ? upgraded<VisitorRequest>(unpackJson(row), row.schema, schemas) : undefined;
      if (!value) {
        const version = row.schema === undefined ? 'none' : String(row.schema);
        log?.error({ request: row.partitionKey, version }, 'a request of a schema version that is not known was left as it is');
        throw new UnknownSchema('a request is of a schema version that is not known');
      }
      if (value.id !== row.partitionKey || !statuses.includes(value.status)) throw new Error('a state row is damaged');
      return { value, etag: row.etag };
    },
  };
}
