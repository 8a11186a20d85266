import { readFileSync } from 'node:fs';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { seenBy } from './steps';

const html = readFileSync('bot/channels/upload/page/upload.html', 'utf8');

let world: World;
let sponsor: TeamsPerson;
beforeAll(async () => {
  const policy = { photoDays: 45, draftDays: 21 };
  world = await startWorld({ policy, pages: { html, css: '', script: '', dialogScript: '' } });
  sponsor = await world.somebody('sponsor');
});
afterAll(async () => {
  await world.stop();
});

async function page(path: string): Promise<string> {
  const response = await world.product.fetch(new Request(`https://alms.bantshire.example${path}`));
  return await response.text();
}

/** From the first of these words to the end of its paragraph. */
function noticeIn(text: string): string {
  return /Used for the visitor’s ID card[^<\n]*/.exec(text)?.[0] ?? '';
}

describe('what a sponsor is told of the data', () => {
  it('should say the same of a photo on the card and on both pages, with the days of the policy', async () => {
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    const details = seenBy(sponsor);
    await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
    await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
    const onCard = noticeIn(seenBy(sponsor));
    expect(onCard).toContain('45 days');
    expect(onCard).toContain('Seen by you, the people who approve the request, the card office and administrators.');
    expect(noticeIn(await page('/photo'))).toBe(onCard);
    expect(noticeIn(await page('/photo/dialog'))).toBe(onCard);
    expect(details).toContain('21 days');
  });

  it('should not promise that a request is erased, as nothing erases one', async () => {
    await sponsor.says('new visitor');
    await sponsor.presses('Start another');
    await sponsor.presses('Next', { department: 'computer-science' });
    expect(seenBy(sponsor)).not.toMatch(/erase|12 months/);
  });
});
