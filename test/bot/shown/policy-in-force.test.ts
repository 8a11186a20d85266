import { editablePart } from '../../../bot/domain/organisation/policy-form';
import type { PolicyVersion } from '../../../bot/ports/policies';
import { policyInForce } from '../../../bot/shown/policy-in-force';
import { type LogLine, logInto } from '../../fakes/log-lines';
import { StoryClock } from '../../fakes/story-clock';
import { adminId, makePolicy } from '../../make';

const file = makePolicy({ photoDays: 30, validTo: '2027-07-31' });

function makeStore() {
  const store = { reads: 0, saved: undefined as PolicyVersion | undefined, isAway: false };
  const current = async () => {
    store.reads += 1;
    if (store.isAway) throw new Error('storage is away');
    return store.saved && { value: store.saved, etag: 'tag' };
  };
  const save = (change: object) => {
    const policy = { ...editablePart(file), ...change };
    store.saved = { version: 1, at: '2027-01-20T09:00:00Z', by: adminId, policy, changes: [] };
  };
  return Object.assign(store, { current, save });
}

function begin() {
  const store = makeStore();
  const clock = new StoryClock();
  const lines: LogLine[] = [];
  return { store, clock, lines, policy: policyInForce({ file, store, clock, log: logInto(lines) }) };
}

it('should be the file’s until something is saved, and be read once a minute, whoever asks', async () => {
  const { store, clock, policy } = begin();
  const all = await Promise.all(Array.from({ length: 20 }, () => policy.now()));
  expect(all.every((one) => one === file)).toBe(true);
  expect(store.reads).toBe(1);
  store.save({ photoDays: 45 });
  clock.pass({ seconds: 59 });
  expect((await policy.now()).photoDays).toBe(30);
  clock.pass({ seconds: 1 });
  expect((await policy.now()).photoDays).toBe(45);
  expect(store.reads).toBe(2);
});

it('should show a change to the process that made it at once', async () => {
  const { store, policy } = begin();
  await policy.now();
  store.save({ photoDays: 45 });
  policy.changed();
  expect((await policy.now()).photoDays).toBe(45);
});

it('should keep what the file has of what cannot be edited, and of what was not known when it was saved', async () => {
  const { store, policy } = begin();
  store.save({});
  const { validTo: _blank, draftDays: _unknown, ...saved } = store.saved!.policy;
  store.saved = { ...store.saved!, policy: saved as PolicyVersion['policy'] };
  expect(await policy.now()).toEqual({ ...file, validTo: undefined });
  expect('validTo' in (await policy.now())).toBe(false);
});

it('should go on with the last one while storage is away, and ask again a minute later', async () => {
  const { store, clock, lines, policy } = begin();
  store.save({ photoDays: 45 });
  await policy.now();
  store.isAway = true;
  clock.pass({ minutes: 1 });
  expect((await policy.now()).photoDays).toBe(45);
  await policy.now();
  expect(store.reads).toBe(2);
  expect(lines).toHaveLength(1);
});

it('should not take the file’s for what was saved when storage was never read, but to answer a person', async () => {
  const { store, policy } = begin();
  store.isAway = true;
  await expect(policy.now()).rejects.toThrow('away');
  await expect(policy.asOfNow({ policy: file })).rejects.toThrow('away');
  expect((await policy.asOfNowOrFile({ policy: file })).policy).toBe(file);
  store.isAway = false;
  store.save({ photoDays: 45 });
  expect((await policy.now()).photoDays).toBe(45);
});
