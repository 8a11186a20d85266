import { randomInt } from 'node:crypto';
import { usernameTable } from '../../../../bot/adapters/azure/username-table';
import { usernames } from '../../../../bot/domain/account/usernames';
import type { RequestId } from '../../../../bot/domain/request/visitor-request';
import type { UsernameRegister } from '../../../../bot/ports/username-register';
import { InMemoryUsernames } from '../../../fakes/in-memory-usernames';
import { openTestStorage } from '../../../setup/azurite-storage';
import { tried, tries } from '../../../torture/tries';

const key = new Uint8Array(32).fill(7);
const one = 'VR-00000001';
const other = 'VR-00000002';
const reference = (place: number): RequestId => `VR-${String(place).padStart(8, '0')}`;

/** The first username that is free for a visitor of this name, and how many were tried. */
async function named(register: UsernameRegister, request: RequestId): Promise<{ username: string; looked: number }> {
  let looked = 0;
  const names = { firstName: 'Ottoline', lastName: 'Fairweather' };
  for (const username of usernames(names, { pattern: 'initials', refused: [] }, (below) => randomInt(below), String)) {
    looked += 1;
    if (await takeOnBusyMachine(register, username, request)) return { username, looked };
  }
  throw new Error('usernames ended');
}

/** As the worker does after an answer that came too late: the same once more, whatever became of the first. */
async function takeOnBusyMachine(register: UsernameRegister, username: string, request: RequestId, times = 10): Promise<boolean> {
  try {
    return await register.take(username, request);
  } catch (fault) {
    if ((fault as { code?: string }).code !== 'ETIMEDOUT' || times === 0) throw fault;
    return await takeOnBusyMachine(register, username, request, times - 1);
  }
}

describe.each<[string, number, () => Promise<UsernameRegister>]>([
  ['in memory', tries(2_000, 10_000, 10_000), async () => new InMemoryUsernames()],
  ['in a table', tries(80, 200, 200), async () => usernameTable((await openTestStorage()).rawTable('Usernames'), key)],
])('a register of usernames %s', (_where, atOnce, open) => {
  it('should give a username once, and say so again to whom it was given', async () => {
    const register = await open();
    expect(await register.take('ofairweather', one)).toBe(true);
    expect(await register.take('ofairweather', other)).toBe(false);
    expect(await register.take('ofairweather', one)).toBe(true);
    expect(await register.take('o.fairweather', other)).toBe(true);
  });

  it('should never give one again, not even to whom it was given, once it is retired', async () => {
    const register = await open();
    await register.take('ofairweather', one);
    await register.retire('ofairweather');
    await register.retire('ofairweather');
    await register.retire('never.given');
    expect(await register.take('ofairweather', other)).toBe(false);
    expect(await register.take('ofairweather', one)).toBe(false);
    expect(await register.take('never.given', other)).toBe(true);
  });

  it('should never give one that was in use before, and leave one that is given to whom it was given', async () => {
    const register = await open();
    await register.take('ofairweather', one);
    expect(await Promise.all(['from.before', 'ofairweather'].map((username) => register.reserve(username)))).toEqual([true, false]);
    expect(await register.reserve('from.before')).toBe(false);
    expect(await register.take('from.before', other)).toBe(false);
    expect(await register.take('ofairweather', one)).toBe(true);
  });

  it('should let the live account that has one take it over, and nobody from whoever has it', async () => {
    const register = await open();
    await register.take('ofairweather', one);
    await register.reserve('from.before');
    expect(await register.takeOver('from.before', other)).toBe(true);
    expect(await register.takeOver('from.before', one)).toBe(false);
    expect(await register.takeOver('ofairweather', other)).toBe(false);
    expect(await register.takeOver('never.given', other)).toBe(true);
    expect(await register.takeOver('never.given', other)).toBe(true);
    expect(await register.take('never.given', one)).toBe(false);
    expect(await register.holder('from.before')).toEqual({ request: other });
  });

  it('should say who has one, also where that is nobody any more', async () => {
    const register = await open();
    await register.take('ofairweather', one);
    await register.reserve('from.before');
    expect(await Promise.all(['ofairweather', 'from.before', 'never.given'].map((username) => register.holder(username)))).toEqual([
      { request: one },
      {},
      undefined,
    ]);
    await register.retire('ofairweather');
    expect(await register.holder('ofairweather')).toEqual({});
  });

  it('should give many visitors of one name at once a username each', async () => {
    const register = await open();
    const given = await Promise.all(Array.from({ length: atOnce }, (_, place) => named(register, reference(place))));
    expect(new Set(given.map(({ username }) => username)).size).toBe(atOnce);
    expect(Math.max(...given.map(({ looked }) => looked))).toBeLessThan(45);
    tried('a username that is taken', { 'equal names at once': atOnce });
  }, 120_000);
});

describe('the race for a username', () => {
  it('should be lost by many where looking and writing are two steps: the negative control', async () => {
    const taken = new Set<string>();
    const careless: UsernameRegister = {
      async take(username) {
        if (taken.has(username)) return false;
        await Promise.resolve();
        taken.add(username);
        return true;
      },
      takeOver: async () => false,
      holder: async () => undefined,
      reserve: async () => false,
      retire: async () => undefined,
    };
    const given = await Promise.all(Array.from({ length: 200 }, (_, place) => named(careless, reference(place))));
    expect(new Set(given.map(({ username }) => username)).size).toBeLessThan(200);
  });
});

describe('a register of usernames in a table', () => {
  it('should keep nothing of a retired one but a hash that only the key makes', async () => {
    const table = (await openTestStorage()).rawTable('Usernames');
    await usernameTable(table, key).take('ofairweather', one);
    await usernameTable(table, key).retire('ofairweather');
    const rows: string[] = [];
    for await (const row of table.listEntities()) rows.push(JSON.stringify(row));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/"rowKey":"hash:[0-9a-f]{64}"/);
    expect(rows[0]).not.toMatch(/fairweather|VR-/);
  });

  it('should hold by the name where the key was changed by mistake, for as long as the name is there', async () => {
    const table = (await openTestStorage()).rawTable('Usernames');
    await usernameTable(table, key).take('ofairweather', one);
    const changed = usernameTable(table, new Uint8Array(32).fill(8));
    expect(await changed.take('ofairweather', other)).toBe(false);
    expect(() => usernameTable(table, new Uint8Array(31))).toThrow(RangeError);
  });
});
