import { fillsIn, makesRequest, seenBy } from './steps';
import { story } from './story';

const { world } = story();

describe('a sponsor asks and the head decides', () => {
  it('should go from the greeting to an approved account', async () => {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    expect(sponsor.buttons()).toEqual(['New visitor', 'My visitors', 'Waiting for me', 'Reapprovals', 'Find', 'Notifications']);

    await fillsIn(world, sponsor, { access: { itAccess: 'staff-like', idCard: 'yes' } });
    expect(sponsor.buttons()).toContain('Make request');
    await sponsor.presses('Make request');
    expect(seenBy(sponsor)).toContain('Waiting for a decision');
    await world.work();

    expect(seenBy(head)).toContain('Ottoline');
    expect(head.lastCard().summary).toBe('Visiting Professor, 1 Feb to 30 Jun: Marisol Okafor needs your approval by Mon 1 Feb');
    await head.presses('Approve');
    await world.work();

    expect(seenBy(head)).toContain('Approved');
    expect(head.buttons()).not.toContain('Approve');
    expect(seenBy(sponsor)).toContain('Approved');
    expect(world.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('should tell the sponsor why it was rejected', async () => {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    await makesRequest(world, sponsor);
    await head.presses('Reject');
    await head.presses('Reject', { words: 'We have no *desk* for this visit.' });
    await world.work();
    expect(seenBy(sponsor)).toContain('We have no *desk* for this visit.');
  });
});
