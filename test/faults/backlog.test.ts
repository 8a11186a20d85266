import { rhythms } from '../../bot/domain/notices/timetable';
import { someOf, tried, tries } from '../torture/tries';
import { workOff } from './backlog';

describe('a backlog that is visible at once', () => {
  it.each(someOf([1, 3, 10, 40], 1))('should reach everybody on %s instances, within what the channels take', async (instances) => {
    const backlog = { digests: tries(300, 1_500, 1_500), mails: tries(100, 600, 600) };
    const report = await workOff({ instances, ...backlog });
    expect(report).toMatchObject({ lost: { cards: 0, mails: 0 }, poisoned: 0 });
    expect(report.posts.refused).toBeLessThanOrEqual(report.posts.calls / 100);
    expect(report.sends.refused).toBeLessThanOrEqual(report.sends.calls / 100);
    expect(report.looks).toBeLessThanOrEqual(2);
    // By count and rate, with two minutes for what comes late.
    expect(report.lastMail).toBeLessThanOrEqual((backlog.mails * rhythms.mail.apart) / 1_000 + 120);
    expect(report.paceCalls).toBeLessThan(backlog.digests + backlog.mails);
    tried('a backlog', { messages: backlog.digests + backlog.mails, refused: report.posts.refused + report.sends.refused });
  });

  it('should lose some where each refusal uses up a try and nobody reserves a time, which is what both are for', async () => {
    const report = await workOff({ instances: 10, digests: 700, mails: 100, isUnpaced: true });
    expect(report.lost.cards).toBeGreaterThan(10);
    expect(report.lost.mails).toBeGreaterThan(10);
    expect(report.posts.refused).toBeGreaterThan(report.posts.calls / 100);
    expect(report.looks).toBeGreaterThan(2);
  });
});
