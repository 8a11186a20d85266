import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attentionSentence, channelTitle, eventTitle, fieldTitle, fieldValue } from '../../../../bot/domain/shown/timeline-words';
import { verbs as table } from '../../../../bot/domain/verbs/table';

const root = join(__dirname, '..', '..', '..', '..', 'bot');
const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

/** Every verb that the rules record, read from their sources. */
function recordedVerbs(): string[] {
  const rules = sources('domain');
  const direct = [...rules.matchAll(/recorded\([^;]*?'([a-z]+(?:-[a-z]+)*)',\s*(?:current\.status|'|cur)/gs)].map(([, verb]) => verb ?? '');
  const ofAccounts = [...rules.matchAll(/recordedOf\(\s*(?:\{[^}]*\}|\w+),\s*'([a-z-]+)'/g)].map(([, verb]) => verb ?? '');
  const states = ['made', 'begun', 'enabled', 'disabled', 'not-made'].map((state) => `account-${state}`);
  return [...new Set([...direct, ...ofAccounts, ...states, 'request', 'approve', 'reject', 'return', 'activate', 'expire', 'lapse'])];
}

describe('the history of a request', () => {
  it('should have words for every verb that the rules record', () => {
    const verbs = recordedVerbs();
    expect(verbs).toEqual(
      expect.arrayContaining([
        'account-named',
        'correct',
        'view-photo',
        'reassign-decider',
        'shorten',
        'ask-deputies',
        'nudge',
        'withdraw',
      ]),
    );
    expect(verbs).toEqual(expect.arrayContaining(['account-queued', 'account-not-done', 'account-retried', 'account-changed']));
    expect(verbs.length).toBeGreaterThan(24);
    expect(verbs.filter((verb) => !/^[A-Z“][A-Za-z ,“”]+$/.test(eventTitle({ verb, fields: [] }, table)))).toEqual([]);
    // The negative control: a verb without words shows as it is.
    expect(eventTitle({ verb: 'juggle', fields: [] }, table)).toBe('juggle');
  });

  it('should tell an approval with a change from one without', () => {
    expect(eventTitle({ verb: 'approve', fields: [] }, table)).toBe('Approved');
    expect(eventTitle({ verb: 'approve', fields: ['validTo'] }, table)).toBe('Approved with changes');
  });

  it('should say where, but not of the clock', () => {
    expect((['teams', 'outlook', 'tab', 'clock'] as const).map(channelTitle)).toEqual(['in Teams', 'in Outlook', 'in the Teams tab', '']);
  });

  it('should show values as people read them, and nothing of what is no text', () => {
    expect(fieldValue('validTo', '2027-05-31')).toBe('Mon 31 May 2027');
    expect(fieldValue('validTo', 'soon')).toBe('soon');
    expect(fieldValue('itAccess', 'staff-like')).toBe('Staff-like');
    expect(fieldValue('idCard', false)).toBe('No');
    expect(fieldValue('photo', { blob: 'x' })).toBe('another one');
    expect(fieldValue('lastName', { odd: 1 })).toBe('');
    expect(['validTo', 'sponsor', 'lastName', 'unheard'].map(fieldTitle)).toEqual(['Valid to', 'Sponsor', 'Last name', 'unheard']);
  });

  it('should have a sentence for every matter that is put before admins', () => {
    const code = `${sources('jobs')}\n${sources('outbox')}\n${sources('domain')}`;
    const kinds = [
      ...code.matchAll(
        /(?:putAttention|notifyAdmins|addToAttention)\('([a-z-]+)'|attention: \{ kind: '([a-z-]+)'|'(account-(?:end|hand|start))'/g,
      ),
    ].map(([, one, other, third]) => one ?? other ?? third ?? '');
    expect(new Set(kinds)).toEqual(
      new Set(['unreached', 'unreached-list', 'poison', 'unanswered', 'sponsor-gone', 'account-end', 'account-hand', 'account-start']),
    );
    const targets = ['accounts', 'cards', 'mails', 'views', 'draft'];
    const said = [...kinds, ...targets.map((target) => `todo-${target}`)].map((kind) => attentionSentence(kind));
    expect(new Set(said)).not.toContain(attentionSentence('unheard'));
    for (const sentence of said) expect(sentence).toMatch(/^[A-Z].*\.$/);
    // A target that was given up is not tried again by itself; the night mends lists alone.
    expect(said.filter((sentence) => /each night/.test(sentence))).toEqual([]);
    expect(attentionSentence('todo-views')).toContain('within 30 days');
  });
});
