import { type Allowance, byteLimit, floodLimit } from '../../../../bot/channels/http/flood-limit';
import type { Admission } from '../../../../bot/ports/turn';
import { StoryClock } from '../../../fakes/story-clock';

const few: Allowance = { atOnce: 4, perSecond: 1, atATime: 2 };

function limit(allowance: Partial<Allowance> = {}, atMost?: number) {
  const clock = new StoryClock();
  const admit = floodLimit({ ...few, ...allowance }, clock, atMost);
  /** One who leaves at once. */
  const passes = (who: string): string => {
    const admission = admit(who);
    if (admission.kind === 'admitted') admission.leave();
    return admission.kind === 'over' ? (admission.isFirst ? 'told' : 'over') : 'in';
  };
  return { clock, admit, passes };
}

function leave(admission: Admission): void {
  if (admission.kind !== 'admitted') throw new Error('not admitted');
  admission.leave();
}

describe('floodLimit', () => {
  it('should let a burst in, tell once that it is over, and then refuse without a word', () => {
    const { passes } = limit();
    expect(Array.from({ length: 7 }, () => passes('ann'))).toEqual(['in', 'in', 'in', 'in', 'told', 'over', 'over']);
  });

  it('should count what does several things at once as many, whole or not at all', () => {
    const { admit, passes } = limit();
    leave(admit('ann', 3));
    expect(admit('ann', 2).kind).toBe('over');
    expect([passes('ann'), passes('ann')]).toEqual(['in', 'over']);
    expect(admit('bo', 100).kind).toBe('admitted');
  });

  it('should know people apart', () => {
    const { passes } = limit();
    for (let turn = 0; turn < 9; turn += 1) passes('ann');
    expect(passes('bo')).toBe('in');
  });

  it('should let in again as time passes, no faster and no more than the burst', () => {
    const { passes, clock } = limit();
    for (let turn = 0; turn < 5; turn += 1) passes('ann');
    clock.pass({ milliseconds: 999 });
    expect(passes('ann')).toBe('over');
    clock.pass({ milliseconds: 1 });
    expect([passes('ann'), passes('ann')]).toEqual(['in', 'over']);
    clock.pass({ hours: 1 });
    expect(Array.from({ length: 5 }, () => passes('ann'))).toEqual(['in', 'in', 'in', 'in', 'told']);
  });

  it('should stay one flood while it goes on, though one now and then gets in', () => {
    const { passes, clock } = limit();
    for (let turn = 0; turn < 5; turn += 1) passes('ann');
    for (let second = 0; second < 20; second += 1) {
      clock.pass({ seconds: 1 });
      expect([passes('ann'), passes('ann'), passes('ann')]).toEqual(['in', 'over', 'over']);
    }
  });

  it('should bound what is under way together, however little came', () => {
    const { admit, passes } = limit({ atOnce: 100 });
    const [first, second] = [admit('ann'), admit('ann')];
    expect([passes('ann'), passes('ann'), passes('bo')]).toEqual(['told', 'over', 'in']);
    leave(first);
    expect([passes('ann'), passes('ann')]).toEqual(['in', 'in']);
    leave(second);
    const again = [admit('ann'), admit('ann')];
    expect(passes('ann')).toBe('told');
    again.forEach(leave);
  });

  it('should count one who leaves twice once', () => {
    const { admit, passes } = limit({ atOnce: 100, atATime: 1 });
    const first = admit('ann');
    leave(first);
    const second = admit('ann');
    leave(first);
    expect(passes('ann')).toBe('told');
    leave(second);
    expect(passes('ann')).toBe('in');
  });

  it('should give nothing back when the clock goes back', () => {
    const { passes, clock } = limit();
    for (let turn = 0; turn < 5; turn += 1) passes('ann');
    clock.pass({ hours: -1 });
    expect(passes('ann')).toBe('over');
    clock.pass({ seconds: 1 });
    expect([passes('ann'), passes('ann')]).toEqual(['in', 'over']);
  });

  it('should remember so many and no more: the longest unused goes, but nobody with work under way', () => {
    const { admit, passes } = limit({}, 2);
    const busy = [admit('busy'), admit('busy')];
    for (let turn = 0; turn < 5; turn += 1) passes('ann');
    expect(passes('bo')).toBe('in');
    // Ann was forgotten and begins anew; the busy one was not.
    expect(passes('ann')).toBe('in');
    expect(passes('busy')).toBe('told');
    busy.forEach(leave);
  });
});

describe('byteLimit', () => {
  it('should let in what fits, whatever its size, and give back what leaves, once', () => {
    const hold = byteLimit(100);
    const [large, small] = [hold(60), hold(40)];
    expect([hold(1).kind, hold(0).kind]).toEqual(['over', 'admitted']);
    leave(small);
    leave(small);
    expect([hold(41).kind, hold(40).kind, hold(1).kind]).toEqual(['over', 'admitted', 'over']);
    leave(large);
    expect(hold(60).kind).toBe('admitted');
  });
});
