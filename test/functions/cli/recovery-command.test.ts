import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '../../../bot/settings/settings';
import { openAskedRecovery } from '../../../functions/cli/open-recovery';
import { rebuilding, redriving } from '../../../functions/cli/recoveries';
import { type Recovery, type RecoveryName, runRecovery } from '../../../functions/cli/recovery-command';
import { makePorts } from '../../fakes/ports';
import { makeCommit, makeRequest, newRequestId } from '../../make';

async function run(recovery: Recovery, args: string[] = [], name: RecoveryName = 'rebuild', answer = true) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return answer;
  };
  const code = await runRecovery(name, args, { open: () => recovery, print: say, complain: say, ask });
  return { code, said: said.join(''), asked };
}

describe('the commands that repair data', () => {
  it('should say what they would do, ask, do it, and then find nothing', async () => {
    const ports = makePorts();
    await ports.requests.commit(makeCommit({ request: makeRequest({ id: newRequestId() }), todos: [] }));
    const plan = 'Of 1 request. Would write: the lists of 1 request, 1 wake-up, 0 messages.\n';
    const rebuild = () => rebuilding(ports);
    expect(await run(rebuild())).toEqual({ code: 0, said: `${plan}Nothing is changed yet: repeat the command with --apply.\n`, asked: [] });
    expect(await run(rebuild(), ['--apply'], 'rebuild', false)).toMatchObject({
      code: 1,
      said: `${plan}Nothing was changed.\n`,
      asked: ['Do this? '],
    });
    const done = 'Of 1 request. Written: the lists of 1 request, 1 wake-up, 0 messages.\n';
    expect(await run(rebuild(), ['--apply', '--yes'])).toEqual({ code: 0, said: plan + done, asked: [] });
    expect(await run(rebuild())).toMatchObject({ code: 0, said: 'There is nothing to do.\n' });
  });

  it('should try again what was given up', async () => {
    const ports = makePorts();
    const poison = { count: async () => 0, moveAll: async () => 0 };
    await ports.views.putAttention('poison', 'VR-7K3M9QXA', 'request', '2027-01-18T10:15:00Z');
    const redrive = () => redriving({ ...ports, poison });
    expect((await run(redrive(), ['--apply', '--yes'], 'redrive')).said).toBe(
      'Would try again: 1 request of the list of the administrators, and 0 messages of the poison queues.\n  VR-7K3M9QXA\nTried again: 1 request and 0 messages. What fails again returns to the list.\n',
    );
    expect(await run(redrive(), [], 'redrive')).toMatchObject({ said: 'There is nothing to do.\n' });
  });

  it('should explain themselves, and not take a day that is none', async () => {
    const never = rebuilding(makePorts());
    for (const args of [['--what'], ['--since', 'monday']])
      expect(await run(never, args)).toMatchObject({ code: 1, said: expect.stringContaining('Usage:') });
    expect(await run(never, ['--since', '2027-01-01'], 'redrive')).toMatchObject({
      code: 1,
      said: expect.stringContaining('rebuild alone'),
    });
  });

  it('should ask for the settings of a deployment, or for local mode that runs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'alms-recovery-'));
    const settings = { ALMS_TABLES_URL: 'https://a.example', ALMS_BLOBS_URL: 'https://b.example', ALMS_QUEUES_URL: 'https://c.example' };
    expect(() => openAskedRecovery(folder, 'rebuild', {}, {})).toThrow(SettingsError);
    expect(() => openAskedRecovery(folder, 'rebuild', {}, settings)).not.toThrow();
    expect(() => openAskedRecovery(folder, 'restore', {}, settings)).toThrow(new SettingsError(['ALMS_BACKUP_TABLES_URL: missing']));
    expect(() => openAskedRecovery(folder, 'rebuild', {}, { ALMS_MODE: 'local' })).toThrow('Local mode does not run');
    expect(() => openAskedRecovery(folder, 'restore', {}, { ALMS_MODE: 'local' })).toThrow('no backup');
    rmSync(folder, { recursive: true });
  });
});
