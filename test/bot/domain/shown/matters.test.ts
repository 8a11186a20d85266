import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { matterAge, matterOf, matterSentence } from '../../../../bot/domain/shown/matters';

const root = join(__dirname, '..', '..', '..', '..', 'bot');
const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

describe('a matter for admins', () => {
  it('should have a title, advice and a remedy, whatever puts it there', () => {
    const code = `${sources('jobs')}\n${sources('outbox')}\n${sources('domain')}`;
    const kinds = [
      ...code.matchAll(
        /(?:putAttention|notifyAdmins|addToAttention)\('([a-z-]+)'|attention: \{ kind: '([a-z-]+)'|: '(account-(?:end|fault|hand|not-done|start))'/g,
      ),
    ].map(([, one, other, third]) => one ?? other ?? third ?? '');
    expect(new Set(kinds)).toEqual(
      new Set([
        ...['unreached', 'unreached-list', 'poison', 'unanswered', 'sponsor-gone'],
        ...['account-end', 'account-fault', 'account-hand', 'account-not-done', 'account-start'],
      ]),
    );
    const targets = ['accounts', 'cards', 'mails', 'views', 'draft'];
    const said = [...kinds, 'account-sponsor', ...targets.map((target) => `todo-${target}`)].map(matterOf);
    expect(said).not.toContain(matterOf('unheard'));
    for (const { title, advice, remedies } of said) {
      expect([title, advice]).toEqual([expect.stringMatching(/^[A-Z].*[a-z]$/), expect.stringMatching(/^[A-Z].*\.$/)]);
      expect(remedies.length).toBeGreaterThan(0);
      expect(`${title} ${advice}`).not.toMatch(/\bcode\b/);
    }
    // A target that was given up is not tried again by itself; the night mends lists alone.
    expect(said.filter(({ advice }) => /each night/.test(advice))).toEqual([]);
    expect(matterOf('todo-views').advice).toContain('within 30 days');
    for (const name of ['constructor', '__proto__', 'toString']) expect(matterOf(name)).toBe(matterOf('unheard'));
  });

  it('should say more of an account where that is known, and never a code', () => {
    expect(matterSentence('account-hand', 'AccountGone')).toContain('deleted this account');
    expect(matterSentence('account-hand', 'Request_BadRequest')).toBeUndefined();
    expect(matterSentence('unreached', 'AccountGone')).toBeUndefined();
    expect(matterSentence('account-refused', 'Authorization_RequestDenied')).toContain('has no permission');
    for (const code of ['Request_BadRequest', 'constructor'])
      expect(matterSentence('account-refused', code)).toBe('IT sees what the directory answered, under IT tasks.');
  });

  it.each([
    ['2027-01-18T09:59:00Z', 'for less than an hour'],
    ['2027-01-18T10:05:00Z', 'for less than an hour'],
    ['2027-01-18T09:00:00Z', 'for 1 hour'],
    ['2027-01-17T10:01:00Z', 'for 23 hours'],
    ['2027-01-17T10:00:00Z', 'for 1 day'],
    ['2026-12-18T10:00:00Z', 'for 31 days'],
  ])('should be as old as the organisation’s clock says: %s', (since, age) => {
    expect(matterAge(since, Temporal.ZonedDateTime.from('2027-01-18T10:00[Europe/London]'))).toBe(age);
  });
});
