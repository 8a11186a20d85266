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
    [{}, 'Active. Instead of asking for another account, open it and keep this one longer.'],
    [{ isInWindow: false }, 'Active. Instead of asking for another account, you can keep this one longer from Mon 31 May 2027.'],
    [
      { status: 'approved', isInWindow: false },
      'Approved. Instead of asking for another account, you can keep this one longer from Mon 31 May 2027.',
    ],
    [{ status: 'pending', isInWindow: false }, 'Waiting for a decision. It need not be asked for twice.'],
    [{ status: 'returned', isInWindow: false }, 'Returned with a question. Open it to answer the question and resubmit it.'],
  ] as const)('should say of one’s own what to do instead: %j', (changes, advice) => {
    expect(ownDuplicate({ ...own, ...changes })).toBe(
      `Ottoline Fairweather: your request VR-7K3M9QXB, Mon 1 Feb 2027 to Wed 30 Jun 2027. ${advice}`,
    );
  });

  it('should say of somebody else’s where and whose, and let anybody go on', () => {
    expect(othersDuplicate('School of History', 'Ann Other')).toBe(
      'An account of this name exists, or has been asked for, in School of History. Its sponsor is Ann Other.',
    );
    expect(duplicateSentences.goOn).toContain('just go on');
  });
});
