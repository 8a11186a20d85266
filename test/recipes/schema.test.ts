import { openMigration } from '../../bot/adapters/azure/request-migration';
import { requestTable } from '../../bot/adapters/azure/request-table';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import type { Schemas } from '../../bot/domain/request/request-schema';
import { UnknownSchema } from '../../bot/domain/request/visitor-request';
import { migrating } from '../../functions/cli/recoveries';
import { runRecovery } from '../../functions/cli/recovery-command';
import { makeCommit, makeDecision, makeRequest, newRequestId } from '../make';
import { openTestStorage, testConnection } from '../setup/azurite-storage';
import { releases } from './schema/asked-at';

/**
 * The recipe "change what is stored of a request" of bot/README.md, with a made-up change: two releases over one table, the migration,
 * and the way back.
 */
async function openReleases() {
  const { rawTable, prefix } = await openTestStorage();
  const table = rawTable('Requests');
  const under = (schemas: Schemas) => ({
    requests: requestTable(table, undefined, schemas),
    migrate: async (...args: string[]) => {
      let said = '';
      const say = (line: string) => void (said += line);
      const migration = openMigration({ connectionString: testConnection() }, { limits: jobLimits, prefix, schemas });
      const open = () => migrating(migration);
      await runRecovery('migrate', args, { open, print: say, complain: say, ask: async () => true });
      return said;
    },
  });
  const stored = async (id: string) => {
    const row = await table.getEntity<{ schema: number; json: string }>(id, 'request');
    return { schema: row.schema, hasFormer: 'askedAt' in (JSON.parse(row.json) as object) };
  };
  const rewrite = (id: string) =>
    openMigration({ connectionString: testConnection() }, { limits: jobLimits, prefix, schemas: releases.second }).rewrite(id);
  return { rewrite, before: under(releases.before), first: under(releases.first), second: under(releases.second), stored, table };
}

const former = { schema: 1, hasFormer: true };
const latter = { schema: 2, hasFormer: false };

it('should be read and written by the release before and the first one at the same time, in the former version', async () => {
  const { before, first, stored } = await openReleases();
  const commit = makeCommit();
  const { id } = commit.request;
  await first.requests.commit(commit);
  expect(await stored(id)).toEqual(former);
  const read = (await before.requests.read(id))!;
  expect(await before.requests.commit(makeDecision({ ...commit, request: read.value }, read.etag))).toBe('committed');
  expect((await first.requests.read(id))?.value).toMatchObject({ status: 'approved', question: commit.request.question });
  // The first one needs no migration.
  expect(await first.migrate()).toBe('There is nothing to do.\n');
});

it('should be read by both releases of the change, whichever wrote it, and migrated on the second', async () => {
  const { before, first, second, stored } = await openReleases();
  const commits = [makeCommit(), makeCommit(), makeCommit()];
  const [one, two, three] = commits.map(({ request }) => request.id) as [string, string, string];
  await first.requests.commit(commits[0]!);
  await first.requests.commit(commits[1]!);
  await second.requests.commit(commits[2]!);
  expect([await stored(one), await stored(three)]).toEqual([former, latter]);
  for (const { requests } of [first, second])
    for (const { request } of commits) expect((await requests.read(request.id))?.value).toEqual(request);
  // Written by chance: in the new version from then on.
  await second.requests.commit(makeDecision(commits[1]!, (await second.requests.read(two))!.etag));
  expect(await stored(two)).toEqual(latter);

  expect(await second.migrate()).toContain('1 request of version 1');
  expect(await stored(one)).toEqual(former);
  expect(await second.migrate('--apply')).toContain('Rewritten: 1 request.\n');
  expect(await stored(one)).toEqual(latter);
  expect(await second.migrate('--apply')).toBe('There is nothing to do.\n');
  // The way back: the first release runs again, and rewrites all for the one before it.
  await expect(before.requests.read(one)).rejects.toThrow(UnknownSchema);
  expect(await first.migrate('--apply')).toContain('Rewritten: 3 requests.\n');
  for (const id of [one, two, three]) {
    expect(await stored(id)).toEqual(former);
    expect((await before.requests.read(id))?.value.id).toBe(id);
  }
});

it('should undo no commit that comes in while it rewrites', async () => {
  const { first, second, rewrite } = await openReleases();
  const commits = Array.from({ length: 12 }, () => makeCommit());
  await Promise.all(commits.map((commit) => first.requests.commit(commit)));
  const committed = await Promise.all(
    commits.map(async (commit) => {
      const { etag } = (await second.requests.read(commit.request.id))!;
      const [outcome] = await Promise.all([second.requests.commit(makeDecision(commit, etag)), rewrite(commit.request.id)]);
      return { id: commit.request.id, outcome };
    }),
  );
  for (const { id, outcome } of committed)
    expect((await second.requests.read(id))?.value.status).toBe(outcome === 'committed' ? 'approved' : 'pending');
});

it('should leave what it cannot read', async () => {
  const { second, first, table, stored } = await openReleases();
  const [known, later] = [makeCommit(), makeCommit({ request: makeRequest({ id: newRequestId() }) })];
  await first.requests.commit(known);
  await first.requests.commit(later);
  await table.updateEntity({ partitionKey: later.request.id, rowKey: 'request', schema: 3 }, 'Merge');
  const said = await second.migrate('--apply');
  expect(said).toContain('1 request of version 3, which this release cannot read');
  expect(said).toContain('Rewritten: 1 request.\nLeft:\n  1 request of version 3');
  expect(await stored(later.request.id)).toEqual({ schema: 3, hasFormer: true });
});
