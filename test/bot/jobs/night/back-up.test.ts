import { backUp } from '../../../../bot/jobs/night/back-up';
import type { Backup, BackupReport } from '../../../../bot/ports/backup';
import { makePorts } from '../../../fakes/ports';

const whole: BackupReport = { rows: 3, photos: 1, gone: 0, held: 0 };

/** A backup that answers so, and what was asked of it. */
function backupOf(report: BackupReport) {
  const asked: string[] = [];
  const backup: Backup = {
    async copy(now) {
      asked.push(now.toString());
      return report;
    },
  };
  return { backup, asked };
}

describe('the nightly backup', () => {
  it('should do nothing where there is no account for it', async () => {
    const ports = makePorts();
    expect(await backUp(undefined, ports)).toBeUndefined();
    expect(await ports.views.lastRuns()).toEqual({});
  });

  it('should be made once a night, however often the timer comes', async () => {
    const ports = makePorts();
    const { backup, asked } = backupOf(whole);
    for (const moment of ['2027-01-18T03:13', '2027-01-18T04:13', '2027-01-18T05:13', '2027-01-19T03:13']) {
      ports.clock.set(moment);
      await backUp(backup, ports);
    }
    expect(asked).toEqual(['2027-01-18T03:13:00Z', '2027-01-19T03:13:00Z']);
    expect(await ports.views.lastRuns()).toMatchObject({ backup: '2027-01-19T03:13:00Z' });
  });

  it.each<[string, BackupReport]>([
    ['its time was over', { ...whole, isCutShort: true }],
    ['it keeps what is gone', { ...whole, held: 200 }],
  ])('should be gone on with in the next hour, and not count as made, where %s', async (_what, report) => {
    const ports = makePorts();
    const { backup, asked } = backupOf(report);
    for (const moment of ['2027-01-18T03:13', '2027-01-18T04:13']) {
      ports.clock.set(moment);
      await backUp(backup, ports);
    }
    expect(asked).toHaveLength(2);
    expect(await ports.views.lastRuns()).toEqual({});
    expect(ports.lines.some(({ level }) => level === 'error')).toBe(report.held > 0);
  });

  it('should begin no part once its time is over', async () => {
    const ports = makePorts();
    ports.clock.set('2027-01-18T03:13');
    const asked: boolean[] = [];
    const copy: Backup['copy'] = async (_now, isOver) => {
      asked.push(isOver());
      ports.clock.set('2027-01-18T03:33');
      asked.push(isOver());
      return whole;
    };
    await backUp({ copy }, ports);
    expect(asked).toEqual([false, true]);
  });
});
