import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { draftTable } from '../../../../bot/adapters/azure/draft-table';
import type { Draft } from '../../../../bot/domain/request/records';
import { draftSchemas, type Schemas, type StoredState, upgraded } from '../../../../bot/domain/request/request-schema';
import { UnknownSchema } from '../../../../bot/domain/request/visitor-request';
import type { DraftStore } from '../../../../bot/ports/drafts';
import { InMemoryDraftStore } from '../../../fakes/in-memory-draft-store';
import { type LogLine, logInto } from '../../../fakes/log-lines';
import { makeDraft, sponsorId, strangerId } from '../../../make';
import { openTestStorage } from '../../../setup/azurite-storage';

describe.each([
  ['in memory', async () => new InMemoryDraftStore()],
  ['in tables', async () => (await openTestStorage()).storage.drafts],
])('a draft store %s', (_name, open: () => Promise<DraftStore>) => {
  let store: DraftStore;
  beforeEach(async () => {
    store = await open();
  });

  it('should give back what was saved', async () => {
    const draft = makeDraft({
      thumbnail: `data:image/jpeg;base64,${'A'.repeat(4000)}`,
      changes: { revision: 2, department: 'computer-science' },
    });
    expect(await store.save(draft)).toBe('saved');
    expect(await store.read(sponsorId, draft.id)).toEqual({ value: draft, etag: expect.any(String) });
  });

  it('should not show a draft to anybody but its sponsor', async () => {
    await store.save(makeDraft());
    expect(await store.read(strangerId, makeDraft().id)).toBeUndefined();
    expect(await store.list(strangerId, 10)).toEqual([]);
  });

  it('should let one of two devices through', async () => {
    const draft = makeDraft();
    await store.save(draft);
    const { etag } = (await store.read(sponsorId, draft.id))!;
    const answers = await Promise.all((['visit', 'review'] as const).map((step) => store.save({ ...draft, step }, etag)));
    expect(answers.sort()).toEqual(['lost', 'saved']);
  });

  it('should start a draft once, and lose a change to one that is gone', async () => {
    const draft = makeDraft();
    await store.save(draft);
    expect(await store.save(draft)).toBe('lost');

    const { etag } = (await store.read(sponsorId, draft.id))!;
    await store.delete(sponsorId, draft.id);
    await store.delete(sponsorId, draft.id);
    expect(await store.save(draft, etag)).toBe('lost');
    expect(await store.read(sponsorId, draft.id)).toBeUndefined();
  });

  it('should list the newest first, at most as many as asked for', async () => {
    const touched = ['2027-01-18T09:00:00Z', '2027-01-18T11:00:00.5Z', '2027-01-18T11:00:00Z'];
    for (const [index, touchedAt] of touched.entries()) await store.save(makeDraft({ id: `VR-0000000${index}`, touchedAt }));
    expect((await store.list(sponsorId, 2)).map(({ id }) => id)).toEqual(['VR-00000001', 'VR-00000002']);
    expect(await store.list(sponsorId, 10)).toHaveLength(3);
  });

  it('should look at a hundred drafts and no more, however many there are', async () => {
    for (let place = 0; place < 105; place += 1) await store.save(makeDraft({ id: `VR-00000${String(place).padStart(3, '0')}` }));
    expect(await store.list(sponsorId, 1000)).toHaveLength(100);
  });

  it('should delete a draft as it was read, and not one that was touched since', async () => {
    const draft = makeDraft();
    await store.save(draft);
    const { etag } = (await store.read(sponsorId, draft.id))!;
    await store.save({ ...draft, step: 'who' }, etag);
    expect(await store.delete(sponsorId, draft.id, etag)).toBe(false);
    expect((await store.read(sponsorId, draft.id))?.value.step).toBe('who');

    const fresh = (await store.read(sponsorId, draft.id))!;
    expect(await store.delete(sponsorId, draft.id, fresh.etag)).toBe(true);
    expect(await store.delete(sponsorId, draft.id, fresh.etag)).toBe(false);
    expect(await store.read(sponsorId, draft.id)).toBeUndefined();
  });

  it('should find the drafts that nobody touched since a moment, whosever they are, with the tags to delete them', async () => {
    const touched = [
      '2027-01-18T10:59:59.9Z',
      '2027-01-18T11:00:00Z',
      '2027-01-18T11:00:00.5Z',
      '2027-01-18T11:00:00.75Z',
      '2027-02-18T11:00:00Z',
    ];
    for (const [index, touchedAt] of touched.entries()) {
      await store.save(makeDraft({ id: `VR-0000000${index}`, touchedAt, sponsor: index % 2 ? sponsorId : strangerId }));
    }
    expect(await touchedBefore('2027-01-18T11:00:00Z')).toEqual(['VR-00000000']);
    expect(await touchedBefore('2027-01-18T11:00:00.5Z')).toEqual(['VR-00000000', 'VR-00000001']);
    for await (const { value, etag } of store.touchedBefore(Temporal.Instant.from('2027-01-18T11:00:01Z'))) {
      expect(await store.delete(value.sponsor, value.id, etag)).toBe(true);
    }
    expect(await touchedBefore('2100-01-01T00:00:00Z')).toEqual(['VR-00000004']);
  });

  async function touchedBefore(moment: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const { value } of store.touchedBefore(Temporal.Instant.from(moment))) ids.push(value.id);
    return ids.sort();
  }

  it.each(["' or PartitionKey ne '", 'a/b', 'a\\b#?%', '\u0000\u009f', 'x'.repeat(2000), ''])(
    'should keep apart the drafts of a sponsor of the name %j',
    async (sponsor) => {
      await store.save(makeDraft({ id: 'VR-00000001' }));
      await store.save(makeDraft({ id: 'VR-00000002', sponsor }));
      expect((await store.list(sponsor, 10)).map(({ id }) => id)).toEqual(['VR-00000002']);
      expect((await store.read(sponsor, 'VR-00000002'))?.value.sponsor).toBe(sponsor);
    },
  );
});

it('should let a second device in before a save in memory looks at its tag', async () => {
  const store = new InMemoryDraftStore();
  store.beforeCommit = async () => {
    delete store.beforeCommit;
    expect(await store.save(makeDraft({ step: 'who' }))).toBe('saved');
  };
  expect(await store.save(makeDraft({ step: 'visit' }))).toBe('lost');
  expect((await store.read(sponsorId, makeDraft().id))?.value.step).toBe('who');
});

describe('the schema version of a draft', () => {
  /** A made-up change: `step` becomes `at`. */
  const renames: Schemas['steps'] = {
    1: {
      up: ({ step, ...state }) => ({ ...state, at: step }),
      down: ({ at, ...state }) => ({ ...state, step: at }),
    },
  };
  /** As a release of version 1 wrote it. The file never changes; the draft below it follows the type. */
  const written = JSON.parse(readFileSync(join(__dirname, 'draft-1.json'), 'utf8')) as StoredState;
  const golden: Draft = {
    id: 'VR-7K3M9QXA',
    sponsor: '3ceaaf30-8142-48ea-b1d9-3080f9b439fc',
    revision: 4,
    step: 'visit',
    isReviewing: true,
    answers: makeDraft().answers,
    touched: { who: 2, visit: 4 },
    changedBy: ['6396e022-1e52-4ff9-960e-f7a449f1c7e2'],
    changes: { revision: 2, department: 'computer-science' },
    uploads: [{ hash: 'ab12', until: '2027-01-18T10:35:00Z' }],
    fromLine: { step: 'who', understood: 'a visitor' },
    prepared: { by: '6396e022-1e52-4ff9-960e-f7a449f1c7e2', name: 'Tomás Iqbal' },
    touchedAt: '2027-01-18T10:05:00Z',
  };

  async function openReleases() {
    const { rawTable } = await openTestStorage();
    const [table, lines] = [rawTable('Drafts'), [] as LogLine[]];
    const under = (newest: number, written: number) =>
      draftTable(table, logInto(lines), { newest, written, steps: newest > 1 ? renames : {} });
    return { before: under(1, 1), first: under(2, 1), second: under(2, 2), now: draftTable(table), table, lines };
  }
  const read = async (store: DraftStore) => (await store.read(golden.sponsor, golden.id))?.value as object | undefined;

  it('should be read as a release of the first version wrote it', () => {
    expect(upgraded<Draft>(written, 1, draftSchemas)).toEqual(golden);
  });

  it('should be that of this release, which reads what its first release wrote, without a version too', async () => {
    const { now, table } = await openReleases();
    await now.save(golden);
    const row = await table.getEntity<{ schema?: number; json: string }>(golden.sponsor, golden.id);
    expect([row.schema, JSON.parse(row.json)]).toEqual([draftSchemas.written, golden]);
    const { schema: _none, ...unmarked } = row;
    await table.updateEntity({ ...unmarked, partitionKey: golden.sponsor, rowKey: golden.id }, 'Replace');
    expect(await read(now)).toEqual(golden);
  });

  it('should let two releases of a change run side by side, each reading what the other wrote', async () => {
    const { before, first, second } = await openReleases();
    await before.save(golden);
    expect(await read(first)).toMatchObject({ at: golden.step });
    const { etag, value } = (await first.read(golden.sponsor, golden.id))!;
    await first.save(value, etag);
    expect(await read(before)).toEqual(golden);
    const again = (await second.read(golden.sponsor, golden.id))!;
    await second.save(again.value, again.etag);
    expect(await read(first)).toEqual(again.value);
  });

  it('should leave a draft of a later version as it is, and show the others', async () => {
    const { before, second, lines } = await openReleases();
    await second.save({ ...golden, at: golden.step } as typeof golden);
    const other = makeDraft({ sponsor: golden.sponsor, id: 'VR-0000000Q' });
    await before.save(other);
    await expect(before.read(golden.sponsor, golden.id)).rejects.toThrow(UnknownSchema);
    expect(await before.list(golden.sponsor, 10)).toEqual([other]);
    const old: string[] = [];
    for await (const { value } of before.touchedBefore(Temporal.Instant.from('2099-01-01T00:00:00Z'))) old.push(value.id);
    expect(old).toEqual([other.id]);
    expect(lines[0]).toMatchObject({ level: 'error', fields: { request: golden.id, version: '2' } });
  });
});
