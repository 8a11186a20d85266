import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { openClock } from '../../../../functions/local/clock/clock';
import { StartError } from '../../../../functions/local/start-error';

let folder: string;
let real: Temporal.Instant;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-clock-'));
  real = Temporal.Instant.from('2027-01-18T10:15:00.25Z');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openClock(folder, 'Europe/London', () => real);
const moment = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/London]`);
const shown = (clock = open()) => clock.now().toPlainDateTime().toString();

describe('the clock of local mode', () => {
  it('should be the machine’s until somebody moves it', () => {
    expect(shown()).toBe('2027-01-18T10:15:00.25');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('should go on from where it was moved to, in summer and winter time', () => {
    const clock = open();
    clock.moveTo(moment('2027-03-27T12:00'));
    expect(shown(clock)).toBe('2027-03-27T12:00:00');
    real = real.add({ hours: 24 });
    expect(shown(clock)).toBe('2027-03-28T13:00:00');
  });

  it('should reach the moment, never fall short of it', () => {
    const clock = open();
    real = real.add({ microseconds: 1 });
    clock.moveTo(moment('2027-02-01T00:03'));
    expect(Temporal.ZonedDateTime.compare(clock.now(), moment('2027-02-01T00:03'))).toBeGreaterThanOrEqual(0);
  });

  it('should not go back', () => {
    const clock = open();
    clock.moveTo(moment('2027-03-01T12:00'));
    clock.moveTo(moment('2027-02-01T12:00'));
    expect(shown(clock)).toBe('2027-03-01T12:00:00');
  });

  it('should keep the day over a restart, and leave nothing half written', () => {
    open().moveTo(moment('2027-03-01T12:00'));
    real = real.add({ hours: 1 });
    expect(shown()).toBe('2027-03-01T13:00:00');
    expect(readdirSync(folder)).toEqual(['clock.json']);
  });

  it.each(['', '{', '{}', '{"ahead":"1"}', '{"ahead":0.5}'])('should refuse a file that says %p in a sentence', (text) => {
    writeFileSync(join(folder, 'clock.json'), text);
    expect(open).toThrow(StartError);
    expect(open).toThrow('does not tell the day. Delete it');
  });
});
