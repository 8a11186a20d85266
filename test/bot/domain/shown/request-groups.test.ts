import type { RowGroup } from '../../../../bot/domain/form/question-kinds';
import { cardOfficeGroups, groupsOf, rowsIn } from '../../../../bot/domain/shown/request-groups';
import { makeContext, makeRequest } from '../../../make';

const context = makeContext();
const { answers } = makeRequest();
const shown = (group: RowGroup, changes: Partial<typeof answers> = {}) =>
  rowsIn(group, makeRequest({ answers: { ...answers, ...changes } }), context).map(({ label, text }) => `${label}: ${text}`);

describe('the groups of a shown request', () => {
  it('should hold all that a decision needs, and nothing by which the visitor is reached', () => {
    const request = makeRequest({ answers: { ...answers, personalEmail: 'o@example.org' }, follows: 'VR-0123456Z' });
    const groups = groupsOf(request, 'Marisol Okafor', context);
    expect(groups.map(({ title, rows }) => [title, ...rows.map(({ label }) => label)])).toEqual([
      ['Visitor', 'Name'],
      ['Visit', 'School or service', 'Reason', 'Valid from', 'Valid to', 'Length'],
      ['Access', 'IT access', 'ID card'],
      ['Request', 'Sponsor', 'Requested', 'Reference', 'Follows'],
    ]);
    expect(groups[0]?.rows).toEqual([{ label: 'Name', text: 'Dr Ottoline Fairweather' }]);
    expect(JSON.stringify(groups)).not.toMatch(/01632|example\.org|0123456789abcdef/);
  });

  it('should say when it was first requested, as its history does, and when it was resubmitted', () => {
    const request = makeRequest({ revision: 2, question: { askedAt: '2027-01-18T10:21:00Z', revision: 2 } });
    expect(groupsOf(request, 'Marisol Okafor', context).at(-1)?.rows.slice(1, 3)).toEqual([
      { label: 'Requested', text: 'Mon 18 Jan 2027 at 10:15' },
      { label: 'Resubmitted', text: 'Mon 18 Jan 2027 at 10:21' },
    ]);
  });
});

describe('the rows of a group', () => {
  it('should hold its answers in the order of the questions, without the blanks', () => {
    expect(shown('visitor')).toEqual([]);
    expect(shown('visitor', { employer: 'Fellside Instruments', preferredName: 'Otty' })).toEqual([
      'Preferred name: Otty',
      'Employing organisation: Fellside Instruments',
    ]);
    expect(shown('access')).toEqual(['IT access: No access', 'ID card: Yes']);
    expect(shown('contact', { personalEmail: 'o@example.org' })).toEqual(['Telephone: 01632 960 147', 'Personal email: o@example.org']);
  });

  it('should show the dates that were frozen, not those that were typed', () => {
    expect(shown('visit', { validFrom: '2027-02-20' })).toEqual([
      'School or service: School of Computer Science',
      'Reason: External Examiner',
      'Valid from: Wed 3 Feb 2027',
      'Valid to: Tue 31 Aug 2027',
    ]);
  });

  it('should show by its id what the lists no longer hold', () => {
    expect(shown('visit', { department: 'closed-school', reason: 'gone' }).slice(0, 2)).toEqual([
      'School or service: closed-school',
      'Reason: gone',
    ]);
  });

  it('should have the day of an early end beside the last day that was approved', () => {
    const end = { by: 'sponsor', at: '2027-03-01T23:30:00Z', channel: 'tab' as const };
    const rows = groupsOf(makeRequest({ status: 'ended', account: { end } }), 'Sam', context).flatMap((group) => group.rows);
    expect(rows.filter(({ label }) => /^(Valid to|Ended on)$/.test(label))).toEqual([
      { label: 'Valid to', text: 'Tue 31 Aug 2027' },
      { label: 'Ended on', text: 'Mon 1 Mar 2027' },
    ]);
  });

  it('should tell the card office of the card, and nothing of the IT account', () => {
    const account = { directory: { userName: 'of@visitors.bantshire.example', state: 'enabled' as const } };
    const request = makeRequest({ status: 'active', account });
    const labelsIn = (groups: ReturnType<typeof groupsOf>) => groups.flatMap(({ rows }) => rows.map(({ label }) => label));
    expect(labelsIn(groupsOf(request, 'Sam', context))).toEqual(expect.arrayContaining(['IT access', 'Username', 'ID card']));
    const seen = labelsIn(cardOfficeGroups(request, 'Sam', context));
    expect(seen).toEqual(expect.arrayContaining(['Name', 'Valid to', 'ID card', 'Sponsor', 'Reference']));
    expect(seen.filter((label) => /IT access|Username|account/i.test(label))).toEqual([]);
  });
});
