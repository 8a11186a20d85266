import { odata, type TableClient } from '@azure/data-tables';
import type { Draft } from '../../domain/request/records';
import type { DraftStore } from '../../ports/drafts';
import { deleteRow, encodeKey, insertRow, packJson, queryRows, type ReadRow, readRow, replaceRow, unpackJson } from './table-client';

/** Drafts of one sponsor that a list looks at: one page, whatever there is. */
export const draftsLookedAt = 100;

/** Table `Drafts`: partition the sponsor, row the id that the request will have. */
export function draftTable(table: TableClient): DraftStore {
  return {
    async read(sponsor, id) {
      const row = await readRow(table, encodeKey(sponsor), encodeKey(id));
      return row && { value: unpackDraft(row), etag: row.etag };
    },
    async list(sponsor, most) {
      const drafts: Draft[] = [];
      for await (const row of queryRows(table, odata`PartitionKey eq ${encodeKey(sponsor)}`, draftsLookedAt)) {
        drafts.push(unpackDraft(row));
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
        ...packJson(draft),
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
        const draft = unpackDraft(row);
        if (Date.parse(draft.touchedAt) < moment.epochMilliseconds) yield { value: draft, etag: row.etag };
      }
    },
  };
}

function unpackDraft(row: ReadRow): Draft {
  return unpackJson<Draft>(row);
}
