import { policyTable } from '../../../../bot/adapters/azure/policy-table';
import { editablePart } from '../../../../bot/domain/organisation/policy-form';
import type { PolicyVersion } from '../../../../bot/ports/policies';
import { InMemoryPolicies } from '../../../fakes/in-memory-policies';
import { type LogLine, logInto } from '../../../fakes/log-lines';
import { adminId, makePolicy } from '../../../make';
import { openTestStorage } from '../../../setup/azurite-storage';

function makeVersion(version: number): PolicyVersion {
  const policy = { ...editablePart(makePolicy()), photoDays: version };
  const changes = [{ label: 'Days after which a photo is deleted', before: String(version - 1), after: String(version) }];
  return { version, at: '2027-01-20T09:00:00Z', by: adminId, policy, changes };
}

describe.each([
  ['in memory', async () => new InMemoryPolicies()],
  ['in tables', async () => (await openTestStorage()).storage.policies],
])('the policy %s', (_name, open) => {
  it('should be none before the first was saved', async () => {
    const store = await open();
    expect(await store.current()).toBeUndefined();
    expect(await store.versions(5)).toEqual([]);
  });

  it('should be the one that was saved last, with every version before it', async () => {
    const store = await open();
    expect(await store.save(makeVersion(1))).toBe('saved');
    for (const version of [2, 3]) expect(await store.save(makeVersion(version), (await store.current())?.etag)).toBe('saved');
    expect((await store.current())?.value).toEqual(makeVersion(3));
    expect(await store.versions(2)).toEqual([makeVersion(3), makeVersion(2)]);
  });

  it('should be saved by one of two who began from the same version, and leave no trace of the other', async () => {
    const store = await open();
    expect(await Promise.all([store.save(makeVersion(1)), store.save({ ...makeVersion(1), by: 'else' })])).toContain('lost');
    const etag = (await store.current())?.etag;
    expect((await Promise.all([store.save(makeVersion(2), etag), store.save(makeVersion(2), etag)])).sort()).toEqual(['lost', 'saved']);
    expect(await store.save(makeVersion(3), etag)).toBe('lost');
    expect((await store.versions(9)).map(({ version }) => version)).toEqual([2, 1]);
  });
});

it('should hold the longest policy that can be typed', async () => {
  const store = (await openTestStorage()).storage.policies;
  const long = 'x'.repeat(1_000);
  const reasons = Array.from({ length: 60 }, (_, place) => ({
    id: `${'r'.repeat(50)}-${place}`,
    label: 'é'.repeat(80),
    needsEmployer: true,
    maxMonths: 120,
    isRetired: true as const,
  }));
  const closureDays = Array.from({ length: 300 }, (_, place) => `2027-01-${place}`);
  const policy = {
    ...makeVersion(1).policy,
    reasons,
    closureDays,
    helpRoute: long,
    shortVisitRoute: long,
    passOn: { withEmail: long, otherwise: long },
  };
  expect(await store.save({ ...makeVersion(1), policy })).toBe('saved');
});

it('should be the file’s while a deployment has not made the table yet, which is said once', async () => {
  const { rawTable } = await openTestStorage();
  const lines: LogLine[] = [];
  const table = rawTable('Unmade');
  const store = policyTable(table, logInto(lines));
  expect([await store.current(), await store.versions(5), await store.current()]).toEqual([undefined, [], undefined]);
  expect(lines).toMatchObject([{ level: 'warn', fields: { target: table.tableName } }]);
  await table.createTable();
  expect(await store.save(makeVersion(1))).toBe('saved');
  expect((await store.current())?.value).toEqual(makeVersion(1));
});
