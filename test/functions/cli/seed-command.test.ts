import { openFilling } from '../../../bot/adapters/azure/storage';
import { SettingsError } from '../../../bot/settings/settings';
import { runSeed } from '../../../functions/cli/seed-command';
import type { ToFill } from '../../../functions/local/invented/open-to-fill';
import { StartError } from '../../../functions/local/start-error';
import { InMemoryUsernames } from '../../fakes/in-memory-usernames';
import { openTestStorage, testConnection } from '../../setup/azurite-storage';
import { inventionAt } from '../local/invented/invention-context';

const neverOpened = (): Promise<ToFill> => Promise.reject(new Error('nothing should be opened'));

async function run(args: string[], open: (data: string | undefined) => Promise<ToFill> = neverOpened) {
  let printed = '';
  const complaints: string[] = [];
  let time = 0;
  const code = await runSeed(args, {
    open,
    newSeed: () => 4711,
    elapsed: () => (time += 1_500),
    print: (text) => void (printed += text),
    complain: (line) => void complaints.push(line),
  });
  return { code, printed, complaint: complaints.join('\n') };
}

describe('what is typed', () => {
  it.each([
    [['--requests', '0'], '--requests needs a whole number from 1 to 20000.'],
    [['--requests', '20001'], '--requests needs a whole number from 1 to 20000.'],
    [['--requests', '1e3'], '--requests needs a whole number from 1 to 20000.'],
    [['--requests', ''], '--requests needs a whole number from 1 to 20000.'],
    [['--requests', '99999999999999999999'], '--requests needs a whole number from 1 to 20000.'],
    [['--seed', '4294967296'], '--seed needs a whole number from 0 to 4294967295.'],
    [['--seed', 'x'], '--seed needs a whole number from 0 to 4294967295.'],
    [['--data', ' '], '--data needs a folder.'],
    [['--many'], "Unknown option '--many'."],
    [['5000'], "Unexpected argument '5000'."],
  ])('should refuse %j in a sentence, with how it is meant', async (args, sentence) => {
    const { code, printed, complaint } = await run(args);
    expect([code, printed]).toEqual([1, '']);
    expect(complaint.split('\n')[0]).toBe(sentence);
    expect(complaint).toContain('npm run seed -- [--requests 5000]');
  });

  it('should explain itself without opening anything', async () => {
    const { code, printed, complaint } = await run(['--help', '--requests', '0']);
    expect([code, complaint]).toEqual([0, '']);
    expect(printed).toContain('--requests N');
  });
});

describe('a run', () => {
  /** `done`: what is called after the filling, in order. */
  async function openTest(done: (what: 'reckoned' | 'closed') => void): Promise<ToFill> {
    const { storage, prefix } = await openTestStorage();
    const context = inventionAt('2027-03-03T10:15');
    const filling = openFilling({ connectionString: testConnection() }, { clock: { now: () => context.now }, prefix });
    const stores = {
      ...filling,
      photos: storage.photos,
      usernames: new InMemoryUsernames(),
      directory: { marks: async () => [], addAll: async () => undefined },
    };
    return { stores, context, reckon: async () => done('reckoned'), isRunning: true, close: async () => done('closed') };
  }

  it('should tell how it goes, what was added and how long it took, reckon the figures anew, and close what it opened', async () => {
    const done: string[] = [];
    const given: (string | undefined)[] = [];
    const { code, printed, complaint } = await run(['--requests', '12', '--data', 'here'], (data) => {
      given.push(data);
      return openTest((what) => void done.push(what));
    });
    expect([code, complaint, given]).toEqual([0, '', ['here']]);
    expect(printed.split('\n')).toEqual([
      'Adding to the data of the product that runs, with --seed 4711 …',
      '  12 of 12',
      '12 requests added in 1.5 s (--seed 4711):',
      '  pending        3',
      ...['returned', 'approved'].map((status) => `  ${status.padEnd(9)}      1`),
      '  active         2',
      ...['expired', 'ended', 'rejected', 'withdrawn', 'lapsed'].map((status) => `  ${status.padEnd(9)}      1`),
      '',
    ]);
    expect(done).toEqual(['reckoned', 'closed']);
  });

  it('should say that the same seed adds nothing', async () => {
    const opened = await openTest(() => undefined);
    await run(['--requests', '3', '--seed', '5'], async () => opened);
    const { code, printed } = await run(['--requests', '3', '--seed', '5'], async () => opened);
    expect(code).toBe(0);
    expect(printed).toContain('0 requests added');
    expect(printed).toContain('3 requests were there already, by the same --seed, and stayed as they were.');
  });

  it('should close what it opened where storage fails, and say how the rest is added', async () => {
    const closed = jest.fn();
    const opened = await openTest(closed);
    const away = async () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
    const stores = { ...opened.stores, requests: { ...opened.stores.requests, putHistory: away } };
    const { code, complaint } = await run(['--requests', '2', '--data', 'a folder'], async () => ({ ...opened, stores }));
    expect([code, complaint.split('\n')]).toEqual([
      1,
      [
        'Storage does not answer. Try again; what is written already is not written twice.',
        'To add the rest: npm run seed -- --requests 2 --seed 4711 --data "a folder"',
      ],
    ]);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('should say why the data cannot be opened', async () => {
    const cloud = async () => Promise.reject(new SettingsError(['WEBSITE_SITE_NAME: tells of a cloud']));
    expect(await run([], cloud)).toMatchObject({
      code: 1,
      complaint: 'Invented data is for local mode alone:\nWEBSITE_SITE_NAME: tells of a cloud',
    });
    expect(await run([], async () => Promise.reject(new StartError('Local mode already runs.')))).toMatchObject({
      code: 1,
      complaint: 'Local mode already runs.',
    });
  });
});
