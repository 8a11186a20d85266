import type { Keep } from '../../../../bot/tab/browser-storage';
import { unfinishedDownload } from '../../../../bot/tab/lists/unfinished-download';
import { headId, sponsorId } from '../../../make';

function browser() {
  const kept = new Map<string, string>();
  const keep: Keep = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
  return {
    kept,
    page: (person = sponsorId) =>
      unfinishedDownload(
        person,
        () => keep,
        () => crypto.randomUUID(),
      ),
  };
}

describe('the download of the card office', () => {
  it('should have its name again after the page was loaded anew, until it has come whole', () => {
    const { page } = browser();
    const broken = page().begin();
    const again = page();
    expect([again.begin(), again.begin()]).toEqual([broken, broken]);
    again.end();
    expect(page().begin()).not.toBe(broken);
  });

  it('should be each person’s own', () => {
    const { page } = browser();
    expect(page(headId).begin()).not.toBe(page(sponsorId).begin());
  });

  it('should have a new name where what is kept is none', () => {
    const { kept, page } = browser();
    page().begin();
    for (const key of kept.keys()) kept.set(key, 'x');
    expect(page().begin()).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('should last as long as the page where the browser keeps nothing', () => {
    const page = unfinishedDownload(
      sponsorId,
      () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
      () => crypto.randomUUID(),
    );
    const broken = page.begin();
    expect(page.begin()).toBe(broken);
    page.end();
    expect(page.begin()).not.toBe(broken);
  });
});
