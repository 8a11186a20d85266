import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelTitle, eventTitle, fieldTitle, fieldValue } from '../../../../bot/domain/shown/timeline-words';
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
  const ofAccounts = [...rules.matchAll(/recordedOf\(\s*(?:\{[^}]*\}|\w+(?:\(\w+\))?),\s*'([a-z-]+)'/g)].map(([, verb]) => verb ?? '');
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
});
