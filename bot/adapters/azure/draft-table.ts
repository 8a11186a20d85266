import { odata, type TableClient } from '@azure/data-tables';
import type { Draft } from '../../domain/request/records';
import { asWritten, draftSchemas, type Schemas, upgraded } from '../../domain/request/request-schema';
import { UnknownSchema, unlessKnown } from '../../domain/request/visitor-request';
import type { DraftStore } from '../../ports/drafts';
import type { Log } from '../../ports/log-fields';
import { deleteRow, encodeKey, insertRow, packJson, queryRows, type ReadRow, readRow, replaceRow, unpackJson } from './table-client';

/** Drafts of one sponsor that a list looks at: one page, whatever there is. */
export const draftsLookedAt = 100;

/**
 * Table `Drafts`: partition the sponsor, row the id that the request will have. A draft carries the version of its schema; reading one of
 * an unknown version throws `UnknownSchema`, and lists leave it out.
 *
 * @param log gets an error for each draft of an unknown version.
 * @param schemas those of this release unless given.
 */
export function draftTable(table: TableClient, log?: Pick<Log, 'error'>, schemas: Schemas = draftSchemas): DraftStore {
  function draftOf(row: ReadRow): Draft {
    // Drafts of the releases before versions were noted are of the first one.
    const draft = upgraded<Draft>(unpackJson(row), row.schema ?? 1, schemas);
    if (draft) return draft;
    log?.error({ request: row.rowKey, version: String(row.schema) }, 'a draft of a schema version that is not known was left as it is');
    throw new UnknownSchema('a draft is of a schema version that is not known');
  }

  const knownDraft = (row: ReadRow) => {
    try {
      return draftOf(row);
    } catch (fault) {
      return unlessKnown(fault);
    }
  };

  return {
    async read(sponsor, id) {
      const row = await readRow(table, encodeKey(sponsor), encodeKey(id));
      return row && { value: draftOf(row), etag: row.etag };
    },
    async list(sponsor, most) {
      const drafts: Draft[] = [];
      for await (const row of queryRows(table, odata`PartitionKey eq ${encodeKey(sponsor)}`, draftsLookedAt)) {
        const draft = knownDraft(row);
        if (draft) drafts.push(draft);
        if (drafts.length === draftsLookedAt) break;
      }
      return drafts.sort((a, b) => Date.parse(b.touchedAt) - Date.parse(a.touchedAt)).slice(0, most);
    },
    async save(draft, etag) {
      const row = {
        partitionKey: encodeKey(draft.sponsor),
        rowKey: encodeKey(draft.id),
        revision: draft.revision,
        touchedAt: draft.touchedAt,
        schema: schemas.written,
        ...packJson(asWritten(draft, schemas)),
      };
      const saved = etag === undefined ? await insertRow(table, row) : await replaceRow(table, row, etag);
      return saved === undefined ? 'lost' : 'saved';
    },
    async delete(sponsor, id, etag) {
      return deleteRow(table, encodeKey(sponsor), encodeKey(id), etag);
    },
    async *touchedBefore(moment) {
      // The service compares text, which puts 11:00:00.5Z before 11:00:00Z: it filters by whole seconds, and the code by time.
      const second = moment.round({ smallestUnit: 'second', roundingMode: 'ceil' }).toString();
      for await (const row of queryRows(table, odata`touchedAt lt ${second}`)) {
        const draft = knownDraft(row);
        if (draft && Date.parse(draft.touchedAt) < moment.epochMilliseconds) yield { value: draft, etag: row.etag };
      }
    },
  };
}
