import type { OwnDuplicate } from '../../../../bot/domain/request/duplicates';
import { duplicateSentences, othersDuplicate, ownDuplicate } from '../../../../bot/domain/words/duplicate-words';

const own: OwnDuplicate = {
  request: 'VR-7K3M9QXB',
  visitor: 'Ottoline Fairweather',
  status: 'active',
  validFrom: '2027-02-01',
  validTo: '2027-06-30',
  isInWindow: true,
};

describe('what is said of the same visitor', () => {
  it.each([
    [{}, 'Active. Instead of requesting another account, open this one and reapprove it.'],
    [{ isInWindow: false }, 'Active. Instead of requesting another account, you can reapprove this one from Mon 31 May 2027.'],
    [
      { status: 'approved', isInWindow: false },
      'Approved. Instead of requesting another account, you can reapprove this one from Mon 31 May 2027.',
    ],
    [{ status: 'pending', isInWindow: false }, 'Waiting for a decision. You do not need to request it again.'],
    [{ status: 'returned', isInWindow: false }, 'Returned with a question. Open it to answer the question and resubmit it.'],
  ] as const)('should say of one’s own what to do instead: %j', (changes, advice) => {
    expect(ownDuplicate({ ...own, ...changes })).toBe(
      `Ottoline Fairweather: your request VR-7K3M9QXB, Mon 1 Feb 2027 to Wed 30 Jun 2027. ${advice}`,
    );
  });

  it('should say of somebody else’s where and whose, and let anybody go on', () => {
    expect(othersDuplicate('School of History', 'Ann Other')).toBe(
      'An account in this name exists or has been requested in School of History. Its sponsor is Ann Other.',
    );
    expect(duplicateSentences.goOn).toContain('continue');
  });
});
